import datetime as dt

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.coverage.over_time import against_plan, cumulative
from wellbeing.model.engagement import Engagement

FIRST = dt.date(2018, 5, 28)
WEEK = dt.timedelta(weeks=1)
#: Area, kind, number of the week, channel, count.
Cell = tuple[str, str, int, str, int | None]


def week_channel(*rows: Cell) -> pl.DataFrame:
    """Published weeks; a count of None is few."""
    measured = [(*row[:2], FIRST + row[2] * WEEK, row[3], *noisy(row[4])) for row in rows]
    columns = ["area", "area_kind", "week", "channel", "status", "count", "low", "high", "sd"]
    return pl.DataFrame(measured, columns, orient="row", schema_overrides={"count": pl.Int64})


def noisy(count: int | None) -> tuple[str, int | None, int, int, float]:
    return ("few", None, 0, 7, 1.2) if count is None else ("shown", count, max(0, count - 2), count + 2, 1.2)


def totals(*rows: tuple[str, str, int]) -> pl.DataFrame:
    """All weeks together: area, channel, count."""
    measured = [(*row[:2], *noisy(row[2])) for row in rows]
    columns = ["area", "channel", "status", "count", "low", "high", "sd"]
    return pl.DataFrame(measured, columns, orient="row")


HEARD = week_channel(
    ("", "group", 0, "hui", 21),
    ("", "group", 0, "paper", None),
    ("", "group", 2, "hui", 12),
    ("", "group", 2, "paper", 6),
    ("auckland", "group", 0, "hui", 21),
)


#: Of the whole engagement's paper forms 9, so that the week that is few holds 9 − 6.
TOTALS = totals(
    ("", "hui", 33), ("", "paper", 9), ("", "", 42), ("auckland", "hui", 21), ("auckland", "", 21)
)


def at(found: pl.DataFrame, area: str, channel: str, week: int) -> float:
    return found.filter(area=area, channel=channel, week=FIRST + week * WEEK)["heard"].item()


def test_sums_run_on_week_by_week() -> None:
    found = cumulative(HEARD, TOTALS)
    assert at(found, "", "hui", 0) == 21
    assert at(found, "", "hui", 2) == 21 + 12


def test_a_week_that_is_few_has_what_the_total_leaves_it() -> None:
    assert at(cumulative(HEARD, TOTALS), "", "paper", 0) == 9 - 6
    assert at(cumulative(HEARD, TOTALS), "", "paper", 2) == 9


def test_channels_together_are_the_sum_of_channels() -> None:
    assert at(cumulative(HEARD, TOTALS), "", "", 2) == 33 + 9


def test_a_week_in_which_nothing_happened_is_a_row() -> None:
    found = cumulative(HEARD, TOTALS)
    assert at(found, "", "hui", 1) == 21
    assert at(found, "auckland", "hui", 2) == 21
    assert found.height == (3 + 2) * 3


@given(
    st.lists(st.one_of(st.none(), st.integers(6, 60)), min_size=1, max_size=8),
    st.integers(6, 400),
    st.integers(6, 400),
)
def test_the_last_week_has_heard_the_published_total(
    weeks: list[int | None], hui: int, everyone: int
) -> None:
    cells = week_channel(*(("", "group", number, "hui", count) for number, count in enumerate(weeks)))
    found = cumulative(cells, totals(("", "hui", hui), ("", "", everyone)))
    assert at(found, "", "hui", len(weeks) - 1) == pytest.approx(hui)
    assert at(found, "", "", len(weeks) - 1) == pytest.approx(everyone)
    for channel in ("hui", ""):
        assert found.filter(channel=channel)["heard"].is_sorted()


@pytest.fixture
def plan() -> pl.DataFrame:
    rows = [("Manukau", "02", 0, 1, 20), ("Albany", "02", 1, 2, 30), ("Nelson", "17", 4, 1, 15)]
    return pl.DataFrame(
        [
            (place, region, FIRST + week * WEEK, events, target)
            for place, region, week, events, target in rows
        ],
        schema=["place", "region", "week", "events", "target"],
        orient="row",
    )


def planned(found: pl.DataFrame, area: str, channel: str, week: int) -> tuple[int | None, ...]:
    row = found.filter(area=area, channel=channel, week=FIRST + week * WEEK)
    return row.select("events", "target", "heard").row(0)


def test_the_plan_runs_on_beside_all_channels_and_beyond_what_is_heard(
    plan: pl.DataFrame, engagement: Engagement
) -> None:
    found = against_plan(cumulative(HEARD, TOTALS), plan, engagement)
    assert planned(found, "", "", 0) == (1, 20, 24)
    assert planned(found, "", "", 2) == (1 + 2, 20 + 30, 42)
    assert planned(found, "", "", 4) == (1 + 2 + 1, 20 + 30 + 15, None)
    assert planned(found, "auckland", "", 2) == (1 + 2, 20 + 30, 21)


def test_the_plan_says_nothing_of_a_single_channel(plan: pl.DataFrame, engagement: Engagement) -> None:
    assert planned(against_plan(cumulative(HEARD, TOTALS), plan, engagement), "", "paper", 2) == (
        None,
        None,
        9,
    )


def test_an_area_without_a_plan_had_none_planned(plan: pl.DataFrame, engagement: Engagement) -> None:
    heard = cumulative(HEARD.with_columns(area=pl.col("area").replace("auckland", "northland")), TOTALS)
    assert planned(against_plan(heard, plan, engagement), "northland", "", 2) == (0, 0, 21)


def test_where_regions_are_in_no_group_the_plan_is_of_the_whole(
    plan: pl.DataFrame, engagement: Engagement
) -> None:
    alone = msgspec.structs.replace(engagement, region_groups=())
    found = against_plan(cumulative(HEARD.filter(area=""), TOTALS.filter(area="")), plan, alone)
    assert found["area"].unique().to_list() == [""]
