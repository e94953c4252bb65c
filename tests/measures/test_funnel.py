import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.funnel import STANDINGS, funnel, limits
from wellbeing.measures.positions import positions

Bounds = tuple[int, int]


def cells(*counts: tuple[Bounds, Bounds], is_shown: bool = True) -> pl.DataFrame:
    """One region each: bounds of those who support and oppose; the middle is published."""
    rows = [
        (f"{number}", "region", "trust", name, (low + high) // 2 if is_shown else None, low, high)
        for number, both in enumerate(counts)
        for name, (low, high) in zip(("support", "oppose"), both, strict=True)
    ]
    columns = ["area", "area_kind", "question", "position", "count", "low", "high"]
    frame = pl.DataFrame(rows, schema=columns, orient="row", schema_overrides={"count": pl.Int64})
    return positions(frame.with_columns(status=pl.lit("shown"))).filter(position="support")


def exact(*counts: tuple[int, int]) -> pl.DataFrame:
    return cells(*(((x, x), (o, o)) for x, o in counts))


def test_limits_are_the_centre_and_so_many_standard_errors() -> None:
    drawn = limits(0.5, 400, deff=1.44).row(-1, named=True)
    error = (0.5 * 0.5 * 1.44 / 400) ** 0.5
    assert drawn["n"] == pytest.approx(400)
    assert drawn["lower_95"] == pytest.approx(0.5 - 1.959964 * error)
    assert drawn["upper_998"] == pytest.approx(0.5 + 3.090232 * error)


def test_limits_stay_between_nothing_and_everything_and_close_in() -> None:
    drawn = limits(0.9, 300)
    assert drawn.select(pl.exclude("n").min()).min_horizontal().item() >= 0
    assert drawn.select(pl.exclude("n").max()).max_horizontal().item() == 1
    assert (drawn["upper_998"] - drawn["lower_998"]).is_sorted(descending=True)
    assert drawn["n"].is_sorted()


# At p₀ = ½ and n = 100 a standard error is 5 points: limits at 40.2, 59.8 and 34.5, 65.5.
def test_a_cell_stands_where_its_share_lies() -> None:
    found = funnel(exact((34, 66), (40, 60), (50, 50), (60, 40), (66, 34)), 0.5)
    assert found.cells["standing"].to_list() == list(STANDINGS)
    assert found.cells["n"].to_list() == [100] * 5
    assert found.centre == 0.5
    assert found.limits["n"].max() == pytest.approx(100)


def test_the_design_effect_draws_more_cells_inside() -> None:
    assert funnel(exact((40, 60)), 0.5, deff=1.5).cells["standing"].to_list() == ["within"]


def test_hidden_shares_are_not_drawn() -> None:
    hidden = cells(((0, 5), (0, 5)), is_shown=False)
    assert funnel(pl.concat([hidden, exact((5, 5))]), 0.5).cells["count"].to_list() == [5]
    empty = funnel(hidden, 0.5)
    assert (empty.cells.height, empty.limits.height) == (0, 60)


def test_where_the_whole_agrees_entirely_every_cell_is_within() -> None:
    assert funnel(exact((9, 0), (4, 0)), 1.0).cells["standing"].to_list() == ["within"] * 2


bounds = st.tuples(st.integers(0, 40), st.integers(0, 4)).map(lambda b: (b[0], b[0] + b[1]))


@given(bounds, bounds, st.floats(0.1, 0.9))
@settings(max_examples=80, deadline=None)
def test_a_cell_stands_outside_only_if_every_possible_count_does(
    said: Bounds, others: Bounds, centre: float
) -> None:
    standing = funnel(cells((said, others)), centre, 1.2).cells["standing"].to_list()
    scores = [
        (x - (x + o) * centre) / ((x + o) * centre * (1 - centre) * 1.2) ** 0.5 if x + o else 0.0
        for x, o in itertools.product(range(said[0], said[1] + 1), range(others[0], others[1] + 1))
    ]
    least, most = min(scores), max(scores)
    outside = {
        "far_below": most < -3.090232,
        "below": -3.090232 <= most < -1.959964,
        "within": most >= -1.959964 and least <= 1.959964,
        "above": 1.959964 < least <= 3.090232,
        "far_above": least > 3.090232,
    }
    if standing:
        assert outside[standing[0]]
    else:  # about nobody answered: half an answer at the most
        assert said[0] + others[0] == 0
        assert said[1] + others[1] <= 1


def test_of_cells_like_the_whole_one_in_twenty_is_outside() -> None:
    draws = np.random.default_rng(1185)
    sizes = draws.integers(50, 200, 4_000)
    said = draws.binomial(sizes, 0.4)
    found = funnel(exact(*((int(x), int(n - x)) for x, n in zip(said, sizes, strict=True))), 0.4)
    assert (found.cells["standing"] != "within").mean() == pytest.approx(0.05, abs=0.01)
    far = found.cells["standing"].is_in(["far_below", "far_above"])
    assert far.mean() == pytest.approx(0.002, abs=0.002)
