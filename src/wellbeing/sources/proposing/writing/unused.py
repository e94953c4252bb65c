"""The columns that a proposal does not use, and what they look like; nothing that stands in them."""

from collections.abc import Iterator
from typing import Final

from wellbeing.model.errors import counted
from wellbeing.sources.names.engagement import EngagementNames
from wellbeing.sources.names.postcodes import is_postal
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import mentions
from wellbeing.sources.proposing.found import Found
from wellbeing.sources.proposing.writing.consents import consent_columns
from wellbeing.sources.proposing.writing.toml_text import quote

#: Share of values that must be known to say what they look like.
_LIKELY: Final = 0.6


def unused_lines(found: Found, names: EngagementNames) -> Iterator[str]:
    """A line for each column that nothing was made of."""
    used = {given.match.column.heading for given in found.given.values()}
    used |= {column.heading for boxes in found.boxes for column in boxes.columns}
    used |= {column.heading for column in consent_columns(found).values()}
    left = [column for column in found.columns if column.heading not in used]
    if left:
        yield ""
        yield "# Not used:"
    yield from (f"#   {quote(column.heading)}: {_looks(column, names)}" for column in left)


def _looks(column: ColumnEvidence, names: EngagementNames) -> str:
    """What a column looks like, by its kind."""
    kinds = {
        "empty": not column.filled,
        "may say who people are: never repeated here, best left out": mentions(column.label, "private"),
        "numbers of 3 and 4 digits, as postcodes are: never read as regions": "postcodes" in column.kinds
        or is_postal(column.label),
        "days; nothing says that they came on them, or another column says it better": column.days.told,
        f"text of {column.length:,.0f} characters on average: of no question that is known": "text"
        in column.kinds,
        **_words(column, names),
        "may tell tests and unfinished responses apart: say so in [[refuse]]": mentions(
            column.label, "refusing"
        ),
        "yes or no": "yes_no" in column.kinds,
        f"{counted(column.distinct, 'different number')}; if a scale, of no question that is known": "numbers"
        in column.kinds,
    }
    return next((told for told, is_so in kinds.items() if is_so), counted(column.distinct, "different value"))


def _words(column: ColumnEvidence, names: EngagementNames) -> dict[str, bool]:
    """What its values are words of, though its heading does not say so."""
    best = max(column.shares, key=lambda kind: column.shares[kind], default="")
    share = column.shares.get(best, 0.0)
    kind, _, question = best.partition(":")
    what = f"answers such as those to '{question}'" if question in names.options else f"words of {kind}"
    return {f"{share:.0%} of its values are {what}; its heading does not say so": share >= _LIKELY}
