"""The hui and who came: an audience for each hui, and attendances that mostly belong to it."""

import datetime as dt
import uuid
from typing import Final

import numpy as np
import polars as pl
from chance import stream
from planted import NOT_HELD

from wellbeing.sources.engagement import EngagementFolder

#: The first hui is published: Manukau, 31 May 2018, more than 20 NGOs.
FIRST_PLACE: Final = "Manukau"
FIRST_DAY: Final = dt.date(2018, 5, 31)
FIRST_SIZE: Final = 2.6
#: Of a type's attendances, how many come to hui that were held for that type.
IN_AUDIENCE: Final = 0.85
#: A place hears at most so many hui in a week.
A_WEEK: Final = 2
#: Spread of the hui's sizes: a gamma shape, so a standard deviation of a quarter of the mean.
SIZE_SHAPE: Final = 16.0
GOVERNMENT: Final = ("government_agency", "dhb", "local_government")
OTHERS: Final = ("philanthropy", "academic")
#: Who is invited together where a region has so many hui; with more, the fullest block gets one more.
BLOCKS: Final = {
    1: (("service_user", "provider", "iwi_maori_organisation", *GOVERNMENT, *OTHERS),),
    2: (("service_user", "iwi_maori_organisation"), ("provider", *GOVERNMENT, *OTHERS)),
    3: (("service_user",), ("provider", *OTHERS), ("iwi_maori_organisation", *GOVERNMENT)),
    4: (("service_user",), ("provider", *OTHERS), ("iwi_maori_organisation",), GOVERNMENT),
    8: (("service_user",), ("provider",), ("iwi_maori_organisation",), GOVERNMENT, OTHERS),
}
#: Names attendances; the same event, type and ordinal always give the same id.
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "your-say-2018/synthetic")


def held_and_cancelled(folder: EngagementFolder, means: pl.DataFrame) -> pl.DataFrame:
    """One row per hui in order of date: place, region, day, audience, status; attendees are counted later."""
    rng = stream("hui")
    days = [day for place in folder.plan.iter_rows(named=True) for day in _days(place, rng)]
    events = pl.DataFrame(
        days, schema={"place": pl.String, "region": pl.String, "held_on": pl.Date}, orient="row"
    )
    events = events.sort("held_on", "place")
    with_audience = pl.concat(
        _with_audiences(rows, means.filter(pl.col("region") == region), rng)
        for (region,), rows in events.group_by("region", maintain_order=True)
    ).sort("held_on", "place")
    return with_audience.with_columns(
        event_id=pl.format("hui-{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(3)),
        status=pl.when(pl.col("place") == NOT_HELD).then(pl.lit("cancelled")).otherwise(pl.lit("held")),
    )


def _days(place: dict[str, object], rng: np.random.Generator) -> list[tuple[object, object, dt.date]]:
    weeks = [number // A_WEEK for number in range(int(str(place["events"])))]
    chosen = [_monday(place) + dt.timedelta(days=7 * week + int(rng.integers(1, 4))) for week in weeks]
    if place["place"] == FIRST_PLACE:
        chosen = [FIRST_DAY]
    return [(place["place"], place["region"], day) for day in chosen]


def _monday(place: dict[str, object]) -> dt.date:
    return dt.date.fromisoformat(str(place["week"]))


def _with_audiences(events: pl.DataFrame, means: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    wanted = dict(means.select("stakeholder", "attendances").iter_rows())
    audiences = list(_audiences(wanted, events.height))
    rng.shuffle(audiences)
    if FIRST_PLACE in events["place"]:
        audiences.remove(("provider",))
        audiences.insert(events["place"].to_list().index(FIRST_PLACE), ("provider",))
    return events.with_columns(pl.Series("audience", audiences, dtype=pl.List(pl.String)))


def _audiences(wanted: dict[str, float], hui: int) -> list[tuple[str, ...]]:
    """One audience a hui: each block once, then whichever block has most to hear per hui (Sainte-Laguë)."""
    blocks = BLOCKS[max(number for number in BLOCKS if number <= hui)]
    given = [1] * len(blocks)
    for _ in range(hui - len(blocks)):
        crowded = [
            sum(wanted[role] for role in block) / (2 * n + 1) for block, n in zip(blocks, given, strict=True)
        ]
        given[int(np.argmax(crowded))] += 1
    return [block for block, n in zip(blocks, given, strict=True) for _ in range(n)]


def attendances(events: pl.DataFrame, means: pl.DataFrame, total: int) -> pl.DataFrame:
    """One row per attendance: its hui, region, place, type and ordinal within hui and type."""
    rng = stream("attendances")
    drawn = means.with_columns(
        n=pl.Series(rng.multinomial(total, (means["attendances"] / means["attendances"].sum()).to_numpy()))
    )
    held = events.filter(pl.col("status") == "held").with_columns(
        size=pl.Series(rng.gamma(SIZE_SHAPE, 1 / SIZE_SHAPE, (events["status"] == "held").sum()))
    )
    size = pl.when(pl.col("place") == FIRST_PLACE).then(FIRST_SIZE).otherwise("size")
    held = held.with_columns(size=size)
    counts = [
        count
        for cell in drawn.filter(pl.col("n") > 0).iter_rows(named=True)
        for count in _spread(held.filter(pl.col("region") == cell["region"]), cell, rng)
    ]
    return _one_row_each(events, pl.DataFrame(counts, orient="row", schema=["event_id", "stakeholder", "n"]))


def _spread(
    hui: pl.DataFrame, cell: dict[str, object], rng: np.random.Generator
) -> list[tuple[str, object, int]]:
    invited = np.array([cell["stakeholder"] in audience for audience in hui["audience"].to_list()])
    size = hui["size"].to_numpy()
    inside, outside = size * invited, size * ~invited
    weight = IN_AUDIENCE * inside / max(inside.sum(), 1e-9) + (1 - IN_AUDIENCE) * outside / max(
        outside.sum(), 1e-9
    )
    came = rng.multinomial(int(str(cell["n"])), weight / weight.sum())
    return [(event, cell["stakeholder"], int(n)) for event, n in zip(hui["event_id"], came, strict=True) if n]


def _one_row_each(events: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    rows = (
        counts.sort("event_id", "stakeholder")
        .with_columns(ordinal=pl.int_ranges(1, pl.col("n") + 1))
        .explode("ordinal")
        .join(events.select("event_id", "region", "place", received_on="held_on"), on="event_id")
        .sort("event_id", "stakeholder", "ordinal")
    )
    names = rows.select("event_id", "stakeholder", "ordinal").iter_rows()
    return rows.with_columns(
        contribution_id=pl.Series([attendance_id(*name) for name in names], dtype=pl.String)
    )


def attendance_id(event_id: str, stakeholder: str, ordinal: int) -> str:
    """The id of the so-manyth attendance of a type at a hui."""
    return str(uuid.uuid5(NAMESPACE, f"{event_id}/{stakeholder}/{ordinal}"))
