"""Rows of the list of gaps as they are drawn: what the axis does not hold is said to go on."""

import polars as pl

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.web_page import web_page
from wellbeing.reports.shows.gap_list import AXIS, GOES_ON, gap_listing, range_rows
from wellbeing.reports.shows.listing import Listing
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def bars(figures, **columns):
    answer = Answer(figures, Choice())
    rows = answer.coverage.family.drop_nulls(("ratio", "expected")).with_columns(**columns)
    return [row.bar for row in range_rows(rows, answer)]


def test_a_range_that_the_axis_holds_ends_where_it_ends(figures):
    inside = bars(figures, ratio=pl.lit(0.5), lower=pl.lit(0.25), upper=pl.lit(AXIS))
    assert {(bar.lower, bar.width, bar.goes_on) for bar in inside} == {(20, 80, False)}


def test_a_range_that_the_axis_does_not_hold_goes_on(figures):
    beyond = bars(figures, ratio=pl.lit(0.5), lower=pl.lit(0.25), upper=pl.lit(AXIS + 0.01))
    assert {(bar.lower, bar.width, bar.goes_on) for bar in beyond} == {(20, 80, True)}


def test_so_does_that_of_a_number_that_is_not_told(figures):
    untold = bars(figures, ratio=pl.lit(None, pl.Float64), high=pl.lit(5), expected=pl.lit(3.0))
    assert {(bar.known, bar.goes_on) for bar in untold} == {(100, True)}  # 5 / 3 > 1.25


def test_each_is_an_arrow_in_the_report_and_the_list_says_what_arrows_are(figures):
    made = briefing(figures)
    pictures = [scene.picture for scene in made.scenes if isinstance(scene.picture, Listing)]
    drawn = [row.bar for one in pictures for _, rows in one.rows for row in rows if row.bar]
    number = sum(bar.goes_on for bar in drawn)
    assert number > 0
    assert web_page(made).count(b'class="onward"') == number
    listed = gap_listing(Answer(figures, Choice()))
    onward = any(row.bar and row.bar.goes_on for _, rows in listed.rows for row in rows)
    assert (GOES_ON in listed.drawn) == onward
