import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma, norm

from wellbeing.measures.coverage.ensemble import GRID, quantile
from wellbeing.measures.coverage.firmness import holds, surest_coverage, tipping_point


def test_the_tipping_point_is_where_the_chance_of_too_little_falls_to_the_limit():
    # Flat over the grid: 20 of 45 lie under 0.8, so at c = 20/45 the gap tips at once.
    flat = np.full((1, GRID.size), 1 / GRID.size)
    assert tipping_point(quantile(flat, 20 / 45), np.array([30.0]), np.array([3]), 0.8)[0] == pytest.approx(
        30
    )


def test_who_knows_more_can_be_further_wrong():
    sure = np.zeros((1, GRID.size))
    sure[0, 5] = 1  # λ = 0.22, between the edges at 0.2 and 0.24
    assert tipping_point(quantile(sure, 0.5), np.array([30.0]), np.array([3]), 0.8)[0] == pytest.approx(
        30 * 0.22 / 0.8
    )
    # 20 heard are as many as 25 expected: with fewer it is no gap, whatever others make of it.
    assert tipping_point(quantile(sure, 0.5), np.array([30.0]), np.array([20]), 0.8)[0] == pytest.approx(
        20 / 0.8
    )


def test_a_benchmark_without_error_cannot_tip_it():
    found = holds(np.array([30.0, 30.0]), np.array([20.0, np.nan]), pl.Series(["published", "published"]))
    assert found[0] == 1
    assert np.isnan(found[1])


@pytest.mark.parametrize(("basis", "error"), [("derived", 0.1), ("assumed", 0.3)])
def test_it_holds_as_long_as_the_expected_number_stays_above_the_tipping_point(basis, error):
    found = holds(np.array([30.0]), np.array([25.0]), pl.Series([basis]))[0]
    drawn = 30 * np.exp(error * np.random.default_rng(1).normal(size=200_000))
    assert found == pytest.approx(norm.cdf(np.log(30 / 25) / error))
    assert found == pytest.approx((drawn >= 25).mean(), abs=0.005)


@given(heard=st.integers(0, 3_000), times=st.floats(25, 1e7), chance=st.floats(0.55, 0.999))
def test_below_the_grid_a_cell_s_evidence_alone_says_how_surely_it_was_heard(heard, times, chance):
    # An exact count that came one by one: under a flat prior its mean is Gamma(x + 1), whatever was expected.
    expected = times * (heard + 100)
    rows = one_count(heard, expected)
    assert expected * surest_coverage(rows, chance, 0)[0] == pytest.approx(
        gamma.ppf(chance, heard + 1), rel=0.01, abs=0.02
    )


def one_count(heard: int, expected: float) -> pl.DataFrame:
    """A cell with an exact count that came one by one, of which the grid says that it is its first step."""
    half = 1.96 * np.sqrt(heard + 1)
    return pl.DataFrame(
        {
            "status": ["shown"],
            "count": [heard],
            "sd": [0.0],
            "phi": [1.0],
            "expected": [expected],
            "posterior": [[1.0] + [0.0] * (GRID.size - 1)],
            "lower": [max(heard - half, 0) / expected],
            "upper": [(heard + half) / expected],
        }
    )
