"""The jackknife against what is known of means."""

import numpy as np
import pytest
from scipy import stats

from wellbeing.opinion.coding.jackknife import jackknife


def mean(sums):
    total, n = sums
    return total / n if n else None


def test_of_a_mean_it_is_student_s_interval():
    values = np.array([0.1, 0.4, 0.2, 0.5, 0.3, 0.35])
    found = jackknife(np.column_stack([values, np.ones(6)]), mean)
    known = stats.t.interval(0.95, 5, values.mean(), stats.sem(values))
    assert found.value == pytest.approx(values.mean())
    assert (found.lower, found.upper) == pytest.approx(known)


def test_it_never_exceeds_one():
    assert jackknife(np.array([[1.0, 1], [0.6, 1], [1.0, 1]]), mean).upper == 1


def test_one_unit_has_no_interval_and_none_has_no_figure():
    alone = jackknife(np.array([[0.5, 1.0]]), mean)
    assert (alone.value, alone.lower, alone.upper) == (0.5, None, None)
    assert jackknife(np.zeros((0, 2)), mean) is None
