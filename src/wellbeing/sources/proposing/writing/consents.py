"""Columns that may say what may be done with a response: always asked, never filled in. Silence is no consent."""

from collections.abc import Iterator, Mapping
from typing import Final

from wellbeing.sources.profiles.asking import ASKED_MARK
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import mentions
from wellbeing.sources.proposing.found import Found
from wellbeing.sources.proposing.writing.toml_text import quote, table

#: Field → the kind of word that a heading about it holds, and what is asked. One that withholds comes first.
_ASKED: Final = {
    "only_for_agency": ("confiding", "that a response is for the agency's eyes only"),
    "may_be_named": ("naming", "whether the body on whose behalf it was said may be named"),
    "may_publish": ("publishing", "whether words of a response may be published"),
}


def consent_columns(found: Found) -> dict[str, ColumnEvidence]:
    """Field → the first column that may say it, of those that are for nothing else."""
    used = {given.match.column.heading for given in found.given.values()}
    used |= {column.heading for boxes in found.boxes for column in boxes.columns}
    free = [column for column in found.columns if column.heading not in used and _is_choice(column)]
    asked: dict[str, ColumnEvidence] = {}
    for column in free:
        field = next((name for name, (kind, _) in _ASKED.items() if mentions(column.label, kind)), "")
        if field and field not in asked:
            asked[field] = column
    return asked


def consent_tables(columns: Mapping[str, ColumnEvidence]) -> Iterator[str]:
    """A question for each column."""
    for field, column in columns.items():
        yield ""
        yield f"{ASKED_MARK}does {quote(column.heading)} say {_ASKED[field][1]}? Every word that stands in it"
        yield '#   needs "yes", "no" or "" (not said). What it says may be the other way round: then yes is "no".'
        values = dict.fromkeys(column.categories, "")
        yield from table(field, {"columns": [column.heading], "values": values}, live=False)


def _is_choice(column: ColumnEvidence) -> bool:
    """Whether people chose what stands in it, in place of writing it."""
    return "text" not in column.kinds and bool("yes_no" in column.kinds or column.categories)
