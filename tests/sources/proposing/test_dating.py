"""One order of day and month for a whole column, or a question: no day is ever read wrongly."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from taking import SHIPPED

from wellbeing.sources.proposing.evidence.dating import column_days

ENGAGEMENT = SHIPPED.engagement
FORMS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d/%m/%y", "%m/%d/%y", "%d %B %Y"),
    *("%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%Y.%m.%d %H:%M", "%d-%B-%y", "%B %d, %Y"),
)
#: Every day of June, July and August.
SUMMER = [dt.datetime(2018, 6, 1, 13, 20, 5) + dt.timedelta(days=number) for number in range(90)]


def said(*cells):
    return column_days(pl.Series("when", cells), ENGAGEMENT)


@pytest.mark.parametrize("form", FORMS)
def test_the_format_that_fits_every_row_is_found(form):
    found = said(*(day.strftime(form) for day in SUMMER))
    assert (found.order, found.forms, found.read) == ("certain", (form,), 90)


def test_iso_8601_needs_no_format():
    assert said("2018-07-01T11:45:12Z", "2018-07-02 23:45:12+12:00", "2018-07-03").forms == ()


@pytest.mark.parametrize("odd", ["-", "unknown", "60", "32/13/2018"])
def test_an_odd_value_waits_and_the_column_is_kept(odd):
    found = said(*(day.strftime("%d/%m/%Y") for day in SUMMER), odd, odd)
    assert (found.order, found.forms, found.cells - found.read) == ("certain", ("%d/%m/%Y",), 2)


def test_days_that_fit_both_orders_are_asked_about_however_they_lie():
    found = said("06/07/2018", "07/08/2018", "07/06/2018", "05/01/2018")
    assert (found.order, found.forms, found.other) == ("either", ("%d/%m/%Y",), ("%m/%d/%Y",))
    assert (found.inside, found.inside_other) == (3, 3)


def test_both_orders_in_one_column_are_asked_about():
    assert said("13/06/2018", "06/13/2018", "01/07/2018").order == "mixed"


def test_one_row_does_not_turn_all_others_out_of_the_engagement():
    assert said("06/01/2018", "06/02/2018", "06/10/2018", "13/06/2018").order == "mixed"


def test_days_that_a_spreadsheet_turned_are_asked_about():
    assert said("2018-01-07", "2018-05-06", "13/07/2018", "30/06/2018").order == "mixed"


@pytest.mark.parametrize(
    ("cells", "form"),
    [(("43282.98", "43283"), "excel"), (("41820", "41821"), "excel-1904"), (("1530445512",), "epoch")],
)
def test_numbers_are_days_only_if_they_lie_in_the_engagement(cells, form):
    assert said(*cells).forms == (form,)
    assert not said("7", "8").told


@given(
    st.lists(st.dates(dt.date(2017, 1, 1), dt.date(2019, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%m-%d-%y", "%y/%m/%d"]),
)
def test_a_certain_order_is_the_one_that_was_written(days, form):
    found = said(*(day.strftime(form) for day in days))
    assert (
        found.order != "certain"
        or [dt.datetime.strptime(day.strftime(form), found.forms[0]).date() for day in days] == days
    )
