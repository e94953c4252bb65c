"""An annotated copy shows what became of each row, and can be mended and taken in again."""

import zipfile

import pytest
from filling import LIKE_SOMETHING_ELSE, TYPED
from hypothesis import example, given, settings
from hypothesis import strategies as st
from taking import GOOD, HEADINGS, SAMPLES, SHIPPED, SURVEY, counts, join_batches, written

from wellbeing.sources.intake.annotated import ADDED_COLUMNS, write_annotated
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.reading.source import read_file

REGION = "Region 'Aukland' no region is called that; perhaps 'Auckland'"
ROWS = [
    GOOD,
    ("2", "1/06/2018", "Aukland", "nobody", "", "Agree", "=1+1"),
    ("3", "1/06/2018", "", "", "", "", ""),
]


@pytest.fixture
def copied(tmp_path):
    table = read_file(written(tmp_path, ROWS))
    intake = join_batches(take_in(table, SURVEY, SHIPPED))

    def copy(**options):
        path = tmp_path / "copy.xlsx"
        number = write_annotated(table, intake.quarantined, intake.refused, path, **options)
        return number, path

    return copy


def test_each_row_has_its_outcome_and_all_reasons(copied):
    (number, left), path = copied(every=True)
    assert left == []
    table = read_file(path)
    (batch,) = table.batches()
    assert number == 3
    assert table.columns == (*HEADINGS, *ADDED_COLUMNS)
    assert batch.rows.select(ADDED_COLUMNS).rows() == [
        ("2", "imported", None),
        (
            "3",
            "quarantined",
            f"{REGION}\nRole 'nobody' no type is called that",
        ),
        ("4", "refused", "is an empty form: nothing in it says who, where or what"),
    ]


def test_only_rows_to_be_looked_at_are_written_unless_all_are_wanted(copied):
    (number, _), path = copied()
    assert number == 2
    assert len(join_batches(take_in(read_file(path), SURVEY, SHIPPED)).rows) == 2


def test_a_cell_that_no_workbook_holds_whole_does_not_come_back_cut(tmp_path):
    table = read_file(written(tmp_path, [GOOD, ("2", *GOOD[1:-1], "x" * 40_000)]))
    intake = join_batches(take_in(table, SURVEY, SHIPPED))
    none = intake.quarantined, intake.refused
    assert write_annotated(table, *none, tmp_path / "copy.xlsx", every=True) == (1, [3])
    again = join_batches(take_in(read_file(tmp_path / "copy.xlsx"), SURVEY, SHIPPED))
    assert again.identities.rows() == intake.identities.head(1).rows()


@pytest.mark.slow
@settings(max_examples=2)
@given(texts=st.lists(TYPED, min_size=1, max_size=4))
@example(texts=LIKE_SOMETHING_ELSE)
def test_a_copy_that_nobody_edited_says_what_its_original_said(tmp_path_factory, texts):
    place = tmp_path_factory.mktemp("copied")
    rows = [(f"{number:04}", *GOOD[1:-1], text) for number, text in enumerate(texts, 1)]
    table = read_file(written(place, rows))
    intake = join_batches(take_in(table, SURVEY, SHIPPED))
    write_annotated(table, intake.quarantined, intake.refused, place / "copy.xlsx", every=True)
    again = join_batches(take_in(read_file(place / "copy.xlsx"), SURVEY, SHIPPED))
    assert again.identities.equals(intake.identities)
    assert again.answers.equals(intake.answers)


def test_a_formula_in_a_copy_stays_text(copied):
    _, path = copied()
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["qualtrics", "surveymonkey", "limesurvey"])
def test_a_copy_is_read_with_the_profile_of_its_original(tmp_path, name):
    table, profile = open_with_profile(SAMPLES / f"{name}.csv", SHIPPED, name)
    first = join_batches(take_in(table, profile, SHIPPED))
    write_annotated(table, first.quarantined, first.refused, tmp_path / "copy.xlsx", every=True)
    again, _ = open_with_profile(tmp_path / "copy.xlsx", SHIPPED, name)
    second = join_batches(take_in(again, profile, SHIPPED))
    assert counts(second) == counts(first)
    assert set(second.contributions["contribution_id"]) == set(first.contributions["contribution_id"])
