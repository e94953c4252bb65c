import math
import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.coverage.coverage import coverage, judgeable_from
from wellbeing.measures.coverage.states import Rule
from wellbeing.model.vocabulary import NOT_STATED

ADVISER, PUBLIC, EXACT = 6, 10, 0
Cell = tuple[str, int | None, int, int, float]


def shares(**share: float | None) -> pl.DataFrame:
    """Areas with their shares of one stakeholder "a", and the margins."""
    areas = pl.DataFrame(
        {"area": [*share, ""], "share": [*share.values(), 1.0]}, schema_overrides={"share": pl.Float64}
    )
    return areas.join(pl.DataFrame({"stakeholder": ["a", ""]}), how="cross").select(
        "area",
        pl.when(pl.col("area") == "").then(pl.lit("")).otherwise(pl.lit("region")).alias("area_kind"),
        "stakeholder",
        "share",
        pl.lit("published").alias("basis"),
    )


def cells(**published: Cell) -> pl.DataFrame:
    return pl.DataFrame(
        [(area, "region", *cell) for area, cell in published.items()],
        schema={
            "area": pl.String,
            "area_kind": pl.String,
            "status": pl.String,
            "count": pl.Int64,
            "low": pl.Int64,
            "high": pl.Int64,
            "sd": pl.Float64,
        },
        orient="row",
    )


def exact(count: int) -> Cell:
    return "shown", count, count, count, 0.0


def noisy(count: int, sd: float = 1.2) -> Cell:
    """A shown figure with its 95 % range."""
    return "shown", count, max(0, math.ceil(count - 1.96 * sd)), math.floor(count + 1.96 * sd), sd


#: Fewer than 6, with an error of 1: as many as 5.5 + 1.645 may be behind it.
FEW: Cell = ("few", None, 0, 7, 1.0)
FEWER_THAN_10: Cell = ("few", None, 0, 11, 1.0)


def state(cell: Cell, expected: float, threshold: int = ADVISER) -> str:
    """The state of one cell that is a tenth of 10 × expected contributions."""
    found = coverage(cells(x=cell), shares(x=0.1, y=0.9), 10 * expected, threshold)
    return found.filter(area="x")["state"][0]


def test_expected_and_ratio_are_arithmetic() -> None:
    found = coverage(cells(x=exact(2), y=exact(10)), shares(x=0.04, y=0.96), 100)
    assert found["expected"].to_list() == [pytest.approx(4), pytest.approx(96)]
    assert found["ratio"].to_list() == [pytest.approx(2 / 4), pytest.approx(10 / 96)]


def test_few_have_an_interval_and_no_ratio() -> None:
    found = coverage(cells(x=FEW, y=noisy(90)), shares(x=0.1, y=0.9), 100, ADVISER).row(0, named=True)
    assert found["ratio"] is None
    assert 0 <= found["lower"] < 5 / 10 < found["upper"] < 1


def judgeable(sd: float, threshold: int) -> float:
    return float(judgeable_from(pl.Series([sd]), threshold)[0])


def test_a_few_cell_is_a_gap_from_seven_expected() -> None:
    assert judgeable(1.0, ADVISER) == pytest.approx(6.87, abs=0.01)
    assert (state(FEW, 6.8), state(FEW, 7)) == ("thin", "gap")


def test_under_the_public_threshold_a_few_cell_is_a_gap_from_eleven_expected() -> None:
    assert judgeable(1.0, PUBLIC) == pytest.approx(10.77, abs=0.01)
    assert (state(FEWER_THAN_10, 10.7, PUBLIC), state(FEWER_THAN_10, 11, PUBLIC)) == ("thin", "gap")


def test_the_larger_the_error_the_more_must_be_expected_of_a_few_cell() -> None:
    assert judgeable(0.8, ADVISER) < judgeable(1.2, ADVISER) < judgeable(2, ADVISER)


def test_hearing_nobody_is_evidence_only_from_three_expected() -> None:
    assert judgeable(0, EXACT) == 3
    assert (state(exact(0), 2.9, EXACT), state(exact(0), 3, EXACT)) == ("cannot_tell", "gap")


# With an error of 1.2, P(λE < 80) is 0.911 at 68 and 0.891 at 69, 0.779 at 73 and 0.744 at 74, 0.113 at 91,
# 0.094 at 92; P(λE > 125) is 0.892 at 139 and 0.907 at 140.
@pytest.mark.parametrize(
    ("last", "first", "states"),
    [
        (68, 69, ("gap", "thin")),
        (73, 74, ("thin", "cannot_tell")),
        (91, 92, ("cannot_tell", "enough")),
        (139, 140, ("enough", "over")),
    ],
)
def test_where_states_part_at_one_hundred_expected(last: int, first: int, states: tuple[str, str]) -> None:
    assert tuple(state(noisy(count), 100) for count in (last, first)) == states


def test_cannot_tell_is_small_only_where_few_are_expected() -> None:
    found = coverage(cells(x=FEW, y=noisy(9)), shares(x=0.2, y=0.5, z=0.3), 20, ADVISER)
    assert found["state"].to_list() == ["cannot_tell"] * 3
    assert found.filter(pl.col("area").is_in(["x", "y"]))["small"].to_list() == [True, False]


def test_more_needed_comes_from_published_bounds() -> None:
    found = coverage(cells(x=FEW, y=noisy(48)), shares(x=0.3, y=0.7), 100, ADVISER)
    assert found["state"].to_list() == ["gap", "thin"]
    assert found["needed_low"].to_list() == [30 - 7, 70 - 50]
    assert found["needed_high"].to_list() == [30 - 0, 70 - 46]


def test_more_needed_is_never_less_than_one() -> None:
    found = coverage(cells(x=FEW), shares(x=0.045, y=0.955), 100, ADVISER).row(0, named=True)
    assert (found["state"], found["needed_low"], found["needed_high"]) == ("thin", 1, 4)


def test_nothing_is_needed_where_enough_were_heard() -> None:
    found = coverage(cells(x=exact(30), y=exact(70)), shares(x=0.3, y=0.7), 100)
    assert found["needed_low"].null_count() == found["needed_high"].null_count() == 2


def test_an_area_without_a_share_has_no_benchmark_and_no_figures() -> None:
    found = coverage(cells(x=exact(30), y=exact(5)), shares(x=None, y=0.0), 100)
    assert found["state"].to_list() == ["no_benchmark"] * 2
    assert (
        found.select("expected", "ratio", "lower", "upper", "p_under", "p_over").null_count().row(0)
        == (2,) * 6
    )
    assert found["count"].to_list() == [30, 5]


def test_a_cell_that_the_table_lacks_is_a_row_that_cannot_be_told() -> None:
    found = coverage(cells(x=exact(30)), shares(x=0.5, y=0.5), 30).row(1, named=True)
    assert (found["area"], found["status"], found["state"], found["small"]) == (
        "y",
        None,
        "cannot_tell",
        False,
    )


def test_a_cell_beyond_the_benchmark_is_kept() -> None:
    found = coverage(cells(x=exact(30), elsewhere=exact(4)), shares(x=1.0), 30)
    assert found.select("area", "count", "state").rows()[-1] == ("elsewhere", 4, "no_benchmark")


def test_margins_are_compared_with_the_rows_for_all() -> None:
    by_type = pl.DataFrame(
        {"stakeholder": ["a"], "status": ["shown"], "count": [7], "low": [7], "high": [7]}
    ).with_columns(sd=0.0)
    assert coverage(by_type, shares(x=1.0), 7).select("stakeholder", "expected").rows() == [("a", 7.0)]
    everyone = by_type.drop("stakeholder")
    assert coverage(everyone, shares(x=1.0), 7).select("expected", "state").rows() == [(7.0, "cannot_tell")]


def test_all_is_a_row_only_beside_cells_that_have_it() -> None:
    margin = cells(x=exact(3)).vstack(cells(**{"": exact(5)}).with_columns(area_kind=pl.lit("")))
    assert coverage(margin, shares(x=0.5, y=0.5), 5)["area"].to_list() == ["x", "y", ""]


def test_statuses_and_kinds_may_be_enums() -> None:
    typed = cells(x=FEW).with_columns(
        pl.col("status").cast(pl.Enum(["shown", "few", "one_source"])),
        pl.col("area_kind").cast(pl.Enum(["region"])),
    )
    assert coverage(typed, shares(x=1.0), 20, ADVISER)["state"].to_list() == ["gap"]


def test_two_rows_of_one_cell_are_refused() -> None:
    twice = pl.concat([cells(x=exact(3)), cells(x=exact(4))])
    with pytest.raises(pl.exceptions.ComputeError):
        coverage(twice, shares(x=1.0), 7)


def test_an_analyst_may_move_the_rule() -> None:
    found = coverage(cells(x=exact(60)), shares(x=0.1, y=0.9), 1000, rule=Rule(under=0.5))
    assert found["state"][0] != "gap"
    assert coverage(cells(x=exact(60)), shares(x=0.1, y=0.9), 1000)["state"][0] == "gap"


def test_a_figure_is_less_sure_the_larger_its_error() -> None:
    small, large = (
        coverage(cells(x=noisy(12, sd)), shares(x=0.1, y=0.9), 100, ADVISER).row(0, named=True)
        for sd in (0.8, 3.0)
    )
    assert large["upper"] - large["lower"] > small["upper"] - small["lower"]


def test_contributions_that_state_no_area_or_type_are_no_cell() -> None:
    table = cells(x=exact(30), **{NOT_STATED: exact(4)}).with_columns(stakeholder=pl.lit("a"))
    nobody = table.filter(area="x").with_columns(stakeholder=pl.lit(NOT_STATED))
    found = coverage(pl.concat([table, nobody]), shares(x=1.0), 34)
    assert found.select("area", "stakeholder", "count", "expected").rows() == [("x", "a", 30, 34.0)]


def test_opinions_of_too_few_sources_say_nothing_of_how_many_were_heard() -> None:
    found = coverage(cells(x=("one_source", None, 0, 20, 1.0)), shares(x=1.0), 30, ADVISER)
    assert found.select("state", "p_under", "ratio").row(0) == ("cannot_tell", None, None)


published = st.one_of(
    st.integers(0, 300).map(exact),
    st.tuples(st.integers(6, 300), st.floats(0.5, 3)).map(lambda both: noisy(*both)),
    st.just(FEW),
)


@given(published, st.floats(0.5, 400), st.floats(1, 3))
@settings(max_examples=60, deadline=None)
def test_the_more_are_expected_the_likelier_is_a_gap(cell: Cell, expected: float, more: float) -> None:
    once, again = (
        coverage(cells(x=cell), shares(x=0.1, y=0.9), 10 * number, ADVISER).row(0, named=True)
        for number in (expected, expected * more)
    )
    assert once["p_under"] <= again["p_under"] + 1e-12
    assert once["p_over"] >= again["p_over"] - 1e-12
    assert once["lower"] >= again["lower"] - 1e-12


@given(st.lists(published, min_size=1, max_size=20), st.floats(10, 5000))
@settings(max_examples=60, deadline=None)
def test_intervals_hold_the_ratio_and_cells_and_counts_are_kept(given_cells: list[Cell], n: float) -> None:
    names = [f"r{i}" for i in range(len(given_cells))]
    table = cells(**dict(zip(names, given_cells, strict=True)))
    found = coverage(table, shares(**dict.fromkeys(names, 1 / len(names))), n, ADVISER)
    assert found["area"].to_list() == names
    assert (
        found.select("status", "count", "low", "high")
        .cast({"status": pl.String})
        .equals(table.select("status", "count", "low", "high"))
    )
    assert found.select(pl.col("p_under", "p_over").is_between(0, 1).all()).row(0) == (True, True)
    assert found.filter(pl.col("count") > 0, ~pl.col("ratio").is_between("lower", "upper")).is_empty()
    assert found["share"].sum() == pytest.approx(1)


@pytest.mark.slow
def test_a_release_of_ten_thousand_cells_takes_well_under_a_second() -> None:
    draws = np.random.default_rng(1)
    figure = np.rint(draws.poisson(30, 10_000) + draws.normal(0, 1.2, 10_000)).astype(int)
    table = pl.DataFrame(
        {"area": [f"r{i}" for i in range(10_000)], "area_kind": "region", "figure": figure, "sd": 1.2}
    ).with_columns(
        pl.when(pl.col("figure") < 6).then(pl.lit("few")).otherwise(pl.lit("shown")).alias("status"),
        pl.when(pl.col("figure") >= 6).then("figure").alias("count"),
        (pl.col("figure") - 2).clip(0).alias("low"),
        (pl.col("figure") + 2).alias("high"),
    )
    started = time.perf_counter()
    coverage(table, shares(**dict.fromkeys(table["area"], 1e-4)), 300_000, ADVISER)
    assert time.perf_counter() - started < 1


def test_few_says_nothing_where_less_than_one_is_expected() -> None:
    found = coverage(cells(x=FEW), shares(x=0.000143, y=0.999857), 1848, ADVISER).row(0, named=True)
    assert found["expected"] == pytest.approx(1848 * 0.000143)
    assert (found["state"], found["small"]) == ("cannot_tell", True)
