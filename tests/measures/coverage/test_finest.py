import polars as pl
import pytest

from wellbeing.measures.coverage.finest import finest, resolved_share, slice_is_offered
from wellbeing.model.engagement import Engagement

# Of the shipped engagement: Gisborne (05) and Bay of Plenty (04) are one group; Auckland (02) is its own.
GROUP = "bay_of_plenty_gisborne"


def coverage(*rows: tuple[str, str, str, str, float]) -> pl.DataFrame:
    """Rows of area, kind, stakeholder, state, expected."""
    return pl.DataFrame(rows, schema=["area", "area_kind", "stakeholder", "state", "expected"], orient="row")


def asked(found: pl.DataFrame, area: str, stakeholder: str) -> tuple[str, ...]:
    answer = ["level", "answer_area", "answer_area_kind", "answer_stakeholder", "state", "expected"]
    return found.filter(area=area, stakeholder=stakeholder).select(answer).row(0)


@pytest.fixture
def found(engagement: Engagement) -> pl.DataFrame:
    cells = coverage(
        ("02", "region", "dhb", "enough", 40),
        ("04", "region", "dhb", "cannot_tell", 4),
        ("05", "region", "dhb", "cannot_tell", 1),
        ("05", "region", "academic", "cannot_tell", 1),
        ("05", "region", "provider", "no_benchmark", 0),
        (GROUP, "group", "dhb", "gap", 9),
        (GROUP, "group", "academic", "cannot_tell", 3),
        (GROUP, "group", "provider", "no_benchmark", 0),
    )
    areas = coverage(
        ("02", "region", "", "over", 600),
        ("05", "region", "", "cannot_tell", 6),
        ("04", "region", "", "cannot_tell", 8),
        (GROUP, "group", "", "cannot_tell", 14),
    ).drop("stakeholder")
    types = coverage(
        ("", "", "dhb", "enough", 90),
        ("", "", "academic", "thin", 50),
        ("", "", "provider", "cannot_tell", 5),
    ).drop("area", "area_kind")
    return finest(cells, areas, types, engagement)


def test_a_cell_that_can_answer_answers(found: pl.DataFrame) -> None:
    assert asked(found, "02", "dhb") == ("cell", "02", "region", "dhb", "enough", 40)


def test_else_its_region_group_answers(found: pl.DataFrame) -> None:
    assert asked(found, "05", "dhb") == ("group", GROUP, "group", "dhb", "gap", 9)


def test_else_the_type_nationally_answers(found: pl.DataFrame) -> None:
    assert asked(found, "05", "academic") == ("everywhere", "", "", "academic", "thin", 50)
    assert asked(found, GROUP, "academic") == ("everywhere", "", "", "academic", "thin", 50)


def test_else_nothing_answers_and_the_figures_are_the_questions_own(found: pl.DataFrame) -> None:
    assert asked(found, "05", "provider") == ("none", "05", "region", "provider", "no_benchmark", 0)


def test_an_area_alone_is_answered_by_itself_or_its_group(found: pl.DataFrame) -> None:
    assert asked(found, "02", "")[0] == "cell"
    assert asked(found, "05", "") == ("none", "05", "region", "", "cannot_tell", 6)


def test_a_type_alone_is_answered_by_itself(found: pl.DataFrame) -> None:
    assert asked(found, "", "dhb")[0] == "cell"
    assert asked(found, "", "provider")[0] == "none"


def test_every_question_has_one_answer(found: pl.DataFrame) -> None:
    assert found.height == 8 + 4 + 3
    assert not found.select("area", "area_kind", "stakeholder").is_duplicated().any()


def test_the_whole_answers_for_an_area_only_where_it_is_given(engagement: Engagement) -> None:
    cells = coverage(("05", "region", "dhb", "cannot_tell", 1))
    areas = coverage(("05", "region", "", "cannot_tell", 6)).drop("stakeholder")
    against_plan = coverage(("", "", "", "thin", 2000)).drop("area", "area_kind")
    found = finest(cells, areas, against_plan, engagement)
    assert asked(found, "05", "") == ("everywhere", "", "", "", "thin", 2000)


def test_a_slice_is_offered_when_half_of_what_is_expected_can_be_judged() -> None:
    half = coverage(("01", "region", "a", "gap", 30), ("02", "region", "a", "cannot_tell", 30))
    less = coverage(("01", "region", "a", "gap", 30), ("02", "region", "a", "cannot_tell", 31))
    assert resolved_share(half) == 30 / 60
    assert (slice_is_offered(half), slice_is_offered(less)) == (True, False)


def test_a_slice_without_a_benchmark_is_not_offered() -> None:
    nothing = coverage(("01", "region", "a", "no_benchmark", 0)).with_columns(
        expected=pl.lit(None, dtype=pl.Float64)
    )
    assert not slice_is_offered(nothing)
