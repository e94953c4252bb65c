"""What parts several words in a cell: believed where no piece shows that it stands within words too."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.sources.names.vocabulary import Vocabulary

#: Nobody writes these within an option, people write commas there.
_PARTING: Final = (";", "|", "\n")
_WITHIN: Final = (",", "/")
#: Share of the pieces that must be words.
_SURE: Final = 0.5
#: Rows in which a piece that is no word must stand to be named: what stands seldom may be somebody's words.
_REPEATED: Final = 3


@dataclass(frozen=True)
class Parting:
    """How cells of several words are parted."""

    #: What parts words; "" where cells hold one word each.
    separator: str = ""
    #: Whether no cell speaks against it.
    sure: bool = True
    #: Share of the cells that hold a word of the engagement.
    known: float = 0.0
    #: Pieces that are no words, those that stand again and again; and how many more there are.
    unknown: tuple[str, ...] = ()
    unshown: int = 0


def parting(counts: pl.DataFrame, names: Vocabulary) -> Parting:
    """How the cells of a column are parted.

    Args:
        counts: each ``value`` and the ``number`` of cells that hold it.
        names: the words that are looked for.
    """
    found = [_parted(counts, mark, names) for mark in (*_PARTING, *_WITHIN) if _stands(counts, mark)]
    whole = _parted(counts, "", names)
    return max([whole, *found], key=lambda parted: (parted.known, not parted.separator), default=whole)


def _stands(counts: pl.DataFrame, mark: str) -> bool:
    return bool(counts["value"].str.contains(mark, literal=True).any())


def _parted(counts: pl.DataFrame, mark: str, names: Vocabulary) -> Parting:
    split = pl.col("value").str.split(mark) if mark else pl.concat_list("value")
    pieces = (
        counts.select("number", "value", piece=split)
        .explode("piece")
        .with_columns(pl.col("piece").str.strip_chars())
    )
    pieces = pieces.filter(pl.col("piece") != "")
    distinct = list(pieces["piece"].unique(maintain_order=True))
    meanings = names.resolve(distinct, suggest=False, codes=False)
    words = [piece for piece, meaning in zip(distinct, meanings, strict=True) if meaning.value is not None]
    labelled = pieces.with_columns(known=pl.col("piece").is_in(words))
    unknown = (
        labelled.filter(~pl.col("known"))
        .group_by("piece")
        .agg(pl.col("number").sum())
        .sort("number", "piece", descending=[True, False])
    )
    share = labelled.filter("known")["value"].n_unique() / max(1, counts.height)
    cells = labelled.filter("known").unique("value")["number"].sum() / max(1, int(counts["number"].sum()))
    again = tuple(unknown.filter(pl.col("number") >= _REPEATED)["piece"])
    sure = not unknown.height if mark in _WITHIN else share >= _SURE
    return Parting(mark, sure, float(cells), again, unknown.height - len(again))
