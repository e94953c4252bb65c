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
FIRST_SIZE: Final = 3.0
#: How likely a type comes to a hui that was not held for it, against 1 for one that was.
UNINVITED: Final = 0.08
RAKINGS: Final = 50
#: A place hears at most so many hui in a week.
A_WEEK: Final = 2
#: Spread of the hui's sizes: a gamma shape, so a standard deviation of a quarter of the mean.
SIZE_SHAPE: Final = 16.0
GOVERNMENT: Final = ("government_agency", "dhb", "local_government")
OTHERS: Final = ("philanthropy", "academic")
EVERYBODY: Final = ("service_user", "provider", "iwi_maori_organisation", *GOVERNMENT, *OTHERS)
#: Who is invited together where a region has so many hui or more; with more, the fullest block gets one more.
#: Several hui are open to everybody, so that few types of a region are heard in one room only.
BLOCKS: Final = {
    1: (),
    2: (("service_user", "iwi_maori_organisation"), ("provider", *GOVERNMENT, *OTHERS)),
    4: (("service_user",), ("provider", *OTHERS), ("iwi_maori_organisation", *GOVERNMENT)),
    12: (("service_user",), ("provider",), ("iwi_maori_organisation",), GOVERNMENT, OTHERS),
}
#: One hui in so many is open to everybody (and a region's only hui).
OPEN: Final = 3
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
    """One audience a hui: some for everybody; each block once, then whichever has most to hear per hui."""
    blocks = BLOCKS[max(number for number in BLOCKS if number <= hui)]
    everybody = hui // OPEN if blocks else hui
    given = [1] * len(blocks)
    for _ in range(hui - everybody - len(blocks)):
        # Sainte-Laguë: seats in proportion to votes.
        crowded = [
            sum(wanted[role] for role in block) / (2 * n + 1) for block, n in zip(blocks, given, strict=True)
        ]
        given[int(np.argmax(crowded))] += 1
    apart = [block for block, n in zip(blocks, given, strict=True) for _ in range(n)]
    return [*apart, *[EVERYBODY] * everybody]


def attendances(events: pl.DataFrame, means: pl.DataFrame, total: int) -> pl.DataFrame:
    """One row per attendance: its hui, region, place, type and ordinal within hui and type."""
    rng = stream("attendances")
    share = (means["attendances"] / means["attendances"].sum()).to_numpy()
    drawn = means.with_columns(n=pl.Series(rng.multinomial(total, share)))
    held = events.filter(pl.col("status") == "held")
    size = pl.Series("size", rng.gamma(SIZE_SHAPE, 1 / SIZE_SHAPE, held.height))
    first = pl.when(pl.col("place") == FIRST_PLACE).then(FIRST_SIZE)
    sized = held.with_columns(size).with_columns(size=first.otherwise("size"))
    counts = pl.concat(
        _came(rows, drawn.filter(pl.col("region") == region), rng)
        for (region,), rows in sized.group_by("region", maintain_order=True)
    )
    return _one_row_each(events, counts)


def _came(hui: pl.DataFrame, cells: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """How many of each type came to each hui of one region."""
    chances = _chances(hui, cells)
    came = [rng.multinomial(n, chance) for n, chance in zip(cells["n"], chances, strict=True)]
    rows = [
        {"event_id": event, "stakeholder": role, "n": int(n)}
        for role, numbers in zip(cells["stakeholder"], came, strict=True)
        for event, n in zip(hui["event_id"], numbers, strict=True)
        if n
    ]
    return pl.DataFrame(rows, schema={"event_id": pl.String, "stakeholder": pl.String, "n": pl.Int64})


def _chances(hui: pl.DataFrame, cells: pl.DataFrame) -> np.ndarray:
    """Type × hui: where an attendance of the type goes, so that hui fill to their sizes (raked both ways)."""
    audiences = hui["audience"].to_list()
    invited = [[role in audience for audience in audiences] for role in cells["stakeholder"]]
    table = np.where(np.array(invited), 1.0, UNINVITED)
    sizes = hui["size"].to_numpy() / hui["size"].sum() * cells["attendances"].sum()
    for _ in range(RAKINGS):
        table *= (cells["attendances"].to_numpy() / table.sum(axis=1))[:, None]
        table *= sizes / table.sum(axis=0)
    return table / table.sum(axis=1, keepdims=True)


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
