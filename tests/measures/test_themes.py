"""The share of comments that raise a theme; themes are never added up."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.intervals import wilson
from wellbeing.measures.themes import raised, ranked

COMMENTED = pl.DataFrame(
    {"question": ["comment"], "commented": [60], "commented_low": [54], "commented_high": [66]}
)


def by_theme(cells):
    rows = [("comment", theme, *cell) for theme, cell in cells.items()]
    names = ["question", "theme", "status", "count", "low", "high"]
    return pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64})


def limit(said, others, side, deff=1.0):
    return pl.select(wilson(pl.lit(float(said)), pl.lit(float(others)), deff)[side]).item()


def test_a_share_is_of_those_who_commented():
    (row,) = raised(by_theme({"trust": ("shown", 15, 13, 17)}), COMMENTED).to_dicts()
    assert row["share"] == 15 / 60
    assert (row["position"], row["answered"]) == ("trust", 60)


def test_its_interval_is_the_widest_that_the_bounds_allow():
    (row,) = raised(by_theme({"trust": ("shown", 15, 13, 17)}), COMMENTED, 2.0).to_dicts()
    assert row["lower"] == pytest.approx(limit(13, 66 - 13, 0, 2.0))
    assert row["upper"] == pytest.approx(limit(17, 54 - 17, 1, 2.0))


def test_a_hidden_count_has_no_share():
    found = raised(by_theme({"few": ("few", None, 0, 5), "hidden": ("withheld", None, 6, 40)}), COMMENTED)
    assert found["share"].to_list() == [None, None]
    assert found["tier"].cast(pl.String).to_list() == ["words", "words"]


def test_themes_may_add_up_to_more_than_everyone():
    cells = dict.fromkeys(("one", "two"), ("shown", 45, 43, 47))
    assert raised(by_theme(cells), COMMENTED)["share"].sum() == 1.5


@given(st.integers(0, 80), st.integers(0, 60), st.integers(0, 40))
def test_whatever_is_published_a_share_and_its_limits_are_shares(count, commented, width):
    low, high = max(count - 2, 0), count + 2
    of = pl.DataFrame(
        {
            "question": ["comment"],
            "commented": [commented],
            "commented_low": [max(commented - width, 0)],
            "commented_high": [max(commented + width, high)],
        }
    )
    (row,) = raised(by_theme({"trust": ("shown", count, low, high)}), of).to_dicts()
    assert row["share"] is None or 0 <= row["share"] <= 1
    assert 0 <= row["lower"] <= row["upper"] <= 1
    assert row["answered_low"] >= row["low"]


def test_the_most_raised_come_first_and_ties_by_name():
    cells = {"b": ("shown", 9, 7, 11), "c": ("few", None, 0, 5), "a": ("shown", 9, 7, 11)}
    cells |= {"hidden": ("withheld", None, 6, 60)}
    assert ranked(raised(by_theme(cells), COMMENTED))["position"].to_list() == ["a", "b", "hidden", "c"]
