import itertools

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from wellbeing.measures.intervals import together, told_apart, wilson
from wellbeing.measures.positions import positions
from wellbeing.model.vocabulary import POSITIONS

Cell = tuple[str, int | None, int, int]


def by_position(cells: dict[str, Cell], area: str = "02", area_kind: str = "region") -> pl.DataFrame:
    return pl.DataFrame(
        [(area, area_kind, "trust", position, *cell) for position, cell in cells.items()],
        schema=["area", "area_kind", "question", "position", "status", "count", "low", "high"],
        orient="row",
        schema_overrides={"count": pl.Int64, "position": pl.Enum(POSITIONS)},
    )


def exact(count: int) -> Cell:
    return "shown", count, count, count


def shown(count: int) -> Cell:
    return "shown", count, max(6, count - 2), count + 2


FEW: Cell = ("few", None, 0, 5)


def limits(said: float, others: float, deff: float = 1) -> tuple[float, float]:
    lower, upper = wilson(pl.lit(float(said)), pl.lit(float(others)), deff)
    return pl.select(lower=lower, upper=upper).row(0)


# Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, no continuity correction).
@pytest.mark.parametrize(
    ("said", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_newcombes_wilson(said: int, n: int, lower: float, upper: float) -> None:
    assert limits(said, n - said) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


@given(st.integers(1, 200), st.integers(1, 200), st.floats(1, 4))
@settings(max_examples=60, deadline=None)
def test_the_limits_are_where_the_score_test_just_rejects(said: int, others: int, deff: float) -> None:
    share, n = said / (said + others), (said + others) / deff

    def score(p: float) -> float:
        return (share - p) ** 2 - 1.959964**2 * p * (1 - p) / n

    lower, upper = brentq(score, 0, share), brentq(score, share, 1)
    assert limits(said, others, deff) == (pytest.approx(lower, abs=1e-9), pytest.approx(upper, abs=1e-9))


def test_nobody_answering_leaves_the_whole_range() -> None:
    assert limits(0, 0) == (0, 1)


def test_shares_are_of_those_who_answered() -> None:
    found = positions(by_position({"support": exact(30), "oppose": exact(10), "no_answer": exact(60)}))
    assert found["position"].to_list() == ["support", "oppose"]
    assert found["share"].to_list() == [30 / 40, 10 / 40]
    assert found.select("answered", "answered_low", "answered_high", "no_answer").row(0) == (40, 40, 40, 60)


def test_an_exact_table_has_the_plain_interval() -> None:
    found = positions(by_position({"support": exact(30), "oppose": exact(10)}))
    assert found.select("lower", "upper").row(0) == pytest.approx(limits(30, 10))


def test_a_hidden_position_has_no_share_but_limits() -> None:
    found = positions(by_position({"support": shown(30), "oppose": FEW})).row(1, named=True)
    assert found["share"] is None
    assert (found["lower"], found["upper"]) == pytest.approx((limits(0, 32)[0], limits(5, 28)[1]))


def test_the_design_effect_widens_the_interval() -> None:
    cells = by_position({"support": exact(60), "oppose": exact(60)})
    assert positions(cells, deff=3).select("lower", "upper").row(0) == pytest.approx(limits(20, 20))


bounds = st.tuples(st.integers(0, 12), st.integers(0, 3)).map(lambda b: (b[0], b[0] + b[1]))


@given(bounds, bounds, bounds)
@settings(max_examples=40, deadline=None)
def test_limits_are_the_widest_that_any_true_counts_could_give(
    support: tuple[int, int], mixed: tuple[int, int], oppose: tuple[int, int]
) -> None:
    given_bounds = (support, mixed, oppose)
    names = ("support", "mixed", "oppose")
    table = by_position({name: ("withheld", None, *b) for name, b in zip(names, given_bounds, strict=True)})
    possible = [
        limits(counts[0], counts[1] + counts[2])
        for counts in itertools.product(*(range(low, high + 1) for low, high in given_bounds))
    ]
    found = positions(table).filter(position="support").row(0, named=True)
    assert found["lower"] == pytest.approx(min(lower for lower, _ in possible), abs=1e-12)
    assert found["upper"] == pytest.approx(max(upper for _, upper in possible), abs=1e-12)


def tier(cells: dict[str, Cell], area_kind: str = "region") -> str:
    return positions(by_position(cells, area_kind=area_kind))["tier"][0]


def answers_for_full_colour(share: float) -> int:
    widths = ((n, limits(share * n, (1 - share) * n)) for n in range(1, 100))
    return next(n for n, (lower, upper) in widths if upper - lower < 0.30)


def test_full_colour_takes_39_answers_at_one_half_and_fewer_than_20_at_nine_tenths() -> None:
    assert answers_for_full_colour(0.5) == 39
    assert answers_for_full_colour(0.9) == 17


@pytest.mark.parametrize(
    ("cells", "area_kind", "expected"),
    [
        ({"support": exact(30), "oppose": exact(30)}, "region", "full"),
        ({"support": exact(10), "oppose": exact(10)}, "region", "pale"),
        ({"support": exact(4), "oppose": exact(4)}, "region", "words"),
        ({"support": exact(3), "oppose": exact(2)}, "region", "group"),
        ({"support": exact(3), "oppose": exact(2)}, "group", "none"),
        ({"support": FEW, "oppose": shown(300)}, "region", "words"),
        ({"support": FEW, "oppose": FEW}, "region", "group"),
    ],
)
def test_a_share_is_shown_as_surely_as_it_is_known(
    cells: dict[str, Cell], area_kind: str, expected: str
) -> None:
    assert tier(cells, area_kind) == expected


def test_a_margin_without_areas_has_no_group_to_fall_back_on() -> None:
    by_type = by_position({"support": exact(1), "oppose": exact(1)}).drop("area", "area_kind")
    assert positions(by_type.with_columns(stakeholder=pl.lit("dhb")))["tier"].to_list() == ["none", "none"]


def test_cells_and_questions_do_not_mix() -> None:
    north = by_position({"support": exact(8), "oppose": exact(2), "no_answer": exact(1)}, area="01")
    south = by_position({"support": exact(1), "oppose": exact(3), "no_answer": exact(9)}, area="15")
    found = positions(pl.concat([north, south]))
    assert found["share"].to_list() == [8 / 10, 2 / 10, 1 / 4, 3 / 4]
    assert found["no_answer"].to_list() == [1, 1, 9, 9]
