"""For whom a text stands: its mentions beside a random draw of contributions of the same size."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from wellbeing.measures.representativeness import mentions
from wellbeing.measures.representativeness.mentions import beside_draw, reach


def groups(mentions, differs=(True, True)):
    return pl.DataFrame(
        {
            "kind": ["type", "type"],
            "group": ["many", "few"],
            "contributions": [75.0, 25.0],
            "mentions": list(map(float, mentions)),
            "differs": list(differs),
        }
    )


def test_a_group_that_differs_and_lacks_more_than_one_and_a_half_times_the_mean_is_left_out():
    told = beside_draw(groups([4, 0]))
    assert told["share"].to_list() == [75 / 100, 25 / 100]
    assert told["told"].to_list() == [4 / 4, 0]
    assert told["left_out"].to_list() == [0, 1 - 0 / (4 * 0.25)]  # the mean is 1 / 2
    assert told["is_left_out"].to_list() == [False, True]
    assert not beside_draw(groups([4, 0], (True, False)))["is_left_out"].any()
    assert not beside_draw(groups([3, 1]))["is_left_out"].any()


def test_the_reach_of_a_draw_is_the_chance_that_each_contribution_s_group_is_drawn():
    found = reach(beside_draw(groups([4, 0])))
    assert (found.mentions, found.named) == (4, 0.75)
    assert found.drawn == pytest.approx(0.75 * (1 - 0.25**4) + 0.25 * (1 - 0.75**4))


def test_where_nothing_is_named_nobody_is_left_out_more_than_others():
    told = beside_draw(groups([0, 0]))
    assert told["left_out"].to_list() == [1, 1]
    assert not told["is_left_out"].any()
    assert told.select("told", "draw_low", "draw_high").null_count().row(0) == (2, 2, 2)


@given(st.integers(1, 2000), st.floats(0, 1), st.sampled_from([0.025, 0.5, 0.975]))
def test_ends_of_a_draw_are_those_of_the_binomial_distribution(drawn, share, chance):
    assert mentions._quantile(chance, np.int64(drawn), np.float64(share)) == binom.ppf(chance, drawn, share)
