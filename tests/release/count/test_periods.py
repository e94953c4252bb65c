"""Months are merged until each period holds two hui; weeks begin on Monday."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.release.count.periods import mondays, months, periods

MONTHS = months(dt.date(2018, 5, 31), dt.date(2018, 8, 31))


def labels(*hui):
    held = pl.Series([dt.date(2018, month, 10) for month in hui], dtype=pl.Date)
    return periods(MONTHS, held)["period"].to_list()


def test_every_month_from_first_to_last_is_there():
    assert [dt.date(2018, month, 1) for month in (5, 6, 7, 8)] == MONTHS


def test_a_month_of_one_hui_is_merged_with_the_next():
    assert labels(5, 6, 7, 7, 8, 8) == ["2018-05/2018-06", "2018-05/2018-06", "2018-07", "2018-08"]


def test_what_is_left_at_the_end_joins_the_period_before():
    assert labels(5, 5, 6, 6, 7, 7, 8) == ["2018-05", "2018-06", "2018-07/2018-08", "2018-07/2018-08"]


def test_an_engagement_of_one_hui_is_one_period():
    assert set(labels(6)) == {"2018-05/2018-08"}


@given(st.lists(st.integers(5, 8), min_size=2, max_size=12))
def test_every_period_holds_two_hui_and_every_month_one_period(hui):
    held = pl.Series([dt.date(2018, month, 10) for month in hui], dtype=pl.Date)
    merged = periods(MONTHS, held)
    months_of_hui = pl.DataFrame({"month": held.dt.truncate("1mo")})
    counts = merged.join(months_of_hui, on="month")["period"].value_counts()["count"]
    assert merged["month"].to_list() == MONTHS
    assert counts.sum() == len(hui)
    assert counts.min() >= 2


def test_weeks_are_mondays_from_the_first_to_the_last():
    assert mondays(dt.date(2018, 5, 31), dt.date(2018, 6, 11)) == [
        dt.date(2018, 5, 28),
        dt.date(2018, 6, 4),
        dt.date(2018, 6, 11),
    ]
