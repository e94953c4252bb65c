"""Raised at k of K hui: themes where notes are of a meeting, not of one contribution.

Both numbers are measured with noise, as counts of contributions are; their unit is the hui.
"""

from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping
from wellbeing.model.policy import Policy
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.count.rows import BETWEEN, themes_column, tone_column
from wellbeing.release.count.tally import counted_by
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.release.protect.grid import HUI_RAISED, HUI_TOLD

_KEYS: Final = ["area", "area_kind"]


def hui(true: TrueTables, axes: Axes) -> pl.DataFrame:
    """``area``, ``theme``, ``figure``, ``n``: at how many hui with notes or comments a theme was raised."""
    noted = _noted(true, axes)
    held = true.events.filter(pl.col("status") == "held").select("event_id", "region")
    areas = axes.areas.select("region", "area")
    placed = held.join(noted, on="event_id").join(areas, on="region")
    raised = placed.drop_nulls("theme").unique().group_by("area", "theme").agg(n=pl.len().cast(pl.Int64))
    told = placed.select("area", "event_id").unique().group_by("area").agg(n=pl.len().cast(pl.Int64))
    return pl.concat(
        [
            raised.select("area", "theme", pl.lit(HUI_RAISED).alias("figure"), "n"),
            told.select("area", pl.lit(ALL).alias("theme"), pl.lit(HUI_TOLD).alias("figure"), "n"),
        ]
    )


def hui_themes(table: pl.DataFrame, held: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The published table.

    Args:
        table: reconciled: ``area``, ``area_kind``, ``theme``, ``figure``; its estimate and standard
            deviation.
        held: ``area``, ``number`` of hui that were held there, which is public: no more can be told of.
        policy: the least hui that a statement is of.

    Returns:
        ``area``, ``area_kind``, ``theme``, ``status`` (``shown``, or ``few``: of fewer hui), ``raised`` of
        ``hui`` (null unless shown), ``sd`` of ``raised``, on the full grid, sorted.
    """
    noisy = pl.col("estimate").round().cast(pl.Int64)
    told = (
        table.filter(pl.col("theme") == ALL)
        .join(held, on="area", how="left", maintain_order="left")
        .select(*_KEYS, hui=pl.min_horizontal(noisy, pl.col("number").fill_null(0)))
    )
    themes = table.filter(pl.col("theme") != ALL).join(told, on=_KEYS, maintain_order="left")
    shown = pl.col("hui") >= policy.hui
    raised = pl.min_horizontal(pl.col("estimate").round().cast(pl.Int64).clip(lower_bound=0), "hui")
    return themes.select(
        *_KEYS,
        "theme",
        status=pl.when(shown).then(pl.lit("shown")).otherwise(pl.lit("few")),
        raised=pl.when(shown).then(raised),
        hui=pl.when(shown).then("hui"),
        sd=pl.col("sd"),
    ).sort(*_KEYS, "theme")


def held_in(events: pl.DataFrame, settings: Engagement) -> pl.DataFrame:
    """``area``, ``number``: how many hui were held in each region and group of regions."""
    by_region = (
        events.filter(pl.col("status").cast(pl.String) == "held").group_by(area="region").len("number")
    )
    pairs = list(Grouping(settings.region_groups).home.items())
    homes = pl.DataFrame(pairs, {"area": pl.String, "group": pl.String}, orient="row")
    by_group = by_region.join(homes, on="area").group_by(area="group").agg(pl.col("number").sum())
    both = pl.concat([by_region, by_group.select(by_region.columns)])
    return both.select("area", pl.col("number").cast(pl.Int64))


def _noted(true: TrueTables, axes: Axes) -> pl.DataFrame:
    """``event_id``, ``theme`` (null where notes or comments raise none), from notes and from comments."""
    comments = [_commented(true, asked.id) for asked in axes.open]
    return pl.concat([true.notes.select("event_id", "theme"), *comments]).unique()


def _commented(true: TrueTables, question: str) -> pl.DataFrame:
    tone, themes = tone_column(question), themes_column(question)
    said = counted_by(true, "event_id", tone, themes).drop_nulls(["event_id", tone])
    raised = pl.col(themes).str.split(BETWEEN).alias("theme")
    each = said.select("event_id", raised).explode("theme")
    return each.with_columns(pl.when(pl.col("theme") != "").then("theme"))
