import polars as pl
import pytest

from wellbeing.measures.coverage.finest import finest, resolved_share, slice_is_offered

# Of the shipped engagement: Gisborne (05) and Bay of Plenty (04) are one group; DHBs are of the group government.
GROUP, TYPES = "bay_of_plenty_gisborne", "government"


def coverage(*rows):
    """Rows of area, kind, stakeholder, state, expected."""
    return pl.DataFrame(rows, schema=["area", "area_kind", "stakeholder", "state", "expected"], orient="row")


def answered(engagement, area, stakeholder, *rows):
    answer = ["level", "answer_area", "answer_stakeholder", "state", "expected"]
    found = finest(coverage(*rows), engagement)
    return found.filter(area=area, stakeholder=stakeholder).select(answer).row(0)


CELL = ("05", "region", "dhb", "unclear", 4.0)


def test_a_cell_that_can_answer_answers(engagement):
    assert answered(engagement, "05", "dhb", ("05", "region", "dhb", "enough", 4.0)) == (
        *("cell", "05", "dhb", "enough", 4),
    )


@pytest.mark.parametrize(
    ("level", "row"),
    [
        ("region_group", (GROUP, "group", "dhb", "gap", 20.0)),
        ("type_group", ("05", "region", TYPES, "thin", 20.0)),
        ("area", ("05", "region", "", "gap", 40.0)),
        ("stakeholder", ("", "", "dhb", "thin", 90.0)),
    ],
)
def test_else_the_first_larger_one_that_lacks_voices_answers(engagement, level, row):
    area, _, stakeholder, state, expected = row
    assert answered(engagement, "05", "dhb", CELL, row) == (level, area, stakeholder, state, expected)


def test_the_order_is_region_group_then_type_group_then_area_then_type(engagement):
    rows = [
        ("", "", "dhb", "gap", 90.0),
        ("05", "region", "", "gap", 40.0),
        ("05", "region", TYPES, "gap", 20.0),
        (GROUP, "group", "dhb", "gap", 20.0),
    ]
    levels = [answered(engagement, "05", "dhb", CELL, *rows[:count])[0] for count in range(5)]
    assert levels == ["none", "stakeholder", "area", "type_group", "region_group"]


@pytest.mark.parametrize(("expected", "level"), [(7.9, "region_group"), (8.1, "none")])
def test_a_larger_one_has_enough_only_where_the_cell_is_half_of_it(engagement, expected, level):
    assert answered(engagement, "05", "dhb", CELL, (GROUP, "group", "dhb", "enough", expected))[0] == level


def test_where_nothing_bears_on_it_the_figures_are_the_questions_own(engagement):
    assert answered(engagement, "05", "dhb", CELL, ("", "", "dhb", "over", 90.0)) == (
        *("none", "05", "dhb", "unclear", 4),
    )


def test_every_question_has_one_answer(engagement):
    found = finest(
        coverage(CELL, ("05", "region", "", "gap", 40.0), ("", "", "dhb", "enough", 90.0)), engagement
    )
    assert found.height == 3
    assert not found.select("area", "area_kind", "stakeholder").is_duplicated().any()


def test_a_slice_is_offered_where_half_of_what_is_expected_says_something():
    half = coverage(("02", "region", "dhb", "gap", 10.0), ("04", "region", "dhb", "unclear", 10.0))
    assert resolved_share(half) == 10 / 20
    assert slice_is_offered(half)
    assert not slice_is_offered(half.with_columns(state=pl.lit("too_few")))
    assert resolved_share(half.clear()) == 0
