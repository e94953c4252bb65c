"""What weighting to the benchmark would cost: a sensitivity view, off by default."""

from typing import Final

import msgspec
import polars as pl

#: Kish's design effect above which weighting loses more than half of the contributions' worth.
MOST_DEFF: Final = 2.0
#: A contribution that speaks for more than five.
MOST_WEIGHT: Final = 5.0


class Weighting(msgspec.Struct, frozen=True, kw_only=True):
    """Kish's figures of a weighting."""

    #: n Σw² / (Σw)² over contributions.
    deff: float
    #: n / deff: as many unweighted contributions would say as much.
    effective: float
    #: The largest weight, 1 being the mean.
    largest: float
    #: Share of the benchmark that weighting cannot reach: nobody heard, or a count that is few.
    out_of_reach: float
    #: Whether ``deff`` or ``largest`` is too large to weight without saying so.
    warns: bool


def weights(cells: pl.DataFrame) -> pl.DataFrame:
    """``cells`` with ``weight``: what each of a cell's contributions counts for, 1 on average.

    Args:
        cells: coverage of cells that neither overlap nor leave anything out.

    Returns:
        The same rows. ``weight`` is (share / Σ share) ÷ (count / Σ count) over the cells with a count that is
        shown and not 0 and a share; null elsewhere, for a count that is few would have to be guessed.
    """
    can = (pl.col("count") > 0) & pl.col("share").is_not_null()
    share, count = (pl.when(can).then(pl.col(name)) for name in ("share", "count"))
    return cells.with_columns(((share / share.sum()) / (count / count.sum())).alias("weight"))


def weighting(cells: pl.DataFrame) -> Weighting | None:
    """Kish's design effect of weighting to the benchmark (Kish 1965, Survey Sampling)."""
    weighted = weights(cells).filter(pl.col("weight").is_not_null())
    if weighted.is_empty():
        return None
    number, total, squares, largest, reached = weighted.select(
        pl.col("count").sum().alias("number"),
        (pl.col("count") * pl.col("weight")).sum().alias("total"),
        (pl.col("count") * pl.col("weight") ** 2).sum().alias("squares"),
        pl.col("weight").max().alias("largest"),
        pl.col("share").sum().alias("reached"),
    ).row(0)
    deff = number * squares / total**2
    return Weighting(
        deff=deff,
        effective=number / deff,
        largest=largest,
        out_of_reach=cells["share"].sum() - reached,
        warns=deff > MOST_DEFF or largest > MOST_WEIGHT,
    )
