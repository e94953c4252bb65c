"""Tallied rows on the full grid: an unheard region is a row that says so, never a missing row."""

import polars as pl

from wellbeing.release.tally import TALLIED, tally

#: A dimension with one member, so that the table of no dimensions is made like every other.
_ALL = "all"


def cells(rows: pl.LazyFrame, grid: pl.LazyFrame) -> pl.LazyFrame:
    """True cells: the grid's dimensions in order, ``possible``, and ``TALLIED``, sorted.

    Args:
        rows: of the grain, once for each member that they count towards.
        grid: every combination of members, and ``possible``: false where zero by design.
    """
    dimensions = [name for name in grid.collect_schema() if name != "possible"]
    keys = [*dimensions, _ALL]
    tallied = tally(rows.with_columns(pl.lit(0).alias(_ALL)), keys)
    return (
        grid.with_columns(pl.lit(0).alias(_ALL))
        .join(tallied, on=keys, how="left")
        .select(*dimensions, "possible", pl.col(list(TALLIED)).fill_null(0))
        .sort(dimensions or "n")
    )
