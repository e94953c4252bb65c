"""Where next, of a release: what further events would settle, by one benchmark."""

from datetime import date
from functools import partial
from typing import Any, Final

import polars as pl

from wellbeing.measures.planning.candidates import EVERYBODY, Kinds, Turnout
from wellbeing.measures.planning.where_next import AHEAD, Venues, WhereNext, choosing_of, nearest, where_next
from wellbeing.model.engagement import EVENT_CHANNEL
from wellbeing.state.figures import SYNTHETIC, Figures

#: What an engagement may lack for it: events at all, places for them, how many come, anything expected.
LACKS: Final = ("events", "places", "turnout", "expected")
#: A release is named by the last day on which a contribution was received, and a serial.
_DAY: Final = len("YYYY-MM-DD")
#: Of the figures of clustering, the one of a whole event.
_WHOLE_EVENT: Final = "area"


def lack(figures: Figures, benchmark: str) -> str:
    """The first of ``LACKS`` that keeps anything from being planned; "" where nothing does."""
    lacks = {
        "events": not figures.engagement.has_events,
        "places": figures.release.table("plan").is_empty(),
        "turnout": figures.hui_size is None,
        "expected": figures.coverage("", figures.benchmark(benchmark).id)["expected"].null_count()
        == figures.coverage().height,
    }
    return next((name for name in LACKS if lacks[name]), "")


def next_events(figures: Figures, benchmark: str) -> WhereNext | None:
    """The events that would settle most; None where nothing can be planned (``lack``)."""
    name = figures.benchmark(benchmark).id
    found: WhereNext | None = figures.kept.get((next_events, name), partial(_next_events, figures, name))
    return found


def still_planned(figures: Figures) -> pl.DataFrame:
    """Events of the engagement's own plan in weeks after the last day of the release.

    Returns:
        One row per place: ``place``, ``audience`` ("" is whoever comes), ``events``.
    """
    rows, last = figures.release.table("plan"), date.fromisoformat(figures.release.id[:_DAY])
    known = [*figures.types, *figures.type_groups.ids]
    return rows.filter(pl.col("week") > last).select(
        pl.col("place").str.strip_suffix(SYNTHETIC),
        pl.when(pl.col("audience").is_in(known))
        .then("audience")
        .otherwise(pl.lit(EVERYBODY))
        .alias("audience"),
        "events",
    )


def settling(figures: Figures, benchmark: str, area: str, stakeholder: str) -> dict[str, Any] | None:
    """The row of ``measures.planning.where_next.nearest`` of one cell, whether or not it is of the list's family.

    None where nothing can be planned, or nothing is expected of the cell.
    """
    name = figures.benchmark(benchmark).id
    if lack(figures, name):
        return None
    rows = figures.coverage("", name).filter(area=area, stakeholder=stakeholder)
    if rows.is_empty():
        return None
    view = rows["view"].item()
    kept = figures.kept.get((settling, name, view), partial(_nearest, figures, name, view))
    found: list[dict[str, Any]] = kept.filter(area=area, stakeholder=stakeholder).to_dicts()
    return found[0] if found else None


def _next_events(figures: Figures, benchmark: str) -> WhereNext | None:
    if lack(figures, benchmark):
        return None
    few = figures.release.policy.threshold
    return where_next(figures.coverage("", benchmark), _places(figures), few)


def _nearest(figures: Figures, benchmark: str, view: str) -> pl.DataFrame:
    coverage, few = figures.coverage("", benchmark), figures.release.policy.threshold
    return nearest(choosing_of(coverage.filter(view=view), coverage, _places(figures), few, AHEAD), AHEAD)


def _places(figures: Figures) -> Venues:
    plan = figures.release.table("plan")
    # Releases from before costs were known have no such column.
    cost = pl.col("cost") if "cost" in plan.columns else pl.lit(None, pl.Float64).alias("cost")
    rows = plan.select(pl.col("place").str.strip_suffix(SYNTHETIC), "region", cost)
    return Venues(rows, _turnout(figures), Kinds(figures.region_groups, figures.type_groups))


def _turnout(figures: Figures) -> Turnout:
    mean = figures.hui_size or 0.0
    known = figures.release.table("clustering").filter(channel=EVENT_CHANNEL, together=_WHOLE_EVENT)["phi"]
    return Turnout(mean, max([mean, *known.drop_nulls()]))
