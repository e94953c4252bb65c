import numpy as np
import polars as pl
import pytest

from wellbeing.measures.opinion.funnel import STANDINGS, funnel, limits
from wellbeing.measures.opinion.positions import positions


def exact(*counts: tuple[int, int], deff: float = 1.0, sd: float = 0.0) -> pl.DataFrame:
    """One region each, with those who support and oppose."""
    rows = [
        (f"{number}", "region", "trust", name, n, n, n)
        for number, both in enumerate(counts)
        for name, n in zip(("support", "oppose"), both, strict=True)
    ]
    columns = ["area", "area_kind", "question", "position", "count", "low", "high"]
    cells = pl.DataFrame(rows, columns, orient="row").with_columns(status=pl.lit("shown"), sd=pl.lit(sd))
    everyone = cells.group_by("area", "area_kind").agg(
        pl.col("status").first(), pl.col("count", "low", "high").sum(), sd=0.0
    )
    return positions(cells, everyone, deff).filter(position="support")


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
    assert funnel(exact((40, 60), deff=1.5), 0.5, deff=1.5).cells["standing"].to_list() == ["within"]


def test_the_error_of_counts_draws_more_cells_inside() -> None:
    assert funnel(exact((39, 61)), 0.5).cells["standing"].to_list() == ["below"]
    assert funnel(exact((39, 61), sd=2.5), 0.5).cells["standing"].to_list() == ["within"]


def test_cells_without_a_share_are_not_drawn() -> None:
    both = exact((3, 2), (5, 5))
    few = pl.when(pl.col("area") == "0").then(None).otherwise("share").alias("share")
    assert funnel(both.with_columns(few), 0.5).cells["count"].to_list() == [5]
    empty = funnel(both.head(1).with_columns(few), 0.5)
    assert (empty.cells.height, empty.limits.height) == (0, 60)


def test_where_the_whole_agrees_entirely_every_cell_is_within() -> None:
    assert funnel(exact((9, 0), (4, 0)), 1.0).cells["standing"].to_list() == ["within"] * 2


def test_of_cells_like_the_whole_one_in_twenty_is_outside() -> None:
    draws = np.random.default_rng(1185)
    sizes = draws.integers(50, 200, 4_000)
    said = draws.binomial(sizes, 0.4)
    found = funnel(exact(*((int(x), int(n - x)) for x, n in zip(said, sizes, strict=True))), 0.4)
    assert (found.cells["standing"] != "within").mean() == pytest.approx(0.05, abs=0.01)
    far = found.cells["standing"].is_in(["far_below", "far_above"])
    assert far.mean() == pytest.approx(0.002, abs=0.002)
