"""The design of a release, made anew from what it publishes."""

import datetime as dt

import polars as pl

from wellbeing.release.count.axes import Axes, own_members
from wellbeing.release.count.registers import hui_held
from wellbeing.release.protect.design import Design, grid_of
from wellbeing.release.protect.grid import WEEKS
from wellbeing.release.protect.planning import PublicKnowledge, plan
from wellbeing.release.store.opening import Release


def rebuild_design(release: Release) -> Design:
    """The design that a release's engagement, calendar and policy make; its facts are those it names."""
    along = axes_of(release)
    events = release.table("events")
    held = hui_held(events.with_columns(attendees="attendees_low"))
    grid = grid_of(along, held)
    named = release.manifest.design["facts"]
    number = release.table("total")["count"].item()
    known = PublicKnowledge(held, release.table("published"), number)
    return plan(grid, known, release.policy, lambda fact: fact.name in named)


def axes_of(release: Release) -> Axes:
    """The members of each dimension, as a release's tables have them."""
    settings, lattice = release.engagement, release.lattice
    areas = release.table("areas").filter(pl.col("area_kind").cast(pl.String) == "region")
    spans = release.table("total_by_period")["period"].to_list() if lattice.named("period") else []
    months = [(month, span) for span in spans for month in _months(span)]
    periods = pl.DataFrame(months, {"month": pl.Date, "period": pl.String}, orient="row").sort("month")
    return Axes(
        settings=settings,
        lattice=lattice,
        regions=tuple(areas["area"]),
        members=own_members(settings, lattice, periods),
        periods=periods,
        weeks=tuple(release.table(WEEKS)["week"].unique().sort()),
        themes=tuple(release.table("codebook")["theme"]),
    )


def _months(span: str) -> list[dt.date]:
    """The first days of a period's months: of ``2018-05/2018-06`` and of ``2018-07``."""
    ends = [dt.date.fromisoformat(f"{part}-01") for part in span.split("/")]
    return pl.date_range(ends[0], ends[-1], "1mo", eager=True).to_list()
