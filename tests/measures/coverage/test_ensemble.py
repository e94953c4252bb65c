import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.coverage.ensemble import GRID, GRID_EDGES, below, listed, posterior, quantile


def point(coverage):
    """A likelihood that knows one coverage for sure."""
    return (np.arange(GRID.size) == np.abs(GRID - coverage).argmin()).astype(float)


def test_the_grid_is_that_of_the_method():
    assert (GRID.size, GRID[0], GRID[19], GRID[20], GRID[30], GRID[31], GRID[-1]) == (
        *(45, 0.02, 0.78, 0.82, 1.22),
        *(1.27, 4),
    )
    assert not np.isin([0.8, 1.25], GRID).any()
    assert 0.8 in GRID_EDGES.round(12)


def test_a_cell_that_knows_nothing_is_as_the_others_are():
    fair, unknown = point(1.02), np.ones(GRID.size)
    chances = posterior(np.array([fair] * 30 + [unknown]))
    assert below(chances, 0.8)[-1] < 0.02
    thin = posterior(np.array([point(0.3)] * 30 + [unknown]))
    assert below(thin, 0.8)[-1] > 0.9


def test_few_cells_lean_to_fair():
    unknown = posterior(np.ones((1, GRID.size)))
    assert below(unknown, 0.8)[0] < 0.1
    assert 1 - below(unknown, 1.25)[0] < 0.1


def test_a_cell_that_nothing_explains_does_not_break_the_others():
    chances = posterior(np.array([point(1.02), np.zeros(GRID.size)]))
    assert np.isfinite(chances).all()


def test_the_quantile_is_linear_between_the_edges():
    flat = np.full((1, GRID.size), 1 / GRID.size)
    assert quantile(flat, 20 / 45)[0] == pytest.approx(0.8)
    assert quantile(flat, 0)[0] == 0
    assert quantile(flat, 1)[0] == pytest.approx(4)


def test_a_list_is_cut_where_its_mean_chance_of_being_wrong_reaches_the_rate():
    # (0.02 + 0.08) / 2 = 0.05, (0.02 + 0.08 + 0.2) / 3 = 0.1, and with 0.5 it is 0.2.
    probability = np.array([0.8, 0.98, 0.5, 0.92])
    assert listed(probability, 0.1000001).tolist() == [True, True, False, True]
    assert listed(probability, 0.05).tolist() == [False, True, False, True]
    assert listed(probability, 0.2).tolist() == [True] * 4
    assert not listed(np.array([0.85]), 0.1).any()
    assert listed(np.array([]), 0.1).size == 0


def test_cells_that_are_as_probable_stand_on_the_list_together_or_not_at_all():
    # (0.02 + 0.12 + 0.12) / 3 < 0.1, with another 0.2 it is 0.115; of two that say 0.8 none is taken.
    assert listed(np.array([0.8, 0.98, 0.88, 0.88, 0.8]), 0.1).tolist() == [False, True, True, True, False]
    assert listed(np.array([0.98, 0.85, 0.85]), 0.1).tolist() == [True, False, False]


@given(st.lists(st.floats(0, 1), max_size=40), st.floats(0.01, 0.5))
def test_whatever_is_listed_is_at_least_as_probable_as_what_is_not(probabilities, rate):
    probability = np.array(probabilities, dtype=float)
    on = listed(probability, rate)
    if on.any():
        assert (1 - probability[on]).mean() <= rate + 1e-12
        assert probability[~on].max(initial=0) <= probability[on].min()
