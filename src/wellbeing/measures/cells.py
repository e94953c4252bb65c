"""What every table of cells shares: its keys, and what is known of a number that is only told to be few."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.model.lattice import MEASURED

#: The keys that a benchmark has shares for; "" in ``area`` or ``stakeholder`` is "all".
DIMENSIONS: Final = ("area", "area_kind", "stakeholder")
#: A key of the table that has none, while it is joined.
_ALL: Final = "_all"
#: Variance that rounding to whole numbers adds to a published figure that carries an error.
_ROUNDING: Final = 1 / 12


def keys(cells: pl.DataFrame, *besides: str) -> list[str]:
    """The columns that tell one cell from another, without those named."""
    return [column for column in cells.columns if column not in {*MEASURED, *besides}]


def middle() -> pl.Expr:
    """The published count, else the middle of ``low … high``: for sums, never for a cell."""
    return pl.coalesce(pl.col("count"), (pl.col("low") + pl.col("high")) / 2).cast(pl.Float64)


def variance() -> pl.Expr:
    """The variance of a published figure around the true count; 0 where that is exact."""
    return pl.when(pl.col("sd") > 0).then(pl.col("sd") ** 2 + _ROUNDING).otherwise(0.0)


def parted(cells: pl.DataFrame, wholes: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Parts beside their wholes: tables add up, so that what some parts leave is known of the others.

    Args:
        cells: cells of which those with the same ``by`` are all parts of one whole.
        wholes: published cells; each has the keys of its parts, or some of them.
        by: keys of ``cells``.

    Returns:
        The rows of ``cells`` with ``whole``, about how many the whole holds, ``whole_low``, ``whole_high``,
        ``whole_variance``; and with ``about``: the published count, or where there is none an equal part of
        what the published ones leave of the whole, within the cell's own range (its middle without a whole).
    """
    on = [*keys(wholes), _ALL]
    of = wholes.select(
        *keys(wholes),
        pl.lit(0).alias(_ALL),
        middle().alias("whole"),
        pl.col("low", "high").name.prefix("whole_"),
        variance().alias("whole_variance"),
    )
    joined = cells.with_columns(pl.lit(0).alias(_ALL)).join(of, on=on, how="left", maintain_order="left")
    over = [*by, _ALL]
    rest = pl.col("whole") - pl.col("count").sum().over(over)
    share = (rest / pl.col("count").is_null().sum().over(over)).clip(pl.col("low"), pl.col("high"))
    about = pl.coalesce("count", share, middle()).cast(pl.Float64).alias("about")
    return joined.with_columns(about).drop(_ALL)
