"""Raised at k of K hui: themes where notes are of a meeting, not of one contribution.

Which hui were held is public; what was said at one of them is not. A figure is of three hui or more to which
20 or more came, and so is whatever two figures differ by.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.release.axes import Axes
from wellbeing.release.siblings import Family, Key, publishable
from wellbeing.release.true_tables import TrueTables

HUI_THEMES: Final = "hui_themes"
#: The least hui, and the least attendances together, that a figure is of (design.md, release tables).
FEWEST_HUI: Final = 3
FEWEST_ATTENDANCES: Final = 20
COLUMNS: Final = ("area", "area_kind", "theme", "status", "raised", "hui")


def hui_themes(true: TrueTables, axes: Axes, settings: Engagement) -> pl.DataFrame:
    """Themes by region and group: ``raised`` at how many of the ``hui`` that have notes or comments.

    Returns:
        ``area``, ``area_kind``, ``theme``, ``status`` (``shown`` or ``withheld``), ``raised`` and ``hui``
        (null unless shown), on the full grid, sorted.
    """
    noted = _noted(true)
    held = true.events.filter(pl.col("status") == "held").select("event_id", "region", "attendees")
    told = held.join(noted.select("event_id").unique(), on="event_id").join(axes.areas, on="region")
    sizes = told.group_by("area").agg(
        hui=pl.len().cast(pl.Int64), came=pl.col("attendees").fill_null(0).sum()
    )
    open_ = _open({area: (hui, came) for area, hui, came in sizes.iter_rows()}, settings)
    counts = (
        told.join(noted.drop_nulls("theme").unique(), on="event_id")
        .group_by("area", "theme")
        .agg(raised=pl.len().cast(pl.Int64))
    )
    grid = axes.members["area"].join(axes.members["theme"], how="cross")
    full = grid.join(sizes, on="area", how="left").join(counts, on=["area", "theme"], how="left")
    shown = pl.col("area").is_in(sorted(open_))
    return (
        full.with_columns(
            status=pl.when(shown).then(pl.lit("shown")).otherwise(pl.lit("withheld")),
            raised=pl.when(shown).then(pl.col("raised").fill_null(0)),
            hui=pl.when(shown).then("hui"),
        )
        .select(COLUMNS)
        .sort("area", "area_kind", "theme")
    )


def _noted(true: TrueTables) -> pl.DataFrame:
    """``event_id``, ``theme`` (null where notes or comments raise none), from notes and from comments."""
    said = true.judged.comments.select("contribution_id", theme="themes").explode("theme")
    whose = true.contributions.select("contribution_id", "event_id").drop_nulls().collect()
    comments = said.join(whose, on="contribution_id").select("event_id", "theme")
    return pl.concat([true.notes.select("event_id", "theme"), comments]).unique()


def _open(sizes: Mapping[str, tuple[int, int]], settings: Engagement) -> set[str]:
    """Areas of enough hui and attendances, whose group does not give a smaller one away."""
    groups = [group for group in settings.region_groups if len(group.members) > 1]
    families = [
        Family(_key(group.id), tuple(_key(part) for part in group.members if part in sizes), complete=True)
        for group in groups
    ]
    open_, before = {_key(area) for area in sizes}, None
    while open_ != before:
        before = open_
        for place, fewest in enumerate((FEWEST_HUI, FEWEST_ATTENDANCES)):
            known = {_key(area): counts[place] for area, counts in sizes.items()}
            least = {key: (count if key in open_ else 0, count) for key, count in known.items()}
            open_ = publishable(least, families, fewest)
    return {key[0] for key in open_}


def _key(area: str) -> Key:
    return (area, "", "", "")
