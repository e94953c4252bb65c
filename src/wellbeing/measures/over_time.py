"""Contributions heard week by week, against the plan."""

import datetime as dt
from typing import Final

import polars as pl

from wellbeing.measures.cells import middle
from wellbeing.model.engagement import Engagement

#: A target is of contributions, however they arrive: it stands beside all channels together.
PLANNED_CHANNEL: Final = ""
AREA: Final = ["area", "area_kind"]


def cumulative(cells: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Contributions heard up to and with each week.

    Args:
        cells: ``week_channel``: ``area`` ("" is the whole engagement), ``area_kind``, ``week`` (its Monday),
            ``channel``, ``status``, ``count``, ``low``, ``high``.
        totals: all weeks together, from the same release: ``area``, ``channel``, ``low``, ``high``.

    Returns:
        Every area × channel × week between the first and the last, channel "" being all channels together:
        ``heard_low``, ``heard_high`` (sums of published bounds, so certain) and ``heard`` (about: the sum of
        published counts, hidden weeks sharing alike in what these leave of the total).
    """
    typed = _with_heard(cells.with_columns(pl.col(*AREA, "channel").cast(pl.String)), totals)
    together = typed.with_columns(pl.lit("").alias("channel"))
    by = [*AREA, "channel"]
    weekly = pl.concat([typed, together]).group_by(*by, "week").agg(pl.col("heard", "low", "high").sum())
    return (
        _every_week(weekly, by)
        .join(weekly, on=[*by, "week"], how="left")
        .sort(*by, "week")
        .with_columns(pl.col("heard", "low", "high").fill_null(0).cum_sum().over(by))
        .rename({"low": "heard_low", "high": "heard_high"})
    )


def _with_heard(cells: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    whole = totals.select(pl.col("area", "channel").cast(pl.String), whole=middle())
    by = ["area", "channel"]
    left = pl.col("whole") - pl.col("count").sum().over(by)
    share = (left / pl.col("count").is_null().sum().over(by)).clip(pl.col("low"), pl.col("high"))
    heard = pl.coalesce(pl.col("count"), share, middle()).cast(pl.Float64).alias("heard")
    return cells.join(whole, on=by, how="left", maintain_order="left").with_columns(heard).drop("whole")


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


def known_on(cells: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """The weeks of ``week_channel`` that were over on ``day``: what could be known then."""
    return cells.filter(pl.col("week") + pl.duration(days=6) <= day)


def _every_week(weekly: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    weeks = weekly.select(pl.date_range(pl.col("week").min(), pl.col("week").max(), "1w"))
    return weekly.select(by).unique().join(weeks, how="cross")


def _planned(plan: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Events and target by area and week: region groups, and "" for the whole engagement."""
    home = {code: group.id for group in engagement.region_groups for code in group.members}
    whole = plan.with_columns(pl.lit("").alias("area"))
    groups = plan.with_columns(pl.col("region").replace_strict(home, return_dtype=pl.String).alias("area"))
    return pl.concat([whole, groups]).group_by("area", "week").agg(pl.col("events", "target").sum())
