import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import gammainc, gammaln
from scipy.stats import norm
from wellbeing.measures.coverage.posterior import below, evidence, points

THRESHOLD = 6
FEW = ("few", None)


def published(*cells: tuple[str, int | None, float]) -> pl.DataFrame:
    """Cells of status, count and sd."""
    return pl.DataFrame(
        cells, ["status", "count", "sd"], orient="row", schema_overrides={"count": pl.Int64, "sd": pl.Float64}
    )


def chances(status: str, count: int | None, sd: float, most: int, threshold: int = THRESHOLD) -> np.ndarray:
    """P(published | true count) of 0 … most, up to a factor, sentence by sentence."""
    true = np.arange(most + 1)
    if status == "few":
        return norm.cdf((threshold - 0.5 - true) / sd) if sd else (true < threshold) * 1.0
    if sd == 0:
        return (true == count) * 1.0
    return norm.pdf(count - true, scale=(sd**2 + 1 / 12) ** 0.5)


def by_sums(status: str, count: int | None, sd: float, mean: float, threshold: int = THRESHOLD) -> float:
    """P(λE ≤ mean): the mixture of gammas, term by term, over far more counts than can matter."""
    most = (count or threshold) + int(20 * sd) + 1
    true = np.arange(most + 1)
    mass = chances(status, count, sd, most, threshold) * np.exp(gammaln(true + 0.5) - gammaln(true + 1))
    return float((mass * gammainc(true + 0.5, mean)).sum() / mass.sum())


@pytest.mark.parametrize(
    "cell", [("few", None, 0.8), ("few", None, 2.0), ("shown", 6, 1.1), ("shown", 31, 0.9), ("shown", 9, 0.0)]
)
def test_the_posterior_is_what_integrating_likelihood_times_prior_gives(cell) -> None:
    expected, ratio = 11.0, 0.8
    weight = chances(*cell, most=60)
    true = np.arange(61)

    def density(root: float) -> float:
        """Poisson likelihood × λ^-½ with λ = root², so that the prior's pole at 0 is gone (dλ = 2·root)."""
        mean = root**2 * expected
        poisson = np.exp(true * np.log(mean) - mean - gammaln(true + 1)) if mean else (true == 0) * 1.0
        return float((weight * poisson).sum() * 2)

    under, everything = quad(density, 0, ratio**0.5)[0], quad(density, 0, 20**0.5, limit=200)[0]
    told = evidence(published(cell), THRESHOLD)
    assert below(told, np.array([ratio * expected]))[0] == pytest.approx(under / everything, abs=1e-8)


@st.composite
def cells(draw: st.DrawFn) -> tuple[tuple[str, int | None, float], int]:
    threshold = draw(st.sampled_from([6, 10]))
    sd = draw(st.floats(0.5, 5))
    kinds = [
        ("shown", draw(st.integers(threshold, 900)), sd),
        ("few", None, sd),
        ("shown", draw(st.integers(0, 900)), 0.0),
    ]
    return draw(st.sampled_from(kinds)), threshold


@given(cells(), st.floats(0, 1_200))
@settings(max_examples=300, deadline=None)
def test_the_window_holds_all_that_matters_of_the_mixture(given_cell, mean: float) -> None:
    cell, threshold = given_cell
    told = evidence(published(cell), threshold)
    assert below(told, np.array([mean]))[0] == pytest.approx(by_sums(*cell, mean, threshold), abs=1e-8)


@given(st.lists(cells(), min_size=2, max_size=6), st.floats(0, 400))
@settings(max_examples=50, deadline=None)
def test_cells_beside_each_other_are_judged_as_if_alone(given_cells, mean: float) -> None:
    rows = [cell for cell, _ in given_cells]
    together = below(evidence(published(*rows), THRESHOLD), np.full(len(rows), mean))
    alone = [below(evidence(published(row), THRESHOLD), np.array([mean]))[0] for row in rows]
    assert together == pytest.approx(np.array(alone), abs=1e-9)


@given(cells(), st.sampled_from([0.025, 0.5, 0.9, 0.975]))
@settings(deadline=None)
def test_points_are_where_the_posterior_reaches_the_probability(given_cell, probability: float) -> None:
    cell, threshold = given_cell
    told = evidence(published(cell), threshold)
    assert below(told, points(told, probability))[0] == pytest.approx(probability, abs=1e-9)


def test_an_exact_count_has_the_points_of_its_gamma() -> None:
    # 2·Gamma(2 + ½) is χ² with 5 degrees of freedom; its tables give 0.8312 at 2.5 % and 12.8325 at 97.5 %.
    told = evidence(published(("shown", 2, 0.0)), 0)
    assert points(told, 0.025)[0] == pytest.approx(0.8312 / 2, abs=5e-5)
    assert points(told, 0.975)[0] == pytest.approx(12.8325 / 2, abs=5e-5)


def test_nobody_is_a_count_too() -> None:
    told = evidence(published(("shown", 0, 0.0)), 0)
    assert below(told, np.array([1.0]))[0] == pytest.approx(gammainc(0.5, 1.0))


def test_a_larger_error_leaves_more_open() -> None:
    told = evidence(published(*(("shown", 40, sd) for sd in (0.0, 1.0, 3.0, 9.0))), THRESHOLD)
    assert (np.diff(points(told, 0.975) - points(told, 0.025)) > 0).all()


def test_few_says_less_than_a_higher_threshold_only_where_more_would_be_few_too() -> None:
    few = published((*FEW, 1.0))
    assert points(evidence(few, 6), 0.9)[0] < points(evidence(few, 10), 0.9)[0]


def test_counts_stay_accurate_in_the_millions() -> None:
    true = 2_000_000
    near = np.array([true + 500.0])
    exact = evidence(published(("shown", true, 0.0)), 0)
    assert below(exact, near)[0] == pytest.approx(gammainc(true + 0.5, near)[0], abs=1e-6)
    noisy = evidence(published(("shown", true, 2.0)), 6)
    assert below(noisy, near)[0] == pytest.approx(gammainc(true + 0.5, near)[0], abs=1e-5)


def test_ten_thousand_different_cells_take_well_under_a_second() -> None:
    number = np.arange(10_000)
    shown = number % 2 == 0
    rows = pl.DataFrame(
        {
            "status": np.where(shown, "shown", "few"),
            "count": pl.Series([int(i) + 6 if i % 2 == 0 else None for i in number], dtype=pl.Int64),
            "sd": 1 + number / 10_000,
        }
    )
    started = time.perf_counter()
    below(evidence(rows, THRESHOLD), number * 1.0)
    assert time.perf_counter() - started < 0.5
