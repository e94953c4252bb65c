"""A day with the name of its month is read in whatever language; what could be another day is not."""

import datetime as dt

import polars as pl
import pytest

from wellbeing.sources.names.months import spelled_days


@pytest.mark.parametrize(
    "written",
    [
        "15 June 2018",
        "15th June 2018",
        " 15 Jun. 2018",
        "June 15, 2018",
        "Jun 15th 2018",
        "15-Jun-2018",
        "15 de junio de 2018",
        "15. Juni 2018",
        "15 juin 2018",
        "15 o Pipiri 2018",
        "Friday 15 June 2018",
        "viernes, 15 de junio de 2018",
        "2018/06/15",
        "2018.6.15",
    ],
)
def test_a_month_that_is_named_leaves_no_doubt(written):
    assert spelled_days(pl.Series([written])).to_list() == [dt.date(2018, 6, 15)]


@pytest.mark.parametrize(
    "written",
    [
        "3/4/2018",
        "2018-06-15",
        "31 June 2018",
        "15 June 18",
        "June 2018",
        "15 Juny 2018",
        "15 June",
        "Monday 15 June 2018",
        "2018/06.15",
        "15 June 2018 or later",
    ],
)
def test_what_may_be_another_day_is_not_read(written):
    assert spelled_days(pl.Series([written, None])).to_list() == [None, None]
