"""What the cells of a column look like: what they are, which of the engagement's words, and what may be repeated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.sources.names.engagement import EngagementNames
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.proposing.evidence.dating import ColumnDays
from wellbeing.sources.proposing.evidence.splitting import Parting, parting

#: A value that stands so often, in a column of few values, is a category; what stands once may be somebody's words.
REPEATED: Final = 3
#: Different values up to which they are a list to choose from.
_FEW: Final = 50
#: Different values up to which all are kept to be looked at.
_LISTED: Final = 12
#: Different values up to which they are looked up among the engagement's words; characters on average.
_MOST_WORDS: Final = 500
_WORD: Final = 60
#: Characters beyond which, on average, people were writing and not choosing.
_WRITING: Final = 25
#: Share of cells that make a column one of their kind.
_NEARLY_ALL: Final = 0.9
_HALF: Final = 0.5
#: Numbers as people write them into sheets: "1,200", "c. 12".
_NUMERIC: Final = r"^\D{0,8}\d[\d.,]*\D{0,8}$"
_WHOLE: Final = r"^\d+(\.0+)?$"
_POSTCODE: Final = r"^\d{3,4}$"
_TAG: Final = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
_CODE: Final = r"^\S*\d\S*$"
_SHORTENED: Final = r"^[+-]?\d([.,]\d+)?[eE]\+?\d+$"
#: What survey tools write into tick boxes, by their keys.
_YES_NO: Final = (
    "yes",
    "no",
    "y",
    "n",
    "true",
    "false",
    "x",
    "ticked",
    "checked",
    "selected",
    "not selected",
    "0",
    "1",
)


@dataclass(frozen=True)
class ColumnEvidence:
    """What was found in a column of a sample of rows."""

    #: What the column is called in profiles, and the question over it.
    heading: str
    label: str
    #: Whether another column that holds anything has the same question.
    twin: bool
    #: Rows looked at; cells that hold anything, and how many differ.
    rows: int
    filled: int
    distinct: int
    #: Mean number of characters.
    length: float
    #: Values that may be repeated in a profile: categories, most frequent first.
    categories: tuple[str, ...] = ()
    #: All values where they are few, to be looked at and never repeated.
    values: tuple[str, ...] = ()
    #: What is nearly everywhere: "yes_no", "numbers", "postcodes", "tags", "codes", "shortened", "text";
    #: "many_numbers": what is in half of it.
    kinds: frozenset[str] = frozenset()
    #: Kind of word (or "answer:" and a question) → share of the cells in which all words are known.
    shares: Mapping[str, float] = field(default_factory=dict)
    #: How cells of several communities are parted.
    parting: Parting = field(default_factory=Parting)
    days: ColumnDays = field(default_factory=lambda: ColumnDays("none"))

    @property
    def unique(self) -> bool:
        """Whether every row looked at has a value of its own."""
        return self.distinct == self.filled == self.rows


def column_evidence(cells: pl.Series, label: str, names: EngagementNames, *, twin: bool) -> ColumnEvidence:
    """What the cells of a column look like.

    Args:
        cells: of a sample of rows, named as the column is.
        label: the question over it.
        names: the engagement's words.
        twin: as in ``ColumnEvidence``.
    """
    filled = cells.drop_nulls()
    counts = filled.rename("value").value_counts(sort=True, name="number")
    length = float(filled.str.len_chars().sum()) / max(1, len(filled))
    is_listed = 0 < counts.height <= _MOST_WORDS and length <= _WORD
    return ColumnEvidence(
        heading=cells.name,
        label=label,
        twin=twin,
        rows=len(cells),
        filled=len(filled),
        distinct=counts.height,
        length=length,
        categories=_categories(counts, len(filled)),
        values=tuple(counts["value"]) if counts.height <= _LISTED else (),
        kinds=_kinds(filled, counts.height, length) if len(filled) else frozenset(),
        shares=_shares(counts, names) if is_listed else {},
        parting=parting(counts, names.community) if length <= _WORD * 2 else Parting(),
    )


def _categories(counts: pl.DataFrame, filled: int) -> tuple[str, ...]:
    """Values that come again and again, where most cells hold such; none where people wrote what they liked."""
    again = counts.filter((pl.col("number") >= REPEATED) & (pl.col("value").str.len_chars() <= _WORD))
    is_few = again["number"].sum() * 2 >= filled and counts.height <= max(_FEW, filled // 10)
    return tuple(again["value"].head(_FEW)) if is_few else ()


def _kinds(cells: pl.Series, distinct: int, length: float) -> frozenset[str]:
    spelled = cells.replace_strict({one: key(one) for one in cells.unique()}, return_dtype=pl.String)
    shares = {
        "yes_no": spelled.is_in(_YES_NO).mean(),
        "numbers": cells.str.contains(_WHOLE).mean(),
        "postcodes": cells.str.contains(_POSTCODE).mean() if distinct >= REPEATED else 0.0,
        "tags": cells.str.contains(_TAG).mean(),
        "codes": cells.str.contains(_CODE).mean(),
        "shortened": cells.str.contains(_SHORTENED).mean(),
    }
    found = {kind for kind, share in shares.items() if isinstance(share, float) and share >= _NEARLY_ALL}
    if cells.str.contains(_NUMERIC).sum() >= _HALF * len(cells):
        found.add("many_numbers")
    is_text = length >= _WRITING and distinct >= len(cells) / 3
    return frozenset(found | ({"text"} if is_text else set()))


def _shares(counts: pl.DataFrame, names: EngagementNames) -> dict[str, float]:
    vocabularies = {
        "region": names.region,
        "place": names.place,
        "stakeholder": names.stakeholder,
        "communities": names.community,
        "channel": names.channel,
        "topic": names.topic,
        **{f"answer:{question}": options for question, options in names.options.items()},
    }
    return {kind: _share(counts, of) for kind, of in vocabularies.items()}


def _share(counts: pl.DataFrame, names: Vocabulary) -> float:
    """Of the cells, those that hold a word of a kind; a bare number is no word."""
    meanings = names.resolve(list(counts["value"]), suggest=False, codes=False)
    known = [
        meaning.value is not None and not text.strip().isdigit()
        for text, meaning in zip(counts["value"], meanings, strict=True)
    ]
    cells = int(counts["number"].filter(pl.Series(known, dtype=pl.Boolean)).sum())
    return cells / int(counts["number"].sum())
