import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.coverage.baseline import baseline


def of(heard, share, phi=1.0):
    share = np.asarray(share, dtype=float)
    return baseline(np.asarray(heard, dtype=float), share, np.full(share.size, phi))


def test_where_everybody_has_their_share_all_count():
    assert of([50, 30, 20], [0.5, 0.3, 0.2]) == 100


def test_what_is_far_above_its_share_is_left_out():
    # 800 more in one cell of a tenth: n* solves n = 90 + 0.125·n + ½√(0.1·n).
    heard = np.full(10, 10.0)
    heard[0] = 810
    n = of(heard, np.full(10, 0.1))
    assert n == pytest.approx(90 + 0.125 * n + 0.5 * (0.1 * n) ** 0.5)
    assert n == pytest.approx(104.71, abs=0.01)


def test_how_loud_a_cell_is_makes_no_difference_once_it_is_too_loud():
    heard = np.full(10, 10.0)
    loud, louder = heard.copy(), heard.copy()
    loud[0], louder[0] = 40, 4_000
    assert of(loud, np.full(10, 0.1)) == pytest.approx(of(louder, np.full(10, 0.1)))


def test_a_benchmark_that_covers_others_too_expects_of_these_what_these_hold():
    # 80 heard of cells that hold 0.8 of all that it covers: a share of 0.5 is 50 of them.
    assert of([50, 30], [0.5, 0.3]) == pytest.approx(100)


def test_nobody_heard_is_a_baseline_of_nobody():
    assert of([0, 0], [0.5, 0.5]) == 0


@given(
    st.lists(st.tuples(st.integers(0, 200), st.floats(0.01, 1)), min_size=1, max_size=20), st.floats(1, 15)
)
def test_it_lies_between_nobody_and_all_and_rests(cells, phi):
    heard, weight = (np.array(column, dtype=float) for column in zip(*cells, strict=True))
    share = weight / weight.sum()
    n = baseline(heard, share, np.full(share.size, phi))
    assert 0 <= n <= heard.sum() + 1e-9
    again = np.minimum(heard, 1.25 * share * n + 0.5 * np.sqrt(phi * share * n)).sum()
    assert again == pytest.approx(n, abs=1e-6)
