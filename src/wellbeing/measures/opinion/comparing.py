"""Two sets of cells side by side: what each said, from published cells added up, and whether they may be told apart."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.intervals import difference
from wellbeing.measures.opinion.positions import SHARED, positions


class Cells(msgspec.Struct, frozen=True):
    """Published cells of one set, which do not overlap: what was said to a question, and who was asked."""

    #: With ``question`` and ``position``.
    said: pl.DataFrame
    asked: pl.DataFrame


class ComparedShare(msgspec.Struct, frozen=True):
    """One of two shares, with its 95 % interval, and how it may be told: ``tier``, one of ``SHARE_TIERS``."""

    share: float
    lower: float
    upper: float
    tier: str


class Apart(msgspec.Struct, frozen=True):
    """Two shares, and their difference with its 95 % interval."""

    one: ComparedShare
    other: ComparedShare
    apart: float
    lower: float
    upper: float


_SHARE: Final = ("share", "lower", "upper")


def apart(one: Cells, other: Cells, position: str, deff: float) -> Apart | None:
    """By how much the shares of a position differ between two sets; None where either has no share to tell.

    Args:
        one: a set of cells of one question.
        other: another, which shares no contribution with it.
        position: whose share is compared.
        deff: the design effect of the question.
    """
    shares = [_share(cells, position, deff) for cells in (one, other)]
    if any(rows.is_empty() for rows in shares):
        return None
    first, second = ([pl.lit(rows[name].item()) for name in _SHARE] for rows in shares)
    told = difference((first[0], first[1], first[2]), (second[0], second[1], second[2]))
    found = pl.select(
        *(value.alias(name) for name, value in zip(("apart", "lower", "upper"), told, strict=True))
    )
    return Apart(_told(shares[0]), _told(shares[1]), *found.row(0))


def _told(rows: pl.DataFrame) -> ComparedShare:
    return ComparedShare(**rows.select(*_SHARE, pl.col("tier").cast(pl.String)).row(0, named=True))


def _share(cells: Cells, position: str, deff: float) -> pl.DataFrame:
    found = positions(added_up(cells.said, "question", "position"), added_up(cells.asked), deff)
    return found.filter(pl.col("position") == position, pl.col("tier").cast(pl.String).is_in(SHARED))


def added_up(cells: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Published cells as one: shown only where each is, and from too few sources where any is.

    Their errors are reconciled, not independent: ``sd`` is the most that the error of the sum may be.

    Args:
        cells: that do not overlap.
        by: the keys that stay.
    """
    status = pl.col("status").cast(pl.String)
    together = (
        pl.when((status == ONE_SOURCE).any())
        .then(pl.lit(ONE_SOURCE))
        .when((status == "shown").all())
        .then(pl.lit("shown"))
        .otherwise(pl.lit("few"))
    )
    sums = (
        together.cast(cells.schema["status"]).alias("status"),
        pl.when((status == "shown").all()).then(pl.col("count").sum()).alias("count"),
        pl.col("low", "high").sum(),
        pl.col("sd").sum(),
    )
    return cells.group_by(by, maintain_order=True).agg(*sums) if by else cells.select(*sums)
