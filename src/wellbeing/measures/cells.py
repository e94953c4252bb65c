"""What every table of cells shares: its keys, and the middle of what is published."""

from typing import Final

import polars as pl

from wellbeing.model.lattice import MEASURED

#: The keys that a benchmark has shares for; "" in ``area`` or ``stakeholder`` is "all".
DIMENSIONS: Final = ("area", "area_kind", "stakeholder")


def keys(cells: pl.DataFrame, *besides: str) -> list[str]:
    """The columns that tell one cell from another, without those named."""
    return [column for column in cells.columns if column not in {*MEASURED, *besides}]


def middle() -> pl.Expr:
    """The published count, or the middle of ``low … high`` where it is hidden: for sums, never for a cell."""
    return pl.coalesce(pl.col("count"), (pl.col("low") + pl.col("high")) / 2).cast(pl.Float64)
