import datetime as dt

import polars as pl
import pytest

from wellbeing.measures.over_time import against_plan, cumulative, known_on
from wellbeing.model.engagement import Engagement

FIRST = dt.date(2018, 5, 28)
WEEK = dt.timedelta(weeks=1)
Cell = tuple[str, str, int, str, int | None, int, int]


def week_channel(*rows: Cell) -> pl.DataFrame:
    """Rows of area, kind, number of the week, channel, count, low, high."""
    return pl.DataFrame(
        [
            (area, kind, FIRST + week * WEEK, channel, "few" if count is None else "shown", count, low, high)
            for area, kind, week, channel, count, low, high in rows
        ],
        schema=["area", "area_kind", "week", "channel", "status", "count", "low", "high"],
        orient="row",
        schema_overrides={"count": pl.Int64},
    )


HEARD = week_channel(
    ("", "group", 0, "hui", 21, 19, 23),
    ("", "group", 0, "paper", None, 0, 5),
    ("", "group", 2, "hui", 12, 10, 14),
    ("", "group", 2, "paper", 6, 6, 8),
    ("auckland", "group", 0, "hui", 21, 19, 23),
)


#: Of the whole engagement's paper forms about 9, so that the hidden week holds about 9 − 6.
TOTALS = pl.DataFrame(
    {
        "area": ["", "", "auckland"],
        "channel": ["hui", "paper", "hui"],
        "count": [33, 9, 21],
        "low": [31, 8, 19],
        "high": [35, 9, 23],
    }
)


def at(found: pl.DataFrame, area: str, channel: str, week: int) -> tuple[float, int, int]:
    row = found.filter(area=area, channel=channel, week=FIRST + week * WEEK)
    return row.select("heard", "heard_low", "heard_high").row(0)


def test_sums_run_on_week_by_week() -> None:
    found = cumulative(HEARD, TOTALS)
    assert at(found, "", "hui", 0) == (21, 19, 23)
    assert at(found, "", "hui", 2) == (21 + 12, 19 + 10, 23 + 14)


def test_a_hidden_week_adds_its_bounds_and_about_what_the_total_leaves_it() -> None:
    assert at(cumulative(HEARD, TOTALS), "", "paper", 0) == (9 - 6, 0, 5)
    assert at(cumulative(HEARD, TOTALS), "", "paper", 2) == (9, 0 + 6, 5 + 8)


def test_channels_together_are_the_sum_of_channels() -> None:
    assert at(cumulative(HEARD, TOTALS), "", "", 2) == (33 + 9, 29 + 6, 37 + 13)


def test_a_week_in_which_nothing_happened_is_a_row() -> None:
    found = cumulative(HEARD, TOTALS)
    assert at(found, "", "hui", 1) == (21, 19, 23)
    assert at(found, "auckland", "hui", 2) == (21, 19, 23)
    assert found.height == (3 + 2) * 3


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
    return row.select("events", "target", "heard_low").row(0)


def test_the_plan_runs_on_beside_all_channels_and_beyond_what_is_heard(
    plan: pl.DataFrame, engagement: Engagement
) -> None:
    found = against_plan(cumulative(HEARD, TOTALS), plan, engagement)
    assert planned(found, "", "", 0) == (1, 20, 19)
    assert planned(found, "", "", 2) == (1 + 2, 20 + 30, 29 + 6)
    assert planned(found, "", "", 4) == (1 + 2 + 1, 20 + 30 + 15, None)
    assert planned(found, "auckland", "", 2) == (1 + 2, 20 + 30, 19)


def test_the_plan_says_nothing_of_a_single_channel(plan: pl.DataFrame, engagement: Engagement) -> None:
    assert planned(against_plan(cumulative(HEARD, TOTALS), plan, engagement), "", "paper", 2) == (
        None,
        None,
        6,
    )


def test_an_area_without_a_plan_had_none_planned(plan: pl.DataFrame, engagement: Engagement) -> None:
    heard = cumulative(HEARD.with_columns(area=pl.col("area").replace("auckland", "northland")), TOTALS)
    assert planned(against_plan(heard, plan, engagement), "northland", "", 2) == (0, 0, 19)


def test_on_a_day_only_weeks_that_are_over_are_known() -> None:
    sunday = FIRST + dt.timedelta(days=6)
    assert known_on(HEARD, sunday)["week"].unique().to_list() == [FIRST]
    assert known_on(HEARD, sunday - dt.timedelta(days=1)).is_empty()
    assert at(cumulative(known_on(HEARD, sunday), TOTALS), "", "hui", 0) == (21, 19, 23)
