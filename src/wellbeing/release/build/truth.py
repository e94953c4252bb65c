"""The true value of each count of a release's grid."""

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.release.count.counts import counts
from wellbeing.release.count.grain import Grain
from wellbeing.release.count.tally import counted_by
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.estimate.hui import hui
from wellbeing.release.protect.design import Grid
from wellbeing.release.protect.grid import dimensions

Floats = npt.NDArray[np.float64]


def true_counts(grid: Grid, counted: Grain, true: TrueTables, held: pl.DataFrame) -> Floats:
    """The true value of each count."""
    names = dimensions(grid.axes)
    hui_rows = hui(true, grid.axes)
    frames = [
        *pl.collect_all(list(counts(counted, grid.axes)), engine="streaming"),
        _came(true, held),
        hui_rows,
    ]
    blank = [pl.lit("").alias(name) for name in names]
    filled = [
        frame.select(
            *(one for one in blank if one.meta.output_name() not in frame.columns),
            *(pl.col(name).cast(pl.String) for name in frame.columns if name != "n"),
            pl.col("n").cast(pl.Int64),
        ).select(*names, "n")
        for frame in frames
    ]
    every = pl.concat(filled).unique(names, keep="first")
    both = grid.cells.join(every, on=names, how="left", maintain_order="left")
    return both["n"].fill_null(0).cast(pl.Float64).to_numpy()


def _came(true: TrueTables, held: pl.DataFrame) -> pl.DataFrame:
    """``event``, ``n``: attendances that were counted where and when their hui was held."""
    come = counted_by(true, "event_id", "region", "week", "channel").filter(pl.col("channel") == "hui")
    by_week = come.with_columns(pl.col("week").cast(pl.String))
    return held.join(by_week, on=["event_id", "region", "week"]).select("event", "n")
