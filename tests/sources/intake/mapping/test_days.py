"""A date is one day of the engagement, whatever clock, calendar or spreadsheet it comes from; or is asked."""

import datetime as dt

import msgspec
import polars as pl
import pytest
from taking import CHILE, SHIPPED

from wellbeing.model.profile import Day
from wellbeing.sources.intake.mapping.days import Days
from wellbeing.sources.reading.batch import ROW

#: All of 2018 to 2020: these tests are about clocks, not about one consultation.
LONG = {"starts_on": dt.date(2018, 1, 1), "ends_on": dt.date(2020, 12, 31)}
HERE = msgspec.structs.replace(SHIPPED.engagement, **LONG)
SANTIAGO = msgspec.structs.replace(CHILE.engagement, **LONG)


def settled(*said, engagement=HERE, **day):
    rows = pl.DataFrame({ROW: range(len(said)), "When": said}, {ROW: pl.Int64, "When": pl.String})
    return Days(Day(columns=("When",), **day), engagement).resolve(rows)


def days(*said, **day):
    found = settled(*said, **day)
    assert found.problems.is_empty()
    return [time.date() for time in found.values]


def reason(said, **day):
    (told,) = settled(said, **day).problems["reason"]
    return told


@pytest.mark.parametrize(
    "said",
    [
        "2018-06-01",
        "2018-06-01 09:30",
        "2018-06-01 09:30:00",
        "2018-06-01 09:30:00.123",
        "2018-06-01T09:30:00",
        "2018-06-01T09:30:00+12:00",
        "2018-05-31T21:30:00Z",
        "2018-05-31T21:30:00.000+00:00",
        "2018-05-31 21:30:00 UTC",
        "2018-06-01 09:30:00 +1200",
        "2018-06-01 09:30:00 GMT+12",
        "2018-06-01T03:00:00+5:30",
        "2018-05-31T17:30:00-04",
    ],
)
def test_iso_dates_need_no_format(said):
    assert days(said) == [dt.date(2018, 6, 1)]


def test_the_day_stands_before_the_month_where_the_profile_says_so():
    assert days("1/06/2018", "12/07/2018", "13/07/2018", formats=("%d/%m/%Y",)) == [
        dt.date(2018, 6, 1),
        dt.date(2018, 7, 12),
        dt.date(2018, 7, 13),
    ]
    assert days("7/12/18", formats=("%m/%d/%y",)) == [dt.date(2018, 7, 12)]


def test_a_day_and_month_swapped_falls_out_of_the_engagement():
    # 1 June read as 6 January: the consultation ran from 31 May to 31 August
    told = reason("1/06/2018", formats=("%m/%d/%Y",), engagement=SHIPPED.engagement)
    until = "lies outside the engagement, 2018-05-31 to 2018-08-31"
    assert told == f"{until}, and the 31 days after it for what comes late"
    assert reason("1/06/2018", formats=("%m/%d/%Y",), engagement=SHIPPED.engagement, late_days=0) == until


def test_a_year_of_two_digits_is_not_the_first_century():
    assert reason("31/5/18", formats=("%d/%m/%Y",)).startswith("lies outside")
    assert days("31/5/18", formats=("%d/%m/%y",)) == [dt.date(2018, 5, 31)]


def test_what_comes_late_is_believed_as_long_as_the_profile_says():
    ends = SHIPPED.engagement.ends_on
    late = (ends + dt.timedelta(days=40)).isoformat()
    assert reason(late, engagement=SHIPPED.engagement).startswith("lies outside")
    assert days(late, engagement=SHIPPED.engagement, late_days=40) == [ends + dt.timedelta(days=40)]


def test_days_of_a_workbook_are_counted_from_1900_or_1904():
    # 1 June 2018 is day 43252 of a Windows workbook, and 1,462 less of a Macintosh one
    assert days("43252", "43252.75", formats=("excel",)) == [dt.date(2018, 6, 1)] * 2
    assert days(str(43252 - 1462), formats=("excel-1904",)) == [dt.date(2018, 6, 1)]
    assert reason("0", formats=("excel",)).startswith("is no date")
    assert reason("1e300", formats=("excel",)).startswith("is no date")


def test_seconds_since_1970_are_of_greenwich():
    # 2018-05-31 12:30 UTC is half past midnight of 1 June in New Zealand
    assert days("1527769800", formats=("epoch",)) == [dt.date(2018, 6, 1)]
    assert days("1527769800000", formats=("epoch-ms",)) == [dt.date(2018, 6, 1)]
    assert reason("1527769800000", formats=("epoch",)).startswith("is no date")


def test_times_of_another_zone_become_days_of_this_one():
    assert days("2018-06-01 11:59:59", "2018-06-01 12:00:00", time_zone="UTC") == [
        dt.date(2018, 6, 1),
        dt.date(2018, 6, 2),
    ]


def test_an_hour_that_never_happened_is_asked():
    # clocks went from 02:00 to 03:00 on 30 September 2018
    assert reason("2018-09-30 02:30:00").startswith("never happened in Pacific/Auckland")
    assert days("2018-09-30 01:59:59", "2018-09-30 03:00:00") == [dt.date(2018, 9, 30)] * 2


def test_an_hour_that_happened_twice_is_of_the_same_day():
    # clocks went from 03:00 back to 02:00 on 1 April 2018
    assert days("2018-04-01 02:30:00") == [dt.date(2018, 4, 1)]


def test_an_hour_that_happened_twice_on_two_days_here_is_asked():
    # 01:30 on 4 November 2018 in New York was 05:30 and 06:30 UTC: 00:30 and 01:30 in Chicago, on one day;
    # in Denver, an hour behind, 23:30 of the day before and 00:30.
    west = msgspec.structs.replace(HERE, time_zone="America/Chicago")
    assert days("2018-11-04 01:30:00", time_zone="America/New_York", engagement=west) == [
        dt.date(2018, 11, 4)
    ]
    further = msgspec.structs.replace(HERE, time_zone="America/Denver")
    told = reason("2018-11-04 01:30:00", time_zone="America/New_York", engagement=further)
    assert told == "happened twice in America/New_York, on two days here"


def test_midnight_that_a_changeover_skips_is_a_day_all_the_same():
    # In Chile clocks went from 24:00 on 7 September 2019 to 01:00: 8 September had no midnight
    assert days("2019-09-08 00:00:00", "2019-09-08", engagement=SANTIAGO) == [dt.date(2019, 9, 8)] * 2


def test_days_without_a_time_have_no_zone():
    assert (
        days("2018-06-01", "1/06/2018", formats=("%d/%m/%Y",), time_zone="America/New_York")
        == [dt.date(2018, 6, 1)] * 2
    )


def test_what_stands_for_no_date_is_none():
    assert reason("1980-01-01 00:00:00", missing=("1980-01-01 00:00:00",)) == "says no date"
    assert days("", None, missing=("",), constant=dt.date(2018, 8, 31)) == [dt.date(2018, 8, 31)] * 2


@pytest.mark.parametrize("said", ["yesterday", "31/02/2018", "2018-13-01", "2018-06-31", "1"])
def test_what_is_no_date_is_asked(said):
    assert reason(said, formats=("%d/%m/%Y",)).startswith("is no date that the profile's formats understand")
