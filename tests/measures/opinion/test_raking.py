"""A headline weighted to a benchmark."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.opinion.raking import MOST_DEFF, kish, rake, raked

SHARES = pl.DataFrame(
    [("n", "", 0.5), ("s", "", 0.5), ("", "a", 0.25), ("", "b", 0.75), ("", "", 1.0), ("n", "a", 0.125)],
    schema=["area", "stakeholder", "share"],
    orient="row",
)


def strata(**said: tuple[int | None, int]) -> pl.DataFrame:
    """Area and type (``na``) → those who agree (None: not shown), of how many who answered."""
    rows = [
        (name[0], name[1], None if x is None else x / n, None if x is None else n)
        for name, (x, n) in said.items()
    ]
    schema = {"area": pl.String, "stakeholder": pl.String, "share": pl.Float64, "answered": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row")


def heard(**counts: int) -> pl.DataFrame:
    rows = [
        (name[0], name[1], channel, n, n, n) for name, n in counts.items() for channel in ("hui", "online")
    ]
    return pl.DataFrame(rows, ["area", "stakeholder", "channel", "count", "low", "high"], orient="row")


def test_a_table_that_fits_stays_as_it_is() -> None:
    counts = np.array([[10.0, 30.0], [10.0, 30.0]])
    assert rake(counts, {0: np.array([0.5, 0.5]), 1: np.array([0.25, 0.75])}) == pytest.approx(counts)


@given(st.lists(st.integers(1, 50), min_size=12, max_size=12), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_margins_fit_and_odds_between_cells_stay(counts: list[int], p: float, q: float) -> None:
    table = np.array(counts, dtype=float).reshape(2, 2, 3)
    channels = table.sum(axis=(0, 1)) / table.sum()
    fitted = rake(table, {0: np.array([p, 1 - p]), 1: np.array([q, 1 - q]), 2: channels})
    total = table.sum()
    assert fitted.sum() == pytest.approx(total)
    assert fitted.sum(axis=(1, 2)) / total == pytest.approx([p, 1 - p], abs=1e-8)
    assert fitted.sum(axis=(0, 2)) / total == pytest.approx([q, 1 - q], abs=1e-8)
    assert fitted.sum(axis=(0, 1)) / total == pytest.approx(channels, abs=1e-8)
    odds = [each[0, 0, 0] * each[1, 1, 0] / (each[0, 1, 0] * each[1, 0, 0]) for each in (table, fitted)]
    assert odds[1] == pytest.approx(odds[0], rel=1e-6)


def test_who_was_not_heard_stays_empty_and_the_others_share_the_part() -> None:
    fitted = rake(np.array([[4.0, 4.0], [0.0, 0.0]]), {0: np.array([0.6, 0.4])})
    assert fitted.tolist() == [[4, 4], [0, 0]]


def test_equal_weights_cost_nothing_and_unequal_ones_what_kish_says() -> None:
    assert kish(np.array([30.0, 70.0]), np.array([2.0, 2.0])) == 1
    # 50 with weight 1 and 50 with 3: 100·(50 + 450)/(50 + 150)² = 1.25.
    assert kish(np.array([50.0, 50.0]), np.array([1.0, 3.0])) == pytest.approx(1.25)


def test_each_stratum_counts_with_its_part_of_the_benchmark() -> None:
    found = raked(
        strata(na=(30, 40), nb=(10, 40), sa=(20, 40), sb=(4, 40)), heard(na=40, nb=40, sa=40, sb=40), SHARES
    )
    assert found is not None
    # Independent margins: parts are ½·¼, ½·¾, ½·¼, ½·¾.
    assert found.share == pytest.approx((0.125 * 30 + 0.375 * 10 + 0.125 * 20 + 0.375 * 4) / 40)
    assert found.deff == pytest.approx(160 * 2 * (40 * 0.5**2 + 40 * 1.5**2) / 160**2)
    assert found.largest == pytest.approx(1.5)
    assert (found.covered, found.answers) == (pytest.approx(1), 160)
    assert found.lower < found.share < found.upper


def test_strata_without_a_share_are_not_covered() -> None:
    found = raked(
        strata(na=(30, 40), nb=(10, 40), sa=(20, 40), sb=(None, 0)), heard(na=40, nb=40, sa=40, sb=40), SHARES
    )
    assert found is not None
    assert found.covered == pytest.approx(1 - 0.375)
    assert found.share == pytest.approx((0.125 * 0.75 + 0.375 * 0.25 + 0.125 * 0.5) / 0.625)


def test_a_few_answers_that_stand_for_many_are_warned_of() -> None:
    counts = {"na": 40, "nb": 40, "sa": 40, "sb": 1}
    found = raked(strata(na=(30, 40), nb=(10, 40), sa=(20, 40), sb=(1, 1)), heard(**counts), SHARES)
    assert found is not None
    assert found.deff > MOST_DEFF
    assert found.is_fragile


def test_without_a_benchmark_or_a_share_there_is_none() -> None:
    nothing = SHARES.with_columns(share=pl.lit(None, pl.Float64))
    counts = heard(na=40, nb=40, sa=40, sb=40)
    assert raked(strata(na=(30, 40)), counts, nothing) is None
    assert raked(strata(na=(None, 0)), counts, SHARES) is None


def test_a_type_that_is_not_told_by_area_counts_as_one_everywhere() -> None:
    rows = pl.concat([strata(na=(30, 40), sa=(20, 40)), strata(xb=(20, 80)).with_columns(area=pl.lit(""))])
    found = raked(rows, heard(na=40, nb=40, sa=40, sb=40), SHARES)
    assert found is not None
    assert found.covered == pytest.approx(1)
    assert found.share == pytest.approx(0.125 * 0.75 + 0.125 * 0.5 + 0.75 * 0.25)
