"""What an outsider knows without the release's counts: public figures, and which hui were held where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.release.propagation import ENDLESS
from wellbeing.release.relations import Numbers
from wellbeing.release.universe import ALL, DIMENSIONS

#: A published figure whose unit says one of these is not exact.
ABOUT: Final = ("about", "more than", "over", "nearly")
#: A held cell has changed by no more since it was drawn.
MOVED: Final = 2
HUI: Final = "attendances lie within the bands of the hui"


@dataclass(frozen=True)
class Fact:
    """Bounds of some cells, under a name that the manifest can list."""

    name: str
    cells: np.ndarray
    low: Numbers
    high: Numbers
    #: Known before the release was made, so that the release need not hide it.
    public: bool = True
    #: Known of cells that are marked as held only.
    of_held: bool = False

    def holds(self, counts: Numbers) -> bool:
        """Whether these true counts obey it."""
        return bool(np.all((counts[self.cells] >= self.low) & (counts[self.cells] <= self.high)))


def since_before(cells: pl.DataFrame, before: pl.DataFrame, release: str) -> Fact:
    """Held cells are within two of what they were in the release before, or four if held longer.

    Args:
        cells: ``universe.each_once``.
        before: the same of the release before.
        release: its id.
    """
    then = before.select(*DIMENSIONS, then_low="low", then_high="high")
    both = cells.filter(pl.col("held_since").is_not_null()).join(then, on=DIMENSIONS).sort("cell")
    moved = pl.when(pl.col("held_since") == release).then(MOVED).otherwise(2 * MOVED)
    bounds = both.select("cell", low=pl.col("then_low") - moved, high=pl.col("then_high") + moved)
    return replace(_fact(f"held since {release}", bounds, public=False), of_held=True)


def facts(cells: pl.DataFrame, tables: Mapping[str, pl.DataFrame], settings: Engagement) -> list[Fact]:
    """Every fact that bears on a cell of ``universe.each_once``."""
    return [*_figures(cells, tables["published"]), *_hui(cells, tables["events"], settings)]


def _figures(cells: pl.DataFrame, published: pl.DataFrame) -> list[Fact]:
    named = pl.when(_everywhere("channel"), pl.col("channel") == "hui").then(pl.lit("attendances"))
    figure = named.when(pl.col("figure") != ALL).then("figure")
    exact = published.filter(~pl.col("unit").str.contains_any(list(ABOUT)))
    known = cells.select("cell", figure=figure).join(exact, on="figure").sort("figure")
    return [
        Fact(f"published: {figure}", np.array([cell]), np.array([value]), np.array([value]))
        for figure, cell, value in known.select("figure", "cell", "value").iter_rows()
    ]


def _hui(cells: pl.DataFrame, events: pl.DataFrame, settings: Engagement) -> list[Fact]:
    """Attendances of an area, and of an area's week, are those of the hui held there; with none, none."""
    came = _came(events, settings)
    at_hui = cells.filter(_everywhere("channel", "area", "week"), pl.col("channel") == "hui")
    known = at_hui.select("cell", "area", "week").join(came, on=["area", "week"], how="left")
    bounds = known.with_columns(pl.col("low", "high").fill_null(0)).sort("cell")
    bands = _fact(HUI, bounds, public=settings.attendance_is_public)
    return [bands, _fact(f"{HUI}: none where none was held", bounds.filter(high=0), public=True)]


def _came(events: pl.DataFrame, settings: Engagement) -> pl.DataFrame:
    held = events.filter(status="held").select(
        area="region",
        week=pl.col("held_on").dt.truncate("1w").cast(pl.String),
        low=pl.col("attendees_low").cast(pl.Float64),
        high=pl.col("attendees_high").cast(pl.Float64).fill_null(ENDLESS),
    )
    several = [group for group in settings.region_groups if len(group.members) > 1]
    pairs = [(member, group.id) for group in several for member in group.members]
    members = pl.DataFrame(pairs, {"area": pl.String, "of": pl.String}, orient="row")
    grouped = held.join(members, on="area").with_columns(area="of").select(held.columns)
    weekly = pl.concat([held, grouped, held.with_columns(area=pl.lit(ALL))])
    ever = weekly.with_columns(week=pl.lit(ALL))
    return pl.concat([weekly, ever]).group_by("area", "week").agg(pl.col("low", "high").sum())


def _fact(name: str, bounds: pl.DataFrame, *, public: bool) -> Fact:
    cells, low, high = (bounds[column].to_numpy() for column in ("cell", "low", "high"))
    return Fact(name, cells, low.astype(float), high.astype(float), public)


def _everywhere(*but: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(name) == ALL for name in DIMENSIONS if name not in but)
