import polars as pl
import pytest

from wellbeing.measures.coverage.benchmarks import MarginSets
from wellbeing.measures.coverage.yardsticks import changes, yardsticks

KEYS = {"area": ["05", "05", ""], "area_kind": ["region", "region", ""], "stakeholder": ["dhb", "", "dhb"]}
MARGINS = {
    "population": MarginSets(frozenset({"census"}), frozenset({"plan"})),
    "need": MarginSets(frozenset({"benefits"}), frozenset({"plan"})),
    "equal": MarginSets(frozenset({"census"}), frozenset({"equal"})),
    "both": MarginSets(frozenset({"benefits"}), frozenset({"equal"})),
    "within": MarginSets(frozenset({"census", "benefits"}), frozenset({"plan"})),
}


def coverage(*states):
    return pl.DataFrame({**KEYS, "state": states})


def verdicts(**coverages):
    return yardsticks(coverages, MARGINS)["verdict"].cast(pl.String).to_list()


def test_two_that_share_a_margin_do_not_confirm_each_other_about_it():
    gaps = coverage("gap", "gap", "gap")
    assert verdicts(population=gaps, need=gaps) == ["one_type_set", "same", "untested"]
    assert verdicts(population=gaps, equal=gaps) == ["one_region_set", "untested", "same"]
    assert verdicts(population=gaps, within=gaps) == ["untested"] * 3


def test_with_two_sets_of_each_it_is_the_same_whichever_yardstick():
    gaps, thin = coverage("gap", "gap", "gap"), coverage("thin", "gap", "thin")
    assert verdicts(population=gaps, need=thin, equal=gaps) == ["same", "same", "same"]
    assert verdicts(population=gaps, both=thin) == ["same", "same", "same"]


def test_it_changes_where_another_says_otherwise_and_that_one_is_named():
    found = yardsticks(
        {"population": coverage("gap", "enough", "gap"), "equal": coverage("over", "gap", "gap")}, MARGINS
    )
    assert found["verdict"].cast(pl.String).to_list() == ["changes", "changes", "same"]
    assert found["unlike"].to_list() == [["equal"], ["equal"], []]
    assert found.select("alike", "others").rows() == [(0, 1), (0, 1), (1, 1)]


def test_a_yardstick_that_cannot_tell_is_confirmed_by_no_other():
    said = coverage("enough", "gap", "gap")
    assert (
        verdicts(population=coverage("unclear", "unclear", "unclear"), equal=said, both=said)
        == ["untested"] * 3
    )


@pytest.mark.parametrize("state", ["unclear", "too_few", "no_benchmark"])
def test_what_cannot_be_told_contradicts_and_confirms_nothing(state):
    gaps = coverage("gap", "gap", "gap")
    assert verdicts(population=gaps, both=coverage(state, state, state)) == ["untested"] * 3


def test_changes_counts_only_cells_of_which_both_say_something():
    states = yardsticks(
        {"population": coverage("gap", "enough", "gap"), "equal": coverage("over", "unclear", "thin")},
        MARGINS,
    )
    assert changes(states, "population", ["population", "equal"]).rows() == [("equal", 2, 1)]
