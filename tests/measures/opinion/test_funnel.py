"""Limits of a funnel are where the standing of a cell turns."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from wellbeing.measures.opinion.funnel import funnel, limits
from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.shrinkage import shrunken


def exact(*counts: tuple[int, int], deff: float = 1.0, sd: float = 0.0) -> pl.DataFrame:
    """One region each, with those who support and oppose, beside all of them together."""
    rows = [
        (f"{number}", "region", "trust", name, n, n, n)
        for number, both in enumerate(counts)
        for name, n in zip(("support", "oppose"), both, strict=True)
    ]
    columns = ["area", "area_kind", "question", "position", "count", "low", "high"]
    cells = pl.DataFrame(rows, columns, orient="row").with_columns(status=pl.lit("shown"), sd=pl.lit(sd))
    summed = cells.group_by("question", "position", maintain_order=True).agg(
        pl.col("count", "low", "high").sum()
    )
    together = summed.with_columns(status=pl.lit("shown"), sd=0.0)
    return shrunken(positions(cells, heard(cells), deff), positions(together, heard(together), deff)).filter(
        position="support"
    )


def heard(cells: pl.DataFrame) -> pl.DataFrame:
    by = [name for name in ("area", "area_kind") if name in cells.columns]
    summed = pl.col("count", "low", "high").sum()
    every = cells.group_by(by).agg(summed) if by else cells.select(summed)
    return every.with_columns(status=pl.lit("shown"), sd=0.0)


def test_at_a_limit_the_share_lies_below_the_whole_just_so_probably() -> None:
    centre, strength = 0.4, 12.0
    for row in limits(centre, strength, 300).filter(pl.col("n") > 40).iter_rows(named=True):
        for name, probable in (("sure_lower", 0.975), ("looks_lower", 0.9), ("sure_upper", 0.025)):
            said, n = row[name] * row["n"], row["n"]

            def likely(p: float, said: float = said, n: float = n) -> float:
                """Beta(said + M·p₀, n − said + M·(1 − p₀)), up to a factor that keeps it near 1."""
                a, b = said + strength * centre - 1, n - said + strength * (1 - centre) - 1
                top = a / (a + b)
                return float(np.exp(a * np.log(p / top) + b * np.log((1 - p) / (1 - top))))

            below, above = quad(likely, 1e-9, centre)[0], quad(likely, centre, 1 - 1e-9)[0]
            assert below / (below + above) == pytest.approx(probable, abs=1e-6)


def test_limits_close_in_and_there_are_none_where_so_few_answers_leave_every_share_in_doubt() -> None:
    drawn = limits(0.1, 90, 300)
    assert drawn["sure_lower"].null_count() > 0
    widths = (drawn["sure_upper"] - drawn["sure_lower"]).drop_nulls()
    assert widths.is_sorted(descending=True)
    known = drawn.drop_nulls()
    assert (known["sure_lower"] < known["looks_lower"]).all()
    assert (known["looks_upper"] < known["sure_upper"]).all()


def between(drawn: pl.DataFrame, name: str, worth: float) -> float | None:
    """A limit at a number of answers, on the drawn line."""
    known = drawn.drop_nulls(name)
    if known.is_empty() or worth < known["n"].min():
        return None
    return float(np.interp(worth, known["n"], known[name]))


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(6, 90), st.integers(6, 90)), min_size=3, max_size=9),
    st.sampled_from([1.0, 1.4]),
    st.sampled_from([0.0, 1.2]),
)
def test_a_dot_lies_outside_a_limit_exactly_if_its_cell_stands_so(
    counts: list[tuple[int, int]], deff: float, sd: float
) -> None:
    found = funnel(exact(*counts, deff=deff, sd=sd))
    for row in found.cells.iter_rows(named=True):
        standing, share = row["standing"], row["share"]
        for side, sign in (("lower", 1), ("upper", -1)):
            word = {"lower": "below", "upper": "above"}[side]
            for name, standings in (("sure", {word}), ("looks", {word, f"looks_{word}"})):
                limit = between(found.limits, f"{name}_{side}", row["worth"])
                if limit is None:
                    continue
                if abs(share - limit) > 0.004:  # the line is drawn between points
                    assert (sign * (limit - share) > 0) == (standing in standings)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(6, 90), st.integers(6, 90)), min_size=3, max_size=9))
def test_the_interval_leaves_the_whole_out_exactly_where_a_side_is_certain(
    counts: list[tuple[int, int]],
) -> None:
    for row in exact(*counts).iter_rows(named=True):
        assert (row["shrunken_upper"] < row["whole"]) == (row["standing"] == "below")
        assert (row["shrunken_lower"] > row["whole"]) == (row["standing"] == "above")


def test_answers_at_hui_and_the_error_of_counts_make_them_count_as_fewer() -> None:
    alone, clustered, noisy = (
        funnel(exact((30, 70), (50, 50), (45, 55), **kind)).cells["worth"][0]
        for kind in ({}, {"deff": 1.5}, {"sd": 2.5})
    )
    assert alone == pytest.approx(100)
    assert clustered == pytest.approx(100 / 1.5)
    assert noisy < 100


def test_cells_without_a_share_are_not_drawn() -> None:
    both = exact((30, 20), (50, 50))
    few = pl.when(pl.col("area") == "0").then(None).otherwise("share").alias("share")
    assert funnel(both.with_columns(few)).cells["count"].to_list() == [50]
    empty = funnel(both.head(1).with_columns(few))
    assert (empty.cells.height, empty.limits.height) == (0, 60)


def test_where_the_whole_agrees_entirely_every_cell_is_level() -> None:
    found = funnel(exact((9, 0), (14, 0)))
    assert found.cells["standing"].to_list() == ["level"] * 2
    assert found.limits["sure_lower"].null_count() == found.limits.height
