"""The share of comments that raise a theme; themes are never added up."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.opinion.intervals import wilson
from wellbeing.measures.opinion.themes import raised, ranked

COMMENTED = pl.DataFrame(
    {
        "question": ["comment"],
        "commented": [60],
        "commented_low": [54],
        "commented_high": [66],
        "commented_variance": [4.0],
        "one_source": [False],
    }
)


def by_theme(cells):
    rows = [("comment", theme, *cell) for theme, cell in cells.items()]
    names = ["question", "theme", "status", "count", "low", "high", "sd"]
    return pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64})


def noisy(count, sd=1.2):
    return "shown", count, max(count - 2, 0), count + 2, sd


FEW = ("few", None, 0, 7, 1.2)


def limit(said, others, side, deff=1.0):
    return pl.select(wilson(pl.lit(float(said)), pl.lit(float(others)), deff)[side]).item()


def test_a_share_is_of_those_who_commented():
    (row,) = raised(by_theme({"trust": noisy(15)}), COMMENTED).to_dicts()
    assert row["share"] == 15 / 60
    assert (row["position"], row["answered"]) == ("trust", 60)


def test_its_interval_allows_for_the_error_of_both_counts():
    (row,) = raised(by_theme({"trust": noisy(15)}), COMMENTED, 2.0).to_dicts()
    error = (1.2**2 + 1 / 12 + 0.25**2 * 4.0) / 60**2
    deff = 2 + error * 60 / ((16 / 62) * (46 / 62))
    assert row["deff"] == pytest.approx(deff)
    assert row["lower"] == pytest.approx(limit(15, 45, 0, deff))
    assert row["upper"] == pytest.approx(limit(15, 45, 1, deff))


def test_few_have_no_share():
    found = raised(by_theme({"few": FEW}), COMMENTED)
    assert found["share"].to_list() == [None]
    assert found["tier"].cast(pl.String).to_list() == ["words"]


def test_neither_has_a_theme_of_too_few_sources_but_the_others_have():
    cells = {"alone": ("one_source", None, 0, 60, 1.2), "trust": noisy(15)}
    found = raised(by_theme(cells), COMMENTED)
    assert found["share"].to_list() == [None, 15 / 60]
    assert found["one_source"].to_list() == [True, False]
    none = raised(by_theme(cells), COMMENTED.with_columns(one_source=True))
    assert none["share"].to_list() == [None, None]


def test_themes_may_add_up_to_more_than_everyone():
    cells = dict.fromkeys(("one", "two"), noisy(45))
    assert raised(by_theme(cells), COMMENTED)["share"].sum() == 1.5


@given(st.integers(0, 80), st.integers(0, 60), st.floats(0, 40))
def test_whatever_is_published_a_share_and_its_limits_are_shares(count, commented, variance):
    of = COMMENTED.with_columns(commented=pl.lit(commented), commented_variance=pl.lit(variance))
    (row,) = raised(by_theme({"trust": noisy(count)}), of).to_dicts()
    assert row["share"] is None or 0 <= row["share"] <= 1
    assert 0 <= row["lower"] <= row["upper"] + 1e-9 <= 1 + 1e-9


def test_the_most_raised_come_first_and_ties_by_name():
    cells = {"b": noisy(9), "c": FEW, "a": noisy(9), "alone": ("one_source", None, 0, 60, 1.2)}
    assert ranked(raised(by_theme(cells), COMMENTED))["position"].to_list() == ["a", "b", "alone", "c"]
