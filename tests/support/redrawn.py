"""A release with other counts, which nobody made."""

import dataclasses
from random import Random

import polars as pl

from wellbeing.state.figures import Figures

CROSSED = ("total", "region", "stakeholder", "region_stakeholder")


def redrawn(release, seed):
    """Each count another, every seventh few: the tables of a release that nobody made. A group of one is its member."""
    figures, frames = Figures(release), dict(release._frames)
    members = figures.region_groups.only_member | figures.type_groups.only_member
    few_below = release.policy.threshold
    for name in CROSSED:
        table = frames[name]
        cells = table.with_columns(all=pl.lit("")).select("all", pl.col("^(area|stakeholder)$")).rows()
        drawn = [Random(f"{seed}{[members.get(one, one) for one in cell]}").randrange(42) for cell in cells]  # noqa: S311
        count = pl.Series("count", [one if one >= few_below else None for one in drawn], pl.Int64)
        status = pl.when(count.is_null()).then(pl.lit("few")).otherwise(pl.lit("shown"))
        frames[name] = table.with_columns(
            count,
            status=status.cast(table.schema["status"]),
            low=(count - 2).fill_null(0),
            high=(count + 2).fill_null(few_below),
        )
    return dataclasses.replace(release, _frames=frames)
