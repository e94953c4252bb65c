"""What the values of a column look like."""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.sources.names.engagement import EngagementNames
from wellbeing.sources.names.vocabulary import Vocabulary

#: Rows that are looked at.
SAMPLE_ROWS: Final = 5_000
#: Different values that are looked at for what they mean; more are no words of a list.
_MOST_WORDS: Final = 200
#: Written dates that are unlike _ISO 8601, most usual here first.
_DATES: Final = (
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d/%m/%y %H:%M:%S",
    "%d/%m/%y %H:%M",
    "%d/%m/%y",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%y %H:%M:%S",
    "%m/%d/%y %H:%M",
    "%m/%d/%y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d %b %Y",
)
_ISO: Final = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"
#: What parts several words in a cell.
_SPLITS: Final = (";", ",", "|")
#: Words that scales are made of.
_SCALE: Final = (
    r"(?i)\b(agree|disagree|satisfied|dissatisfied|support|oppose|likely|unlikely|always|never|neither)\b"
)


@dataclass(frozen=True)
class ColumnEvidence:
    """What was found in a column."""

    heading: str
    #: Cells that hold anything, of ``rows``, and how many differ.
    filled: int
    rows: int
    distinct: int
    #: Mean number of characters.
    length: float
    #: The values, most frequent first, where they are few.
    values: tuple[str, ...]
    #: Formats that every value fits; "" for _ISO 8601, none where it holds no dates.
    dates: tuple[str, ...]
    #: Kind of word (or "answer:" and a question) → share of the cells in which all words are known.
    shares: dict[str, float] = field(default_factory=dict)
    #: What parts several words in a cell.
    split: str = ""
    #: Share of the cells that hold the words of a scale.
    scale: float = 0.0

    @property
    def numbers(self) -> bool:
        """Whether all values are small whole numbers, as those of a scale are."""
        return 1 < len(self.values) <= 11 and all(
            value.isdigit() and int(value) <= 10 for value in self.values
        )


def column_evidence(rows: pl.DataFrame, heading: str, names: EngagementNames) -> ColumnEvidence:
    """What a column of a sample of rows looks like."""
    cells = rows[heading].drop_nulls()
    counts = cells.value_counts(sort=True).head(_MOST_WORDS + 1)
    few = counts.height <= _MOST_WORDS
    split = _split(cells) if few else ""
    return ColumnEvidence(
        heading=heading,
        filled=len(cells),
        rows=rows.height,
        distinct=cells.n_unique(),
        length=sum(cells.str.len_chars()) / max(1, len(cells)),
        values=tuple(counts[heading]) if few else (),
        dates=tuple(_dates(cells)),
        shares=_shares(counts, heading, split, names) if few and len(cells) else {},
        split=split,
        scale=sum(cells.str.contains(_SCALE)) / max(1, len(cells)),
    )


def _dates(cells: pl.Series) -> list[str]:
    if cells.is_empty():
        return []
    if cells.str.contains(_ISO).all():
        return [""]
    return [form for form in _DATES if cells.str.to_datetime(form, strict=False).is_not_null().all()]


def _split(cells: pl.Series) -> str:
    """What stands in many cells, and parts them into words that come again."""
    many = len(cells) / 5
    parted = [mark for mark in _SPLITS if cells.str.contains(mark, literal=True).sum() > many]
    again = [
        mark
        for mark in parted
        if cells.str.split(mark).explode().str.strip_chars().n_unique() <= cells.n_unique()
    ]
    return next(iter(again), "")


def _shares(counts: pl.DataFrame, heading: str, split: str, names: EngagementNames) -> dict[str, float]:
    vocabularies = {
        "region": names.region,
        "stakeholder": names.stakeholder,
        "communities": names.community,
        "channel": names.channel,
        "topic": names.topic,
        **{f"answer:{question}": options for question, options in names.options.items()},
    }
    return {kind: _share(counts, heading, split, of) for kind, of in vocabularies.items()}


def _share(counts: pl.DataFrame, heading: str, split: str, names: Vocabulary) -> float:
    cells = [_words(cell, split) for cell in counts[heading]]
    words = sorted({word for cell in cells for word in cell})
    meanings = zip(words, names.resolve(words), strict=True)
    understood = {word for word, meaning in meanings if meaning.value is not None}
    is_known = pl.Series([bool(cell) and understood.issuperset(cell) for cell in cells], dtype=pl.Boolean)
    return sum(counts["count"].filter(is_known)) / sum(counts["count"])


def _words(cell: str, split: str) -> list[str]:
    parts = cell.split(split) if split else [cell]
    return [part.strip() for part in parts if part.strip()]
