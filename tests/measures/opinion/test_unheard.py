import itertools

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.unheard import Unheard, unheard

Bounds = tuple[int, int]
#: A stratum: its part of the benchmark, bounds of those who support and of those who do not.
Stratum = tuple[float | None, Bounds, Bounds]


def bounded(*strata: Stratum, sd: float = 0.0) -> Unheard:
    """A range of one number is shown, with an error of ``sd``; any other is few."""
    rows = [
        (f"{number}", "region", "trust", name, low if low == high else None, low, high)
        for number, (_, *both) in enumerate(strata)
        for name, (low, high) in zip(("support", "oppose"), both, strict=True)
    ]
    columns = ["area", "area_kind", "question", "position", "count", "low", "high"]
    cells = pl.DataFrame(rows, schema=columns, orient="row", schema_overrides={"count": pl.Int64})
    status = pl.when(pl.col("count").is_null()).then(pl.lit("few")).otherwise(pl.lit("shown"))
    published = cells.with_columns(status=status, sd=pl.lit(sd))
    everyone = published.group_by("area", "area_kind").agg(
        status=pl.lit("shown"),
        count=pl.when(pl.col("count").is_not_null().all()).then(pl.col("count").sum()),
        low=pl.col("low").sum(),
        high=pl.col("high").sum(),
        sd=0.0,
    )
    shares = pl.DataFrame(
        [(f"{number}", "region", "", q) for number, (q, *_) in enumerate(strata)] + [("", "", "", 1.0)],
        schema={"area": pl.String, "area_kind": pl.String, "stakeholder": pl.String, "share": pl.Float64},
        orient="row",
    )
    return unheard(positions(published, everyone), shares)


def exact(q: float | None, support: int, oppose: int) -> Stratum:
    return q, (support, support), (oppose, oppose)


NOBODY: Bounds = (0, 0)
FEW: Bounds = (0, 5)


def test_the_unheard_may_all_agree_or_all_disagree() -> None:
    found = bounded(exact(0.5, 80, 20), exact(0.3, 30, 20), exact(0.2, 0, 0))
    assert found.share == pytest.approx((0.5 * 0.8 + 0.3 * 0.6) / 0.8)
    assert found.unheard == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.58, 0.58 + 0.2))


def test_the_smallest_shift_brings_the_population_to_one_half() -> None:
    found = bounded(exact(0.5, 80, 20), exact(0.1, 6, 4), exact(0.4, 0, 0))
    assert found.share == pytest.approx(0.46 / 0.6)
    assert found.shift is not None
    assert 0.46 + 0.4 * (found.share - found.shift) == pytest.approx(0.5)


def test_there_is_none_where_the_unheard_cannot_overturn_it() -> None:
    assert bounded(exact(0.8, 90, 10), exact(0.2, 0, 0)).shift is None


def test_there_is_none_where_it_is_not_more_than_half_anyway() -> None:
    assert bounded(exact(0.5, 50, 50), exact(0.5, 0, 0)).shift is None
    assert bounded(exact(1.0, 40, 60)).shift is None


def test_a_stratum_where_all_counts_are_few_is_not_heard() -> None:
    found = bounded(exact(0.7, 70, 30), (0.3, FEW, FEW))
    assert (found.unheard, found.low, found.high) == pytest.approx((0.3, 0.49, 0.79))


def test_the_error_of_counts_widens_the_bounds() -> None:
    found = bounded(exact(1.0, 60, 40), sd=1.2)
    # 100 are known exactly to have been heard; rounding adds 1/12 to the variance of the 60.
    error = 1.959964 * (1.2**2 + 1 / 12) ** 0.5 / 100
    assert (found.low, found.high) == pytest.approx((0.6 - error, 0.6 + error))


def test_errors_of_many_strata_even_out() -> None:
    one = bounded(exact(1.0, 60, 40), sd=1.2)
    many = bounded(*(exact(0.1, 60, 40) for _ in range(10)), sd=1.2)
    assert many.high - many.low == pytest.approx((one.high - one.low) / 10**0.5)


def test_where_the_error_alone_could_overturn_it_no_shift_is_needed() -> None:
    assert bounded(exact(1.0, 51, 49), sd=1.2).shift == 0


def test_a_part_of_the_benchmark_that_no_stratum_lists_was_not_heard() -> None:
    found = bounded(exact(0.6, 3, 1))
    assert (found.unheard, found.low, found.high) == pytest.approx((0.4, 0.45, 0.85))


def test_strata_without_a_benchmark_are_not_of_its_population() -> None:
    assert bounded(exact(1.0, 3, 1), exact(None, 0, 50)).share == pytest.approx(0.75)


def test_nobody_heard_leaves_everything_open() -> None:
    found = bounded((0.5, NOBODY, NOBODY), (0.5, FEW, FEW))
    assert (found.share, found.low, found.high, found.shift) == (None, 0, 1, None)


def test_strata_that_overlap_are_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"add up to 1\.4000"):
        bounded(exact(1.0, 3, 1), exact(0.4, 3, 1))


counts = st.integers(0, 6).map(lambda n: (n, n))
ranges = st.tuples(st.integers(0, 6), st.integers(1, 3)).map(lambda b: (b[0], b[0] + b[1]))
PARTS = (0.5, 0.3, 0.2)


def possible(stratum: tuple[Bounds, Bounds]) -> list[float]:
    """Every share that a stratum may hold, extremes included where it is not certainly heard."""
    said, others = stratum
    if said[0] + others[0] == 0:
        return [0.0, 0.5, 1.0]
    pairs = itertools.product(range(said[0], said[1] + 1), range(others[0], others[1] + 1))
    return [x / (x + o) for x, o in pairs]


@pytest.mark.slow
@given(st.lists(st.tuples(counts, counts) | st.tuples(ranges, ranges), min_size=3, max_size=3))
def test_the_bounds_are_the_extremes_of_all_that_is_possible(strata: list[tuple[Bounds, Bounds]]) -> None:
    found = bounded(*((q, *both) for q, both in zip(PARTS, strata, strict=True)))
    extremes = [(min(possible(one)), max(possible(one))) for one in strata]
    ends = [sum(q * p for q, p in zip(PARTS, held, strict=True)) for held in itertools.product(*extremes)]
    assert found.low == pytest.approx(min(ends))
    assert found.high == pytest.approx(max(ends))
    if found.shift is not None:
        assert found.low <= 0.5 < found.share


@pytest.mark.slow
@given(st.integers(1, 30), st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.floats(0.05, 0.6))
def test_no_smaller_shift_would_do(x: int, o: int, y: int, p: int, silent: float) -> None:
    heard = (1 - silent) / 2
    found = bounded(exact(heard, x, o), exact(heard, y, p), exact(silent, 0, 0))
    assert found.share is not None

    def population(shift: float) -> float:
        return heard * (x / (x + o) + y / (y + p)) + silent * max(0.0, found.share - shift)

    tried = [step / 1_000 for step in range(1_001) if population(step / 1_000) <= 0.5]
    if found.share <= 0.5 + 1e-9:
        return
    if found.shift is None:
        assert not tried
    elif found.shift <= 1:
        assert tried[0] == pytest.approx(found.shift, abs=0.0011)


def test_where_too_few_answered_to_tell_is_hidden_and_not_absent() -> None:
    found = bounded(exact(0.6, 60, 40), (0.3, FEW, FEW), (0.1, NOBODY, NOBODY))
    assert (found.unheard, found.hidden) == pytest.approx((0.3 + 0.1, 0.3))
