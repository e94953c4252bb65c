from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from scipy.integrate import quad
from scipy.stats import betabinom

from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.shrinkage import shrunken


def cell(area: str, support: int, oppose: int, kind: str = "region", sd: float = 0.0) -> pl.DataFrame:
    return pl.DataFrame(
        [(area, kind, "trust", name, n, n, n) for name, n in {"support": support, "oppose": oppose}.items()],
        schema=["area", "area_kind", "question", "position", "count", "low", "high"],
        orient="row",
    ).with_columns(status=pl.lit("shown"), sd=pl.lit(sd))


def heard(cells: pl.DataFrame) -> pl.DataFrame:
    by = [name for name in ("area", "area_kind") if name in cells.columns]
    every = cells.group_by(*by, "question", maintain_order=True).agg(pl.col("count").sum())
    return every.drop("question").with_columns(status=pl.lit("shown"), low="count", high="count", sd=0.0)


def shares(cells: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    return positions(cells, heard(cells), deff)


def exact(*counts: tuple[int, int], kind: str = "region", deff: float = 1.0) -> pl.DataFrame:
    """Cells where this many said "support" and "oppose"."""
    cells = [cell(str(number), x, o, kind) for number, (x, o) in enumerate(counts)]
    return shares(pl.concat(cells), deff)


def whole(support: int, oppose: int) -> pl.DataFrame:
    return exact((support, oppose)).drop("area", "area_kind")


def support(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(position="support")


COUNTS = [(18, 2), (4, 11), (30, 30), (7, 1), (12, 40), (2, 2)]
TOTAL = (73, 86)


def strength_by_hand(counts: list[tuple[int, int]], centre: float, deff: float) -> float:
    """Solves E Σn(p − p₀)² for τ, written out."""
    n = [(x + o) / deff for x, o in counts]
    apart = sum(size * (x / (x + o) - centre) ** 2 for size, (x, o) in zip(n, counts, strict=True))
    expected_at = [
        sum(size * (1 - size / sum(n)) * ((1 - tau) / size + tau) for size in n) * centre * (1 - centre)
        for tau in (0.0, 1.0)
    ]
    tau = (apart - expected_at[0]) / (expected_at[1] - expected_at[0])
    return (1 - tau) / tau


@pytest.mark.parametrize("deff", [1.0, 1.7])
def test_the_estimate_is_that_of_a_beta_binomial_by_integration(deff: float) -> None:
    centre = TOTAL[0] / sum(TOTAL)
    strength = strength_by_hand(COUNTS, centre, deff)
    found = support(shrunken(exact(*COUNTS, deff=deff), whole(*TOTAL)))
    assert found["strength"].to_list() == pytest.approx([strength] * len(COUNTS))
    for row, (x, o) in zip(found.iter_rows(named=True), COUNTS, strict=True):

        def likely(p: float, x: int = x, o: int = o) -> float:
            prior = p ** (strength * centre - 1) * (1 - p) ** (strength * (1 - centre) - 1)
            return float(prior * p ** (x / deff) * (1 - p) ** (o / deff))

        everything = quad(likely, 0, 1)[0]
        assert row["p_below"] == pytest.approx(quad(likely, 0, centre)[0] / everything, abs=1e-6)
        mean = quad(lambda p: p * likely(p), 0, 1)[0] / everything
        assert row["shrunken"] == pytest.approx(mean, abs=1e-6)
        inside = quad(likely, row["shrunken_lower"], row["shrunken_upper"])[0] / everything
        assert inside == pytest.approx(0.95, abs=1e-6)


def test_a_small_cell_is_drawn_further_than_a_large_one() -> None:
    found = support(shrunken(exact((9, 1), (90, 10), (50, 50), (10, 90)), whole(200, 200)))
    small, large = found["shrunken"][:2]
    assert 0.5 < small < large < 0.9
    assert found["whole"].to_list() == [0.5] * 4


def test_shares_alike_by_chance_are_never_drawn_all_the_way() -> None:
    found = support(shrunken(exact((10, 10), (11, 9), (9, 11), (10, 10)), whole(40, 40)))
    # t² of at least 0.0025 at p₀ = ½: τ = 0.01, so that the whole weighs 99 answers.
    assert found["strength"][0] == pytest.approx(1 / 0.01 - 1)
    assert (found["shrunken_upper"] - found["shrunken_lower"] > 0.1).all()


def test_too_few_cells_teach_nothing_and_the_whole_weighs_one_answer() -> None:
    found = support(shrunken(exact((9, 1), (1, 9)), whole(50, 50)))
    assert found["strength"].to_list() == [1, 1]
    assert found["shrunken"].to_list() == [(9 + 0.5) / (10 + 1), (1 + 0.5) / (10 + 1)]


def test_region_groups_learn_from_groups() -> None:
    regions, groups = exact((18, 2), (2, 18), (10, 10)), exact((30, 30), (30, 31), (31, 30), kind="group")
    together = support(shrunken(pl.concat([regions, groups]), whole(100, 100)))
    apart = support(shrunken(regions, whole(100, 100)))
    assert together["strength"][:3].to_list() == apart["strength"].to_list()
    assert together["strength"][3] == pytest.approx(99)


def hidden(found: pl.DataFrame) -> pl.DataFrame:
    """As if no share could be shown."""
    return found.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("share", "error"))


def test_a_whole_without_a_share_leaves_everything_unknown() -> None:
    found = support(shrunken(exact(*COUNTS), hidden(whole(30, 30))))
    columns = ["whole", "strength", "shrunken", "shrunken_lower", "shrunken_upper", "p_below"]
    assert found.select(columns).null_count().row(0) == (len(COUNTS),) * len(columns)


def test_a_cell_without_a_share_stands_nowhere() -> None:
    cells = exact(*COUNTS)
    some = pl.concat([hidden(cells.head(2)), cells.tail(-2)])
    found = support(shrunken(some, whole(*TOTAL)))
    assert found.select("shrunken", "shrunken_upper", "p_below").row(0) == (None, None, None)
    assert found["p_below"].null_count() == 1


def test_where_the_whole_agrees_entirely_no_cell_is_told_apart() -> None:
    found = support(shrunken(exact((5, 0), (9, 0), (7, 0)), whole(21, 0)))
    assert found["p_below"].to_list() == [0.5] * 3


def test_the_error_of_counts_makes_it_less_sure_on_which_side_a_cell_stands() -> None:
    known = [cell(str(number), x, o) for number, (x, o) in enumerate(COUNTS)]
    sides = [
        support(shrunken(shares(pl.concat([*known, cell("x", 12, 28, sd=sd)])), whole(50, 50)))["p_below"][-1]
        for sd in (0.0, 1.0, 3.0, 9.0)
    ]
    assert sides == sorted(sides, reverse=True)
    assert 0.5 < sides[-1] < 0.9 < sides[1] < sides[0]


@pytest.mark.simulation
def test_how_far_cells_differ_is_learned_from_them() -> None:
    draws = np.random.default_rng(1)
    for strength in (3, 12):
        said = betabinom.rvs(30, 0.4 * strength, 0.6 * strength, size=1_500, random_state=draws)
        found = support(shrunken(exact(*((int(x), 30 - int(x)) for x in said)), whole(40, 60)))
        assert found["strength"][0] == pytest.approx(strength, rel=0.15)


@pytest.mark.simulation
def test_shrunken_shares_are_nearer_the_truth_and_colours_are_right_nine_times_in_ten(
    publish: Callable[..., pl.DataFrame],
) -> None:
    draws = np.random.default_rng(4)
    runs = []
    for _ in range(100):
        truth = draws.beta(0.55 * 15, 0.45 * 15, 17)
        sizes = draws.integers(8, 60, 17)
        said = draws.binomial(sizes, truth)
        true = pl.concat(
            pl.DataFrame({"area": range(17), "question": "trust", "position": name, "true": counts})
            for name, counts in (("support", said), ("oppose", sizes - said))
        )
        everyone = publish(pl.DataFrame({"area": range(17), "true": sizes}), draws)
        found = support(
            shrunken(
                positions(publish(true, draws), everyone), whole(int(said.sum()), int((sizes - said).sum()))
            )
        )
        runs.append(found.with_columns(truth=pl.Series(truth)))
    shown = pl.concat(runs).filter(pl.col("share").is_not_null())
    errors = [((shown[name] - shown["truth"]) ** 2).mean() ** 0.5 for name in ("shrunken", "share")]
    assert errors[0] < 0.9 * errors[1]
    coloured = shown.filter((pl.col("p_below") - 0.5).abs() >= 0.4)
    right = (coloured["truth"] < coloured["whole"]) == (coloured["p_below"] > 0.5)
    assert coloured.height > 300
    assert right.mean() >= 0.9
    held = shown.select(pl.col("truth").is_between("shrunken_lower", "shrunken_upper")).mean().item()
    assert held >= 0.87  # 0.90 of exact counts: how far cells differ is taken to be known, and is learned
