import polars as pl
import pytest

from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.margins import Margins, margin_table

TABLES = {
    "region_stakeholder": pl.DataFrame({"area": ["01", "01", "02"], "stakeholder": ["a", "b", "a"]}),
    "region": pl.DataFrame({"area": ["01", "02"]}),
    "stakeholder": pl.DataFrame({"stakeholder": ["a", "b"]}),
    "total": pl.DataFrame({"count": [3]}),
}
MARGINS = Margins.of(TABLES.get)


@pytest.mark.parametrize(
    ("area", "stakeholder", "table"),
    [("01", "a", "region_stakeholder"), ("01", "", "region"), ("", "a", "stakeholder"), ("", "", "total")],
)
def test_each_choice_has_its_table(area, stakeholder, table):
    assert margin_table(area, stakeholder) == table
    rows = MARGINS.at(area, stakeholder)
    assert rows.height == 1
    assert rows.columns == TABLES[table].columns


def test_areas_are_of_one_type_or_of_all():
    assert MARGINS.by_area("b")["area"].to_list() == ["01"]
    assert MARGINS.by_area("").equals(TABLES["region"])


def test_types_are_in_one_area_or_in_all():
    assert MARGINS.by_type("02")["stakeholder"].to_list() == ["a"]
    assert MARGINS.by_type("").equals(TABLES["stakeholder"])


def test_what_is_not_there_has_no_row():
    assert MARGINS.at("02", "b").is_empty()


def test_no_part_may_have_more_comments_than_its_whole(figures):
    tone = Answer(figures, Choice(show="tone")).comments.tone
    assert tone.cells.height >= 30
    for row in tone.cells.iter_rows(named=True):
        wholes = (tone.at(row["area"], ""), tone.at("", row["stakeholder"]), tone.whole)
        most = min(rows["commented_high"].item() for rows in wholes)
        assert row["commented_low"] <= row["commented_high"] <= max(most, row["commented_low"])
