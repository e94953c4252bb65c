import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.representativeness.similarity import achievable, fair_sampling, similarity
from wellbeing.model.errors import DataError

ATTENDANCES = 1_047


def compared(*rows: tuple[float | None, int, int]) -> pl.DataFrame:
    """Coverage rows of share, low, high."""
    return pl.DataFrame(
        [(f"{number:02}", "region", *row) for number, row in enumerate(rows)],
        schema=["area", "area_kind", "share", "low", "high"],
        orient="row",
        schema_overrides={"share": pl.Float64},
    ).with_columns(count=pl.when(pl.col("low") == pl.col("high")).then("low"), phi=pl.lit(1.0))


def exact(*rows: tuple[float | None, int]) -> pl.DataFrame:
    return compared(*((share, count, count) for share, count in rows))


@pytest.fixture
def sixteen(regions: pl.DataFrame) -> np.ndarray:
    """Census shares of the 16 regions, without the Chatham Islands."""
    population = regions.filter(pl.col("code") != "99")["population"].to_numpy()
    return population / population.sum()


def test_similarity_is_one_less_half_the_sum_of_differences() -> None:
    found = similarity(exact((0.5, 70), (0.3, 20), (0.2, 10)), 100)
    assert found.low == pytest.approx(1 - (0.2 + 0.1 + 0.1) / 2)
    assert found.high == pytest.approx(found.low)


def test_the_reference_over_sixteen_regions_is_about_096(sixteen: np.ndarray) -> None:
    assert fair_sampling(sixteen, ATTENDANCES).mean() == pytest.approx(0.96, abs=0.005)


@pytest.mark.parametrize(
    ("types", "mean"),
    [((30, 20, 15, 10, 10, 5, 5, 5), 0.886), ((1, 1, 1, 1, 1, 1, 1, 1), 0.880)],
    ids=["uneven types", "equal types"],
)
def test_the_reference_over_128_cells_is_about_0886(
    sixteen: np.ndarray, types: tuple[int, ...], mean: float
) -> None:
    cells = np.outer(sixteen, np.array(types) / sum(types)).ravel()
    assert fair_sampling(cells, ATTENDANCES).mean() == pytest.approx(mean, abs=0.001)


def test_people_who_come_together_leave_a_fair_draw_less_alike(sixteen: np.ndarray) -> None:
    # Nine groups by five at n = 1,848: about 0.94 alone; as clusters of twelve and a half far less.
    cells = np.outer(sixteen, np.array((25, 30, 12, 24, 9)) / 100).ravel()
    alone, together = (fair_sampling(cells, 1_848, phi=phi).mean() for phi in (1.0, 12.5))
    assert alone - together > 0.05
    assert together == pytest.approx(fair_sampling(cells, 1_848 / 12.5).mean(), abs=0.002)


def test_smallest_over_largest_rate_would_score_a_fair_draw_044(sixteen: np.ndarray) -> None:
    heard = np.random.default_rng(3).multinomial(ATTENDANCES, sixteen, size=20_000)
    rates = heard / sixteen
    assert np.median(rates.min(axis=1) / rates.max(axis=1)) == pytest.approx(0.44, abs=0.005)


def test_the_reference_is_the_same_every_time(sixteen: np.ndarray) -> None:
    assert np.array_equal(fair_sampling(sixteen, 100), fair_sampling(sixteen, 100))


def test_one_in_twenty_fair_draws_is_below_the_five_per_cent_point(sixteen: np.ndarray) -> None:
    found = similarity(exact(*zip(sixteen, [100] * 16, strict=True)), 1_600)
    assert (fair_sampling(sixteen, 1_600, seed=1) < found.fair_5).mean() == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize("n", [3, 7, 10])
def test_the_achievable_is_the_best_of_all_whole_allocations(n: int) -> None:
    share = np.array([0.45, 0.31, 0.24])
    allocations = [c for c in itertools.product(range(n + 1), repeat=3) if sum(c) == n]
    best = max(np.minimum(np.array(counts) / n, share).sum() for counts in allocations)
    assert achievable(share, n) == pytest.approx(best)


def test_strata_too_small_to_expect_one_contribution_are_not_asked_for() -> None:
    found = similarity(compared((0.5, 96, 96), (0.305, 0, 5), (0.19, 0, 0), (0.005, 0, 0)), 100)
    assert (found.strata, found.heard_low, found.heard_high) == (3, 1, 2)


bounds = st.tuples(st.integers(0, 8), st.integers(0, 4)).map(lambda b: (b[0], b[0] + b[1]))


@pytest.mark.slow
@given(st.lists(bounds, min_size=3, max_size=3), st.lists(st.floats(0.05, 1), min_size=3, max_size=3))
def test_the_range_holds_every_index_that_the_bounds_allow(
    ranges: list[tuple[int, int]], weights: list[float]
) -> None:
    share = np.array(weights) / sum(weights)
    everything = itertools.product(*(range(low, high + 1) for low, high in ranges))
    for n, counts in itertools.groupby(sorted(everything, key=sum), key=sum):
        if n == 0 or n - sum(low + high for low, high in ranges) / 2 > 0.05 * n:
            continue  # nobody, or too many in no cell
        indices = [1 - np.abs(np.array(count) / n - share).sum() / 2 for count in counts]
        found = similarity(compared(*((q, *b) for q, b in zip(share, ranges, strict=True))), n)
        assert found.low <= min(indices) + 1e-9
        assert found.high >= max(indices) - 1e-9


def test_the_range_is_narrow_where_counts_are_shown() -> None:
    found = similarity(compared((0.5, 498, 502), (0.3, 298, 302), (0.2, 198, 202)), 1_000)
    assert (found.low, found.high) == (pytest.approx(1 - 6 / 1000), pytest.approx(1))


def test_no_index_while_more_than_five_per_cent_match_no_category() -> None:
    cells = exact((0.6, 57), (0.4, 37), (None, 6))
    with pytest.raises(DataError, match=r"up to 6 contributions of 100 do not \(6\s%\)\. 1 label .*: '02'"):
        similarity(cells, 100)


def test_what_matches_no_category_is_named_by_its_keys_alone() -> None:
    """Coverage of several at once carries beside them of how many cells a figure is the sum."""
    cells = exact((0.6, 57), (0.4, 37), (None, 6)).with_columns(cells=2, few=pl.lit(None, pl.UInt32))
    with pytest.raises(DataError, match=r"1 label .*: '02'"):
        similarity(cells, 100)


def test_a_few_cell_without_a_category_counts_with_the_most_that_it_may_hold() -> None:
    cells = compared((1.0, 90, 90), (None, 0, 5))
    with pytest.raises(DataError, match="up to 5 contributions of 90"):
        similarity(cells, 90)


def test_no_index_while_more_than_five_per_cent_are_in_no_cell() -> None:
    with pytest.raises(DataError, match="8 contributions in no cell"):
        similarity(exact((0.6, 55), (0.4, 37)), 100)


def test_five_per_cent_are_left_out_and_the_rest_compared() -> None:
    assert similarity(exact((0.6, 57), (0.4, 38), (None, 5)), 100).high == pytest.approx(0.57 + 0.38)


def test_cells_that_overlap_are_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"add up to 1\.4000"):
        similarity(exact((0.6, 60), (0.4, 40), (0.4, 40)), 140)
