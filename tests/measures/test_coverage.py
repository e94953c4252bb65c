import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.coverage import coverage, judgeable_from
from wellbeing.measures.posterior import EXACT
from wellbeing.measures.states import Rule
from wellbeing.model.engagement import Disclosure

ADVISER = Disclosure(threshold=6)
PUBLIC = Disclosure(threshold=10)


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


def cells(**published: tuple[str, int | None, int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(area, "region", *cell) for area, cell in published.items()],
        schema={
            "area": pl.String,
            "area_kind": pl.String,
            "status": pl.String,
            "count": pl.Int64,
            "low": pl.Int64,
            "high": pl.Int64,
        },
        orient="row",
    )


def exact(count: int) -> tuple[str, int, int, int]:
    return "shown", count, count, count


FEW = ("few", None, 0, 5)


def state(cell: tuple[str, int | None, int, int], expected: float, disclosure: Disclosure = ADVISER) -> str:
    """The state of one cell that is a tenth of 10 × expected contributions."""
    found = coverage(cells(x=cell), shares(x=0.1, y=0.9), 10 * expected, disclosure)
    return found.filter(area="x")["state"][0]


def test_expected_and_ratio_are_arithmetic() -> None:
    found = coverage(cells(x=exact(2), y=exact(10)), shares(x=0.04, y=0.96), 100)
    assert found["expected"].to_list() == [pytest.approx(4), pytest.approx(96)]
    assert found["ratio"].to_list() == [pytest.approx(2 / 4), pytest.approx(10 / 96)]


def test_hidden_cells_have_bounds_and_no_ratio() -> None:
    found = coverage(cells(x=FEW, y=("shown", 90, 88, 92)), shares(x=0.1, y=0.9), 100, ADVISER).row(
        0, named=True
    )
    assert found["ratio"] is None
    assert 0 <= found["lower"] < 5 / 10 < found["upper"]


def test_a_few_cell_is_a_gap_from_seven_expected() -> None:
    assert judgeable_from(ADVISER) == pytest.approx(6.71, abs=0.01)
    assert (state(FEW, 6.7), state(FEW, 7)) == ("thin", "gap")


def test_under_the_public_threshold_a_few_cell_is_a_gap_from_eleven_expected() -> None:
    few = ("few", None, 0, 9)
    assert judgeable_from(PUBLIC) == pytest.approx(10.68, abs=0.01)
    assert (state(few, 10.6, PUBLIC), state(few, 11, PUBLIC)) == ("thin", "gap")


def test_hearing_nobody_is_evidence_only_from_three_expected() -> None:
    assert judgeable_from(EXACT) == 3
    assert (state(exact(0), 2.9, EXACT), state(exact(0), 3, EXACT)) == ("cannot_tell", "gap")


# For an exact count x, P(Gamma(x + ½) < 80) is 0.913 at 68 and 0.893 at 69, 0.781 at 73 and 0.746 at 74,
# 0.111 at 91 and 0.092 at 92; P(Gamma(x + ½) > 125) is 0.893 at 139 and 0.908 at 140.
@pytest.mark.parametrize(
    ("last", "first", "states"),
    [
        (66, 69, ("gap", "thin")),
        (72, 75, ("thin", "cannot_tell")),
        (90, 93, ("cannot_tell", "enough")),
        (138, 141, ("enough", "over")),
    ],
)
def test_where_states_part_at_one_hundred_expected(last: int, first: int, states: tuple[str, str]) -> None:
    found = tuple(state(("shown", count, count - 2, count + 2), 100) for count in (last, first))
    assert found == states


def test_cannot_tell_is_small_only_where_few_are_expected() -> None:
    found = coverage(cells(x=FEW, y=("shown", 9, 7, 11)), shares(x=0.2, y=0.5, z=0.3), 20, ADVISER)
    assert found["state"].to_list() == ["cannot_tell"] * 3
    assert found.filter(pl.col("area").is_in(["x", "y"]))["small"].to_list() == [True, False]


def test_more_needed_comes_from_published_bounds() -> None:
    found = coverage(cells(x=FEW, y=("shown", 48, 46, 50)), shares(x=0.3, y=0.7), 100, ADVISER)
    assert found["state"].to_list() == ["gap", "thin"]
    assert found["needed_low"].to_list() == [30 - 5, 70 - 50]
    assert found["needed_high"].to_list() == [30 - 0, 70 - 46]


def test_more_needed_is_never_less_than_one() -> None:
    found = coverage(cells(x=("few", None, 0, 5)), shares(x=0.045, y=0.955), 100, ADVISER).row(0, named=True)
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
    by_type = pl.DataFrame({"stakeholder": ["a"], "status": ["shown"], "count": [7], "low": [7], "high": [7]})
    assert coverage(by_type, shares(x=1.0), 7).select("stakeholder", "expected").rows() == [("a", 7.0)]
    everyone = by_type.drop("stakeholder")
    assert coverage(everyone, shares(x=1.0), 7).select("expected", "state").rows() == [(7.0, "cannot_tell")]


def test_all_is_a_row_only_beside_cells_that_have_it() -> None:
    margin = cells(x=exact(3)).vstack(cells(**{"": exact(5)}).with_columns(area_kind=pl.lit("")))
    assert coverage(margin, shares(x=0.5, y=0.5), 5)["area"].to_list() == ["x", "y", ""]


def test_statuses_and_kinds_may_be_enums() -> None:
    typed = cells(x=FEW).with_columns(
        pl.col("status").cast(pl.Enum(["shown", "few", "withheld"])),
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


def test_a_held_cell_is_less_sure_than_a_fresh_one() -> None:
    fresh = cells(x=("shown", 12, 10, 14)).with_columns(held_since=pl.lit(None, dtype=pl.String))
    held = cells(x=("shown", 12, 8, 16)).with_columns(held_since=pl.lit("2018-07-31.01"))
    widths = [
        coverage(table, shares(x=1.0), 12, ADVISER).select(pl.col("upper") - pl.col("lower")).item()
        for table in (fresh, held)
    ]
    assert widths[0] < widths[1]


published = st.one_of(
    st.integers(0, 300).map(exact),
    st.integers(3, 100).map(lambda k: ("shown", 3 * k, max(6, 3 * k - 2), 3 * k + 2)),
    st.just(FEW),
    st.tuples(st.integers(6, 50), st.integers(0, 200)).map(lambda b: ("withheld", None, b[0], b[0] + b[1])),
)


@given(published, st.floats(0.5, 400), st.floats(1, 3))
@settings(max_examples=60, deadline=None)
def test_the_more_are_expected_the_likelier_is_a_gap(
    cell: tuple[str, int | None, int, int], expected: float, more: float
) -> None:
    once, again = (
        coverage(cells(x=cell), shares(x=0.1, y=0.9), 10 * number, ADVISER).row(0, named=True)
        for number in (expected, expected * more)
    )
    assert once["p_under"] <= again["p_under"] + 1e-12
    assert once["p_over"] >= again["p_over"] - 1e-12
    assert once["lower"] >= again["lower"] - 1e-12


@given(st.lists(published, min_size=1, max_size=20), st.floats(10, 5000))
@settings(max_examples=60, deadline=None)
def test_intervals_hold_the_ratio_and_cells_and_counts_are_kept(
    given_cells: list[tuple[str, int | None, int, int]], n: float
) -> None:
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


def test_a_release_of_ten_thousand_cells_takes_well_under_a_second() -> None:
    draws = np.random.default_rng(1)
    true = draws.poisson(30, 10_000)
    count = np.maximum(true - true % 3 + 3 * (draws.random(10_000) < true % 3 / 3), 6)
    kind = draws.choice(["shown", "few", "withheld"], 10_000, p=[0.6, 0.3, 0.1])
    table = pl.DataFrame(
        {"area": [f"r{i}" for i in range(10_000)], "area_kind": "region", "status": kind, "rounded": count}
    ).with_columns(
        pl.when(pl.col("status") == "shown").then("rounded").alias("count"),
        pl.when(pl.col("status") == "few").then(0).otherwise(6).alias("low"),
        pl.when(pl.col("status") == "few").then(5).otherwise(pl.col("rounded") * 20).alias("high"),
    )
    started = time.perf_counter()
    coverage(table, shares(**dict.fromkeys(table["area"], 1e-4)), 300_000, ADVISER)
    assert time.perf_counter() - started < 1


def test_a_hidden_count_says_nothing_where_less_than_one_is_expected() -> None:
    cells = pl.DataFrame(
        {
            "area": ["99"],
            "area_kind": ["region"],
            "status": ["few"],
            "count": [None],
            "low": [0],
            "high": [5],
        },
        schema_overrides={"count": pl.Int64},
    )
    shares = pl.DataFrame(
        {
            "area": ["99"],
            "area_kind": ["region"],
            "stakeholder": [""],
            "share": [0.000143],
            "basis": ["derived"],
        }
    )
    found = coverage(cells, shares, 1848, Disclosure(threshold=6)).row(0, named=True)
    assert found["expected"] == pytest.approx(1848 * 0.000143)
    assert (found["state"], found["small"]) == ("cannot_tell", True)
