import polars as pl
import pytest

from wellbeing.measures.coverage.counting import held, recounted, with_unstated

KEYS = ["area", "area_kind", "stakeholder"]
MEASURED = ["status", "count", "low", "high", "sd"]


def parts(**channels):
    rows = [("05", "region", "dhb", name, *cell) for name, cell in channels.items()]
    return pl.DataFrame(
        rows, [*KEYS, "channel", *MEASURED], orient="row", schema_overrides={"count": pl.Int64}
    )


HUI = ("shown", 20, 18, 22, 1.0)
ONLINE = ("shown", 10, 8, 12, 2.0)
FEW = ("few", None, 0, 6, 1.0)


def row(cells, **weights):
    shares = {name: float(weight) for name, weight in weights.items()}
    return recounted(cells, "channel", shares, 6).select(MEASURED).row(0)


def test_parts_that_count_are_added_up_with_their_errors():
    assert row(parts(hui=HUI, online=ONLINE), hui=1, online=1) == (
        *("shown", 30, 26, 34),
        pytest.approx((1 + 4) ** 0.5),
    )
    assert row(parts(hui=HUI, online=ONLINE), hui=1)[:2] == ("shown", 20)


def test_a_part_that_counts_in_part_errs_in_part():
    status, count, _, _, sd = row(parts(hui=HUI, online=ONLINE), hui=1, online=0.7)
    assert (status, count) == ("shown", 20 + 7)
    assert sd == pytest.approx((1 + 0.49 * 4) ** 0.5)


def test_a_part_that_is_few_counts_with_the_middle_of_its_range_and_its_width():
    status, count, _, _, sd = row(parts(hui=HUI, online=FEW), hui=1, online=1)
    assert (status, count) == ("shown", 20 + 3)
    assert sd == pytest.approx((1 + 6**2 / 12) ** 0.5)
    assert row(parts(online=FEW), online=1)[:3] == ("few", None, 0)


def coverage(*states, count=10, expected=30.0):
    rows = [(f"r{i}", "region", "", state, count, count, expected) for i, state in enumerate(states)]
    return pl.DataFrame(rows, [*KEYS, "state", "count", "high", "expected"], orient="row")


@pytest.mark.parametrize(("unstated", "state"), [(13, "gap"), (14, "enough")])
def test_a_gap_holds_if_all_who_state_nothing_would_not_fill_it(unstated, state):
    # 10 and 13 more are under 0.8 of 30, which is 24; with 14 they reach it.
    cells = coverage("gap", "enough")
    given = cells.select(*KEYS, unstated=pl.lit(unstated))
    assert with_unstated(cells, given, 0.8).select("area", "state").rows() == [("r0", state)]


def test_gap_and_thin_say_the_same_and_what_cannot_be_told_is_open():
    shown = coverage("gap", "gap", "gap", "enough", "unclear")
    other = coverage("thin", "enough", "too_few", "over", "gap")
    assert held(shown, {"other": other}).select("area", "rule", "state", "held").rows() == [
        ("r0", "other", "thin", "holds"),
        ("r1", "other", "enough", "fails"),
        ("r2", "other", "too_few", "open"),
        ("r3", "other", "over", "holds"),
    ]


def test_a_rule_that_does_not_compare_a_cell_says_nothing_of_it():
    shown = coverage("gap", "gap")
    assert held(shown, {"other": coverage("no_benchmark", "gap")})["area"].to_list() == ["r1"]
