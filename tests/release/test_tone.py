"""Estimates of tone cross the wall where many stand behind them, and no two of them give away a few."""

import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.release.building import content
from wellbeing.release.siblings import Family, publishable

TABLES = ("total", "region", "stakeholder", "community", "region_stakeholder")
WHOLE, NORTH, SOUTH = ("", "", "", "why"), ("N", "", "", "why"), ("S", "", "", "why")


@pytest.fixture(scope="module", params=range(3))
def tables(request, islands, secret):
    return content(islands, true_tables(request.param), "adviser", secret).tables


def parents(table):
    """Each parent cell once, with what anyone knows of the number of its comments with a tone."""
    scored = table.filter(pl.col("tone").is_in(["negative", "neutral", "positive"]))
    keys = [name for name in table.columns if name in {"area", "stakeholder", "community", "question"}]
    told = ["estimate", "lower", "upper", "validation"]
    return scored.group_by(keys).agg(pl.col("low", "high").sum(), pl.col(told).first())


def test_an_estimate_is_of_twenty_comments_that_anyone_can_count(tables):
    shown = 0
    for name in TABLES:
        for cell in parents(tables[f"{name}_by_tone"]).iter_rows(named=True):
            assert (cell["validation"] == "ok") == (cell["estimate"] is not None)
            assert cell["validation"] != "ok" or cell["low"] >= 20
            shown += cell["validation"] == "ok"
    assert shown > 3


def test_it_has_an_interval_around_it_and_one_decimal(tables):
    for name in TABLES:
        ok = tables[f"{name}_by_tone"].filter(validation="ok")
        assert (ok["lower"] <= ok["estimate"]).all()
        assert (ok["estimate"] <= ok["upper"]).all()
        for column in ("estimate", "lower", "upper"):
            assert (ok[column] * 10 - (ok[column] * 10).round()).abs().max() in (None, pytest.approx(0))


def test_every_row_of_a_parent_says_the_same(tables):
    table = tables["region_by_tone"]
    told = table.group_by("area", "question").agg(pl.struct("estimate", "validation").n_unique().alias("k"))
    assert (told["k"] == 1).all()


def test_what_an_estimate_leaves_over_is_nobody_or_many(tables):
    region = {row["area"]: row for row in parents(tables["region_by_tone"]).iter_rows(named=True)}
    for group, members in {"north_island": ("N1", "N2"), "south_island": ("S1", "S2")}.items():
        hidden = [member for member in members if region[member]["validation"] != "ok"]
        if region[group]["validation"] == "ok" and 0 < len(hidden) < len(members):
            left = region[group]["low"] - sum(region[one]["high"] for one in members if one not in hidden)
            assert max(left, sum(region[one]["low"] for one in hidden)) >= 20


def test_without_codes_nothing_is_estimated(islands, secret):
    true = true_tables()
    uncoded = true.judged.comments.with_columns(code=pl.lit(None, pl.Float64))
    tables = content(
        islands,
        type(true)(
            true.events,
            true.organisations,
            true.contributions,
            true.answers,
            judged=type(true.judged)(uncoded, "drawn", "lexicon"),
        ),
        "adviser",
        secret,
    ).tables
    for name in TABLES:
        assert set(tables[f"{name}_by_tone"]["validation"]) == {"unvalidated"}
        assert tables[f"{name}_by_tone"]["estimate"].null_count() == tables[f"{name}_by_tone"].height


def test_a_part_goes_where_it_would_give_the_rest_away():
    known = {WHOLE: (60, 60), NORTH: (50, 50), SOUTH: (10, 10)}
    both = [Family(WHOLE, (NORTH, SOUTH), complete=True)]
    assert publishable(known, both, 20) == {WHOLE}


def test_parts_that_leave_many_over_stay():
    known = {WHOLE: (90, 90), NORTH: (50, 50), SOUTH: (10, 10)}
    assert publishable(known, [Family(WHOLE, (NORTH, SOUTH), complete=False)], 20) == {WHOLE, NORTH}


def test_parts_that_are_all_of_it_leave_nobody_over():
    known = {WHOLE: (60, 64), NORTH: (30, 34), SOUTH: (26, 30)}
    both = Family(WHOLE, (NORTH, SOUTH), complete=True)
    assert publishable(known, [both], 20) == {WHOLE, NORTH, SOUTH}
    perhaps = Family(WHOLE, (NORTH, SOUTH), complete=False)
    assert publishable(known, [perhaps], 20) == {WHOLE, NORTH}  # without the south, 26 or more are left
