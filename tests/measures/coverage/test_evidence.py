import numpy as np
import polars as pl
import pytest
from scipy.stats import nbinom, norm, poisson

from wellbeing.measures.coverage.ensemble import GRID
from wellbeing.measures.coverage.evidence import evidence, likelihood, score_interval

THRESHOLD = 6


def published(*cells, phi=1.0):
    """Cells of status, count and sd."""
    schema = {"status": pl.String, "count": pl.Int64, "sd": pl.Float64}
    return pl.DataFrame(cells, schema=schema, orient="row").with_columns(phi=pl.lit(phi))


def found(cell, expected, phi, coverage):
    told = evidence(published(cell), THRESHOLD)
    return float(likelihood(told, np.array([expected]), np.array([phi]), np.array([coverage]))[0, 0])


def by_sums(status, count, sd, law):
    """Σ w(x)·P(x), over far more counts than can matter."""
    x = np.arange(0, 400)
    if status == "few":
        chance = norm.cdf((THRESHOLD - 0.5 - x) / sd)
    else:
        chance = np.exp(-((count - x) ** 2) / (2 * (sd**2 + 1 / 12)))
    return float((chance * law.pmf(x)).sum())


@pytest.mark.parametrize("cell", [("shown", 23, 1.2), ("shown", 7, 0.8), ("few", None, 1.0)])
@pytest.mark.parametrize("coverage", [0.3, 1.0, 2.2])
def test_alone_people_come_by_poisson(cell, coverage):
    assert found(cell, 20, 1.0, coverage) == pytest.approx(by_sums(*cell, poisson(20 * coverage)), rel=1e-6)


@pytest.mark.parametrize("cell", [("shown", 23, 1.2), ("few", None, 1.0)])
@pytest.mark.parametrize("phi", [1.5, 4.0, 12.0])
def test_together_they_come_by_a_negative_binomial_of_mean_and_phi_times_mean(cell, phi):
    law = nbinom(n=20 * 0.7 / (phi - 1), p=1 / phi)
    assert (law.mean(), law.var()) == (pytest.approx(14), pytest.approx(14 * phi))
    assert found(cell, 20, phi, 0.7) == pytest.approx(by_sums(*cell, law), rel=1e-6)


def test_an_exact_count_is_itself():
    assert found(("shown", 9, 0.0), 10, 1.0, 0.8) == pytest.approx(poisson(8).pmf(9))
    told = evidence(published(("few", None, 0.0)), THRESHOLD)
    assert told.chances[0].round(6).tolist() == [1.0] * 6


def test_the_score_interval_of_an_exact_count_is_that_of_a_poisson_mean():
    # (10 − μ)² = 1.96²·μ: Garwood's alternative by Rao's score, 5.43 to 18.41.
    lower, upper = score_interval(published(("shown", 10, 0.0)), THRESHOLD, 1.959964)
    assert (lower[0], upper[0]) == (pytest.approx(5.4325, abs=1e-3), pytest.approx(18.4089, abs=1e-3))


def test_the_more_came_together_the_wider_it_is():
    narrow, wide = (
        score_interval(published(("shown", 30, 1.0), phi=phi), THRESHOLD, 1.96) for phi in (1.0, 8.0)
    )
    assert wide[0] < narrow[0] < 30 < narrow[1] < wide[1]


def test_of_few_it_begins_at_nobody():
    lower, upper = score_interval(published(("few", None, 1.0)), THRESHOLD, 1.96)
    assert lower[0] == 0
    assert upper[0] > 5.5


@pytest.mark.parametrize("phi", [1.0, 4.5])
@pytest.mark.parametrize(("count", "nearest"), [(679, 0), (3_000_000, -1)])
def test_a_cell_that_is_far_from_every_coverage_is_nearest_to_the_end_of_them(count, nearest, phi):
    """A target typed a thousand times too large, or too small, is no reason to call a gap more than its share."""
    expected = 1_000_000.0 if not nearest else 700.0
    told = likelihood(
        evidence(published(("shown", count, 2.0)), 6), np.array([expected]), np.array([phi]), GRID
    )
    assert told.sum() > 0
    assert told.argmax() == range(GRID.size)[nearest]
