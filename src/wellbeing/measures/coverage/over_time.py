"""Contributions heard week by week, against the plan."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import middle, parted
from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping

#: A target is of contributions, however they arrive: it stands beside all channels together.
PLANNED_CHANNEL: Final = ""
AREA: Final = ["area", "area_kind"]


def cumulative(cells: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """About how many contributions were heard up to and with each week.

    Args:
        cells: ``week_channel``: ``area`` ("" is the whole engagement), ``area_kind``, ``week`` (its Monday),
            ``channel``, ``status``, ``count``, ``low``, ``high``, ``sd``.
        totals: all weeks together, from the same release: ``area``, ``channel`` ("" is all of them) and what
            is published.

    Returns:
        Every area × channel × week between the first and the last, channel "" being all channels together,
        with ``heard``: the sum of the weeks so far; a week that is few has an equal part of what the others
        leave of the total. The last week has heard the total, where that is among ``totals``.
    """
    typed = cells.with_columns(pl.col(*AREA, "channel").cast(pl.String))
    wholes = totals.with_columns(pl.col("area", "channel").cast(pl.String))
    single = parted(typed, wholes, ["area", "channel"]).select(*AREA, "channel", "week", heard="about")
    together = single.with_columns(pl.lit("").alias("channel"))
    by = [*AREA, "channel"]
    weekly = pl.concat([single, together]).group_by(*by, "week").agg(pl.col("heard").sum())
    filled = _every_week(weekly, by).join(weekly, on=[*by, "week"], how="left")
    return _ending_at(wholes, filled.with_columns(pl.col("heard").fill_null(0.0))).sort(*by, "week")


def _ending_at(totals: pl.DataFrame, weekly: pl.DataFrame) -> pl.DataFrame:
    """Sums of the weeks so far, which rounding or few weeks may leave a little apart from the total."""
    by = ["area", "channel"]
    whole = totals.select(*by, middle().alias("whole"))
    ordered = weekly.join(whole, on=by, how="left").sort(*by, "week")
    weeks = pl.col("heard").sum().over(by)
    scale = pl.when(weeks > 0).then(pl.col("whole") / weeks).fill_null(1.0)
    return ordered.with_columns((pl.col("heard") * scale).cum_sum().over(by)).drop("whole")


def against_plan(heard: pl.DataFrame, plan: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """``cumulative`` beside the plan of the same areas.

    Args:
        heard: from ``cumulative``.
        plan: rows of ``Plan``.
        engagement: which group each region belongs to.

    Returns:
        The rows of ``heard``, and those weeks of the plan that are not heard yet (``heard`` null), with
        ``events`` and ``target`` planned up to and with the week: on channel "" (all together), null for
        single channels.
    """
    planned = _planned(plan, engagement)
    weeks = pl.concat([heard.select("week"), planned.select("week")]).unique()
    due = (
        heard.select(AREA)
        .unique()
        .join(weeks, how="cross")
        .join(planned, on=["area", "week"], how="left")
        .sort(*AREA, "week")
        .with_columns(pl.col("events", "target").fill_null(0).cum_sum().over(AREA))
        .with_columns(pl.lit(PLANNED_CHANNEL).alias("channel"))
    )
    by = [*AREA, "channel", "week"]
    return heard.join(due, on=by, how="full", coalesce=True).sort(by)


def _every_week(weekly: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    weeks = weekly.select(pl.date_range(pl.col("week").min(), pl.col("week").max(), "1w"))
    return weekly.select(by).unique().join(weeks, how="cross")


def _planned(plan: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Events and target by area and week: region groups, and "" for the whole engagement."""
    home = Grouping(engagement.region_groups).home
    whole = plan.with_columns(pl.lit("").alias("area"))
    group = pl.col("region").replace_strict(home, default=None, return_dtype=pl.String)
    groups = plan.with_columns(group.alias("area")).drop_nulls("area")
    return pl.concat([whole, groups]).group_by("area", "week").agg(pl.col("events", "target").sum())
