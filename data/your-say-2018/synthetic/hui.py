"""The hui, before anybody comes: when and where each is held, and who is invited."""

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
#: A place hears at most so many hui in a week.
A_WEEK: Final = 2
GOVERNMENT: Final = ("government_agency", "dhb", "local_government")
OTHERS: Final = ("philanthropy", "academic")
EVERYBODY: Final = ("service_user", "provider", "iwi_maori_organisation", *GOVERNMENT, *OTHERS)
#: Who is invited together where a region has so many hui or more; with more, the fullest block gets one more.
BLOCKS: Final = {
    1: (),
    4: (("service_user", "iwi_maori_organisation"), ("provider", *GOVERNMENT, *OTHERS)),
    7: (("service_user",), ("provider", *OTHERS), ("iwi_maori_organisation", *GOVERNMENT)),
    24: (("service_user",), ("provider",), ("iwi_maori_organisation",), GOVERNMENT, OTHERS),
}
#: Of the hui of a region, how many are open to everybody; all of them where it has three or fewer.
OPEN: Final = 0.6
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
    everybody = round(hui * OPEN) if blocks else hui
    given = [1] * len(blocks)
    for _ in range(hui - everybody - len(blocks)):
        # Sainte-Laguë: seats in proportion to votes.
        crowded = [
            sum(wanted[role] for role in block) / (2 * n + 1) for block, n in zip(blocks, given, strict=True)
        ]
        given[int(np.argmax(crowded))] += 1
    apart = [block for block, n in zip(blocks, given, strict=True) for _ in range(n)]
    return [*apart, *[EVERYBODY] * everybody]
