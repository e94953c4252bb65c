"""Statistics of coverage against R 4.2.2, to six digits; the calls stand beside their values.

Of R-indicators the oracle is a logistic regression on 1,000 people in four strata (``glm``), whose fitted propensities
give the coefficient of variation and its partial parts (Schouten, Shlomo and Skinner 2011).
"""

import numpy as np
import polars as pl
import pytest

from wellbeing.measures.coverage.evidence import evidence, likelihood, score_interval
from wellbeing.measures.representativeness.response import unevenness
from wellbeing.measures.representativeness.similarity import similarity

#: ``qnorm(0.975)``
Z = 1.959963984540054
#: φ, mean μ → count → ``dnbinom(count, size = μ/(φ − 1), mu = μ)``; ``dpois(count, μ)`` where φ is 1.
CHANCES = {
    (1.0, 6): {0: 0.00247875217667, 3: 0.08923507836, 8: 0.103257733531},
    (4.5, 6): {0: 0.0758939434298, 3: 0.102857635266, 8: 0.0529724548202, 20: 0.00478560667841},
    (7.7, 14): {0: 0.0140485441461, 10: 0.0459695466177, 35: 0.005149755809},
}
#: R, φ, s → ``uniroot`` of (R − μ)² − z²(φμ + s² + 1/12) on either side of R.
INTERVALS = {
    (23, 1.0, 1.0): (15.1123485688, 34.7291102519),
    (23, 4.5, 1.2): (9.77666075258, 53.5099039405),
    (60, 7.7, 0.9): (30.102723153, 119.476509766),
}
PEOPLE, RESPONDED = np.array([400, 300, 200, 100]), [90, 40, 50, 20]
#: ``sqrt(mean((rho - mean(rho))^2)) / mean(rho)``, and ``sqrt(N/sum(N)) * (rho - mean(rho)) / mean(rho)``.
VARIATION = 0.228217732294
PARTIAL = (0.0790569415042, -0.182574185835, 0.111803398875, 0.0)


@pytest.mark.parametrize(("law", "chances"), CHANCES.items())
def test_counts_come_as_r_has_it(law, chances):
    phi, mean = law
    for count, chance in chances.items():
        exact = pl.DataFrame({"status": ["shown"], "count": [count], "sd": [0.0]})
        found = likelihood(evidence(exact, 6), np.array([float(mean)]), np.array([phi]), np.array([1.0]))
        assert found[0, 0] == pytest.approx(chance, rel=1e-6)


@pytest.mark.parametrize(("cell", "interval"), INTERVALS.items())
def test_score_intervals_are_the_roots_that_r_finds(cell, interval):
    count, phi, sd = cell
    told = pl.DataFrame({"status": ["shown"], "count": [count], "sd": [sd], "phi": [phi]})
    assert np.concatenate(score_interval(told, 6, Z)) == pytest.approx(interval, rel=1e-6)


@pytest.fixture
def responded():
    """The four strata as published exactly."""
    told = {"area": list("abcd"), "count": RESPONDED, "low": RESPONDED, "high": RESPONDED}
    shares = pl.Series("share", PEOPLE / PEOPLE.sum())
    return pl.DataFrame(told).with_columns(shares, sd=pl.lit(0.0), phi=pl.lit(1.0))


def test_partial_indicators_are_those_of_fitted_propensities(responded):
    found = unevenness(responded, ["area"])
    assert found.categories["partial"].to_list() == pytest.approx(PARTIAL, abs=1e-9)
    # λ = 1.125, 2/3, 1.25, 1: what chance makes, Σq(1 − q)·λ/(qn) = Σ(1 − q)λ/n, is taken off the square.
    by_chance = (0.6 * 1.125 + 0.7 * 2 / 3 + 0.8 * 1.25 + 0.9 * 1) / 200
    assert found.variation**2 == pytest.approx(VARIATION**2 - by_chance, rel=1e-6)


def test_similarity_is_one_less_half_the_differences_that_r_sums(responded):
    named = responded.with_columns(area_kind=pl.lit("region"))
    found = similarity(named, sum(RESPONDED))
    assert (found.low, found.high) == (pytest.approx(0.9), pytest.approx(0.9))
