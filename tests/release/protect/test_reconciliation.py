"""Reconciliation is generalised least squares: compared with the formula in dense matrices."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from wellbeing.release.protect.reconciliation import Reconciliation

SEEDS = range(24)


def table(rng):
    """A three-way table with all its margins: equations × counts, redundant, and true counts."""
    size = rng.integers(1, 4, 3)
    inner = rng.poisson(6, size).astype(float)
    shape = size + 1  # each dimension has "all" last
    number = np.arange(shape.prod()).reshape(shape)
    counts = np.zeros(shape)
    counts[tuple(map(slice, size))] = inner
    for axis in range(3):
        total = [slice(None)] * 3
        total[axis] = slice(-1, None)
        parts = [slice(None)] * 3
        parts[axis] = slice(0, -1)
        counts[tuple(total)] = counts[tuple(parts)].sum(axis, keepdims=True)
    return np.vstack([rows for axis in range(3) for rows in along(number, axis)]), counts.ravel()


def along(number, axis):
    """Parts less their total, along one axis."""
    for line in np.moveaxis(number, axis, -1).reshape(-1, number.shape[axis]):
        row = np.zeros(number.size)
        row[line[:-1]], row[line[-1]] = 1, -1
        yield row


def case(seed):
    """Equations, the variance of each count's noise (0 for facts), the truth, a measurement, a border."""
    rng = np.random.default_rng(seed)
    equations, true = table(rng)
    variance = rng.choice([0.0, 1.0, 4.0], true.size, p=[0.15, 0.25, 0.6])
    measured = true + np.sqrt(variance) * rng.standard_normal(true.size)
    border = rng.random(len(equations)) < (0.0, 0.3, 1.0)[seed % 3]
    return equations, variance, true, measured, border


def made(seed):
    equations, variance, true, measured, border = case(seed)
    return Reconciliation(csr_array(equations), border, variance), equations, variance, true, measured


def dense(equations, variance, measured):
    """x̂ = y − ΣAᵀ(AΣAᵀ)⁺Ay and its variance, Σ − ΣAᵀ(AΣAᵀ)⁺AΣ."""
    spread = np.diag(variance)
    gain = spread @ equations.T @ np.linalg.pinv(equations @ spread @ equations.T, rcond=1e-9)
    return measured - gain @ equations @ measured, np.diag(spread - gain @ equations @ spread)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_the_dense_formula(seed):
    ours, equations, variance, _, measured = made(seed)
    estimate, squared = dense(equations, variance, measured)
    assert ours.estimate(measured) == pytest.approx(estimate, abs=1e-4)
    assert ours.deviations() == pytest.approx(np.sqrt(squared.clip(0)), abs=1e-2)
    sure = squared > 1e-3
    assert ours.deviations()[sure] == pytest.approx(np.sqrt(squared[sure]), rel=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_equations_that_hold_besides_leave_what_all_together_leave(seed):
    equations, variance, _, _, border = case(seed)
    apart = np.random.default_rng(seed).random(len(equations)) < 0.3
    few = Reconciliation(csr_array(equations[~apart]), border[~apart], variance)
    whole = Reconciliation(csr_array(equations), border, variance).deviations()
    assert few.deviations(csr_array(equations[apart])) == pytest.approx(whole, abs=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_estimates_add_up_and_adding_up_again_changes_nothing(seed):
    ours, equations, variance, _, measured = made(seed)
    estimate = ours.estimate(measured)
    assert equations @ estimate == pytest.approx(np.zeros(len(equations)), abs=1e-4)
    assert ours.estimate(estimate) == pytest.approx(estimate, abs=1e-4)
    assert (estimate[variance == 0] == measured[variance == 0]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_true_stays_as_it_is(seed):
    ours, _, _, true, _ = made(seed)
    assert ours.estimate(true) == pytest.approx(true, abs=1e-6)


def test_estimates_are_unbiased_and_stray_as_they_say():
    ours, _, variance, true, _ = made(5)
    rng, runs = np.random.default_rng(1), 2_000
    noise = np.sqrt(variance) * rng.standard_normal((runs, true.size))
    found = np.array([ours.estimate(true + each) for each in noise])
    sd = ours.deviations()
    assert found.mean(0) == pytest.approx(true, abs=4 * 2 / np.sqrt(runs))
    assert found.std(0) == pytest.approx(sd, abs=4 * 2 / np.sqrt(2 * runs))


def test_no_count_becomes_less_certain_by_it():
    ours, _, variance, _, _ = made(4)
    assert (ours.deviations() <= np.sqrt(variance) + 1e-9).all()


def test_without_equations_everything_stays():
    ours = Reconciliation(csr_array((0, 3)), np.zeros(0, dtype=bool), np.array([4.0, 1.0, 0.0]))
    assert ours.estimate(np.array([7.0, 3.0, 2.0])).tolist() == [7, 3, 2]
    assert ours.deviations().tolist() == [2, 1, 0]


@pytest.mark.parametrize("border", [False, True])
def test_two_measurements_of_the_same_are_their_mean(border):
    """a − b = 0, both with variance 4: (10 + 14) / 2 = 12, variance 4 / 2."""
    ours = Reconciliation(csr_array([[1.0, -1.0]]), np.array([border]), np.array([4.0, 4.0]))
    assert ours.estimate(np.array([10.0, 14.0])) == pytest.approx([12, 12], abs=1e-5)
    assert ours.deviations() == pytest.approx([np.sqrt(2)] * 2, abs=1e-5)


def test_a_count_that_facts_give_is_known_exactly():
    """a + b = 10, b = 4, both public: a is 6 whatever was measured."""
    ours = Reconciliation(csr_array([[1.0, 1.0, -1.0]]), np.zeros(1, dtype=bool), np.array([4.0, 0.0, 0.0]))
    assert ours.estimate(np.array([9.0, 4.0, 10.0])) == pytest.approx([6, 4, 10], abs=1e-5)
    assert ours.deviations().tolist() == [0, 0, 0]


def test_the_same_equation_twice_says_no_more_than_once():
    once = Reconciliation(csr_array([[1.0, -1.0]]), np.zeros(1, dtype=bool), np.array([4.0, 4.0]))
    twice = Reconciliation(csr_array([[1.0, -1.0]] * 2), np.array([False, True]), np.array([4.0, 4.0]))
    assert twice.deviations() == pytest.approx(once.deviations(), abs=1e-5)
    measured = np.array([10.0, 14.0])
    assert twice.estimate(measured) == pytest.approx(once.estimate(measured), abs=1e-5)
