"""Counts are rounded to base 3 at random, without bias."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.engagement import Disclosure
from wellbeing.release.keys import draws
from wellbeing.release.rounding import rounded

DRAWN = 20_000
ADVISER = Disclosure(threshold=6)


def round_each(n, u, disclosure=ADVISER):
    return pl.DataFrame({"n": n, "u": u}).select(rounded(disclosure)).to_series()


def test_a_multiple_of_three_is_never_moved():
    assert round_each([6, 9, 30], [0.0, 0.999, 0.5]).to_list() == [6, 9, 30]


def test_one_above_goes_up_in_a_third_of_draws_and_two_above_in_two_thirds():
    assert round_each([10] * 4, [0.0, 0.33, 0.34, 0.99]).to_list() == [12, 12, 9, 9]
    assert round_each([11] * 4, [0.0, 0.66, 0.67, 0.99]).to_list() == [12, 12, 9, 9]


def test_a_count_at_the_threshold_stays_there():
    assert round_each([10, 11, 10], [0.9, 0.9, 0.1], Disclosure(threshold=10)).to_list() == [10, 10, 12]


@pytest.mark.parametrize("n", [12, 13, 14])
def test_over_many_keys_the_mean_is_the_true_count(secret, n):
    u = draws(pl.Series(range(DRAWN), dtype=pl.UInt64), secret)
    # A draw moves by at most 2, so the mean of 20,000 has a standard error of at most 0.010.
    assert round_each([n] * DRAWN, u).mean() == pytest.approx(n, abs=0.04)


@given(n=st.integers(6, 10_000), u=st.floats(0, 1, exclude_max=True), threshold=st.sampled_from([6, 10]))
def test_it_never_moves_a_count_by_more_than_two(n, u, threshold):
    result = round_each([max(n, threshold)], [u], Disclosure(threshold=threshold)).item()
    assert abs(result - max(n, threshold)) <= 2
    assert result >= threshold
