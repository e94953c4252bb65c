"""Noise: the discrete Gaussian, drawn by key and label, the same whenever it is asked for."""

import numpy as np
import pytest
from scipy.stats import chisquare

from wellbeing.release.protect.noise import discrete_gaussian, gaussian, uniforms

KEY, OTHER = b"k" * 32, b"o" * 32
NAMES = [f"area=N1|week={number}|" for number in range(20_000)]


def weights(sigma, most=60):
    """k → its probability, exp(−k²/2σ²) over the sum of all of them."""
    support = np.arange(-most, most + 1)
    weight = np.exp(-(support**2) / (2 * sigma**2))
    return dict(zip(support.tolist(), weight / weight.sum(), strict=True))


@pytest.mark.parametrize("sigma", [0.5, 1.0, 2.0, 2.4])
def test_each_whole_number_has_its_share_of_the_unit_interval(sigma):
    number = 1_000_000
    every = discrete_gaussian((np.arange(number) + 0.5) / number, sigma)
    values, times = np.unique(every, return_counts=True)
    found = dict(zip(values.tolist(), (times / number).tolist(), strict=True))
    expected = weights(sigma)
    assert max(abs(found.get(k, 0) - share) for k, share in expected.items()) <= 1 / number + 1e-12


def test_draws_by_key_follow_it():
    drawn = discrete_gaussian(uniforms(KEY, NAMES), 2.0)
    expected = {k: share for k, share in weights(2.0).items() if abs(k) <= 6}
    inside = np.array([(drawn == k).sum() for k in expected])
    beyond = len(NAMES) - inside.sum()
    shares = np.array([*expected.values(), 1 - sum(expected.values())])
    assert chisquare([*inside, beyond], shares * len(NAMES)).pvalue > 0.001
    # The mean of 20,000 draws strays by 2 / √20,000 = 0.014; the variance, 4, by 4·√(2 / 20,000) = 0.04.
    assert abs(drawn.mean()) < 4 * 0.015
    assert drawn.var() == pytest.approx(4, abs=4 * 0.04)


def test_the_same_key_and_label_draw_the_same():
    assert (uniforms(KEY, NAMES[:50]) == uniforms(KEY, reversed(NAMES[:50]))[::-1]).all()


def related(first, second):
    return abs(np.corrcoef(first, second)[0, 1])


def test_other_labels_and_other_keys_draw_independently():
    drawn = uniforms(KEY, NAMES)
    assert related(drawn, uniforms(OTHER, NAMES)) < 4 / np.sqrt(len(NAMES))
    assert related(drawn[1:], drawn[:-1]) < 4 / np.sqrt(len(NAMES))
    assert np.unique(drawn).size == len(NAMES)


def test_draws_lie_between_nothing_and_one():
    drawn = uniforms(KEY, NAMES)
    assert drawn.min() > 0
    assert drawn.max() < 1
    assert related(np.sort(drawn), np.linspace(0, 1, drawn.size)) > 0.9999


def test_without_noise_nothing_is_added():
    assert (discrete_gaussian(np.array([0.001, 0.5, 0.999]), 0.0) == 0).all()
    assert (gaussian(np.array([0.001, 0.5, 0.999]), 0.0) == 0).all()


def test_extreme_draws_stay_within_reach():
    assert abs(discrete_gaussian(np.array([2.0**-65, 1 - 2.0**-53]), 2.0)).max() <= 10 * 2


def test_sums_have_normal_noise():
    assert gaussian(np.array([0.5, 0.975]), 2.0).tolist() == pytest.approx([0, 2 * 1.959964])
