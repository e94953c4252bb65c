"""Figures are rounded so that they add up; small ones and those of one source are not told."""

import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.lattice import MEASURED
from wellbeing.model.policy import Policy
from wellbeing.release.protect.equations import Batch
from wellbeing.release.protect.publication import RECONCILED, apply_threshold, too_few_sources
from wellbeing.release.protect.rounding import round_to_sums

ADVISER, PUBLIC = Policy(tier="adviser", threshold=6), Policy(tier="public", threshold=10)
SCHEMA = dict(
    zip(RECONCILED, (pl.Float64, pl.Int64, pl.Float64, pl.Boolean, pl.Int64, pl.Int64), strict=True)
)


def batch(kind, *equations):
    """Equations as (whole, parts)."""
    rows = [
        (number, cell, sign)
        for number, (whole, parts) in enumerate(equations)
        for cell, sign in [*((part, 1) for part in parts), (whole, -1)]
    ]
    return Batch(kind, pl.DataFrame(rows, ["equation", "cell", "sign"], orient="row"))


def test_parts_add_up_to_their_whole_by_largest_remainders():
    """3.4 + 3.3 + 3.3 = 10: the floors lack one, and 3.4 is the nearest to it."""
    figures = round_to_sums(np.array([10.0, 3.3, 3.4, 3.3]), [batch("parts", (0, [1, 2, 3]))])
    assert figures.tolist() == [10, 3, 4, 3]


def test_wholes_are_rounded_before_their_parts():
    """20.2 → 20 = 10.6 + 9.6 → 11 + 9; 11 = 5.3 + 5.3 → 6 + 5, though 10.6 alone would be 5 + 5."""
    estimate = np.array([20.2, 10.6, 9.6, 5.3, 5.3])
    figures = round_to_sums(estimate, [batch("groups", (0, [1, 2])), batch("members", (1, [3, 4]))])
    assert figures.tolist() == [20, 11, 9, 6, 5]


def test_a_figure_in_two_wholes_is_fitted_to_the_first():
    estimate = np.array([3.0, 5.0, 1.5, 1.5, 2.5, 2.5])
    figures = round_to_sums(estimate, [batch("rows", (0, [2, 3])), batch("columns", (1, [2, 4]))])
    assert figures.tolist()[:5] == [3, 5, 2, 1, 3]


def test_what_is_in_no_equation_is_rounded_by_itself():
    assert round_to_sums(np.array([2.4, 2.6]), []).tolist() == [2, 3]


parts = st.lists(st.floats(-5, 500), min_size=1, max_size=12)


@given(st.lists(parts, min_size=1, max_size=6))
def test_whatever_the_estimates_parts_add_up_and_move_by_less_than_one(groups):
    flat = [value for group in groups for value in group]
    sums = [sum(group) for group in groups]
    estimate = np.array([sum(flat), *sums, *flat])
    number, places = len(groups), np.cumsum([0, *map(len, groups)]) + 1 + len(groups)
    members = [list(range(first, last)) for first, last in itertools.pairwise(places)]
    within = [(place + 1, inside) for place, inside in enumerate(members)]
    batches = [batch("groups", (0, range(1, number + 1))), batch("members", *within)]
    figures = round_to_sums(estimate, batches)
    assert figures[1 : number + 1].sum() == figures[0]
    assert [figures[inside].sum() for inside in members] == figures[1 : number + 1].tolist()
    assert np.abs(figures - estimate)[: number + 1].max() < 1
    # Against a whole that was moved by less than one, a part may move by less than two.
    assert np.abs(figures - estimate).max() < 2


def told(policy=ADVISER, **cell):
    """(status, count, low, high) of one cell."""
    blank = {"estimate": 0.0, "rounded": 0, "sd": 1.0, "one_source": False, "most": 99, "everyone": 999}
    rows = pl.DataFrame([{"area": "N1", **blank, **cell}], {"area": pl.String, **SCHEMA})
    return apply_threshold(rows, policy).select("status", "count", "low", "high").row(0)


def test_a_figure_of_the_threshold_is_shown_with_its_range():
    """20.3 ± 1.96 · 1 is 18.34 … 22.26: whole numbers 19 … 22."""
    assert told(estimate=20.3, rounded=20) == ("shown", 20, 19, 22)


def test_a_figure_below_it_is_few_and_may_have_been_more():
    """6 − 0.5 + 1.645 · 1 = 7.1."""
    assert told(estimate=5.4, rounded=5) == ("few", None, 0, 7)
    assert told(estimate=-2.4, rounded=-2) == ("few", None, 0, 7)
    assert told(estimate=5.4, rounded=5, sd=2.0) == ("few", None, 0, 8)


def test_each_tier_has_its_own_threshold():
    assert [told(policy, estimate=9.0, rounded=9)[:2] for policy in (ADVISER, PUBLIC)] == [
        ("shown", 9),
        ("few", None),
    ]


@pytest.mark.parametrize("count", [0, 3, 40])
def test_a_public_fact_is_told_whatever_it_is(count):
    for policy in (ADVISER, PUBLIC):
        fact = told(policy, estimate=float(count), rounded=count, sd=0.0, one_source=True)
        assert fact == ("shown", count, count, count)


def test_an_opinion_of_too_few_sources_is_not_told_and_is_no_more_than_its_base():
    assert told(estimate=20.0, rounded=20, one_source=True, most=57) == ("one_source", None, 0, 57)


def test_where_it_is_small_as_well_it_is_few():
    assert told(estimate=4.0, rounded=4, one_source=True)[0] == "few"


def test_no_count_and_no_range_is_more_than_everyone():
    """Of 160 contributions a part cannot be 162 (159 to 165)."""
    assert told(estimate=162.0, rounded=162, sd=1.5, everyone=160) == ("shown", 160, 160, 160)
    assert told(estimate=159.0, rounded=159, sd=1.5, everyone=160) == ("shown", 159, 157, 160)
    assert told(estimate=3.0, rounded=3, sd=1.5, everyone=5) == ("few", None, 0, 5)


cells = st.fixed_dictionaries(
    {
        "estimate": st.floats(-8, 300),
        "sd": st.sampled_from([0.0, 0.8, 1.2, 2.0]),
        "one_source": st.booleans(),
        "most": st.integers(0, 400),
        "everyone": st.just(900),
    }
)


@given(st.lists(cells, min_size=1, max_size=20), st.sampled_from([ADVISER, PUBLIC]))
def test_whatever_the_figures_nothing_below_the_threshold_is_told(rows, policy):
    facts = [row | {"estimate": float(round(abs(row["estimate"])))} if not row["sd"] else row for row in rows]
    whole = [row | {"rounded": round(row["estimate"])} for row in facts]
    made = apply_threshold(
        pl.DataFrame([{"area": "N1"} | row for row in whole], {"area": pl.String} | SCHEMA), policy
    )
    assert made.columns == ["area", *MEASURED]
    for before, after in zip(whole, made.iter_rows(named=True), strict=True):
        assert (after["count"] is not None) == (after["status"] == "shown")
        assert 0 <= after["low"] <= after["high"]
        if after["status"] == "shown":
            assert after["count"] == before["rounded"]
            assert after["count"] >= policy.threshold or not before["sd"]
            assert after["low"] <= after["count"] <= after["high"]
        if not before["sd"]:
            assert after["low"] == after["count"] == after["high"]


@pytest.mark.parametrize(
    ("sources", "largest", "answered", "few"),
    [(4.0, 1.0, 30.0, True), (5.0, 1.0, 30.0, False), (9.0, 21.0, 30.0, False), (9.0, 22.0, 30.0, True)],
)
def test_opinions_are_of_three_sources_with_a_margin_for_noise_and_none_is_most_of_them(
    sources, largest, answered, few
):
    """3 + 2 sources; 0.7 · 30 = 21 from one of them."""
    parents = pl.DataFrame({"sources": [sources], "largest": [largest]})
    assert too_few_sources(parents, pl.Series([answered]), ADVISER).to_list() == [few]


def test_a_table_without_dimensions_has_no_column_for_them():
    rows = pl.DataFrame(
        [
            {
                "whole": 0,
                "estimate": 9.0,
                "rounded": 9,
                "sd": 1.0,
                "one_source": False,
                "most": 9,
                "everyone": 9,
            }
        ]
    )
    assert apply_threshold(rows, ADVISER).columns == list(MEASURED)
