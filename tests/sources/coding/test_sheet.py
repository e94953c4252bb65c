"""A comment comes back from a workbook as it went out, whatever was written in it."""

import polars as pl
import pytest
from filling import LIKE_SOMETHING_ELSE, TYPED, save_again
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.sources.coding.reading import read_sheet
from wellbeing.sources.coding.sheet import CELL_CHARACTERS, same_comment
from wellbeing.sources.coding.writing import write_sheet

COMMENTS = [
    "Ngā mihi, but the form is too long",
    "=1+1 and +64 4 555 0143 and @home",
    "first line\r\n\r\nthird line\tafter a tab  ",
    "a bell \x07 and a form feed \x0c inside",
    "_x0041_ looks like a code of a spreadsheet",
    "<b>bold</b> & 'quoted' \"twice\" https://example.org/?a=1",
    "👩🏽‍🌾 kūmara 한국어 ﷺ",
    "long " * CELL_CHARACTERS,
]


def sheet_of(path, folder, comments):
    rows = pl.DataFrame({"text": comments}).with_columns(
        contribution_id=pl.int_range(pl.len()).cast(pl.String),
        question_id=pl.lit("why"),
        reading=pl.lit(1),
        purpose=pl.lit("teach"),
    )
    write_sheet(path, folder, rows, "7")
    return read_sheet(path, folder.engagement.id)


def test_every_comment_is_known_again_and_no_other(tmp_path, islands):
    sheet = sheet_of(tmp_path / "a.xlsx", islands, COMMENTS)
    assert (sheet.purpose, sheet.codebook_version) == ("teach", "7")
    assert [row.is_blank for row in sheet.rows] == [True] * len(COMMENTS)
    for row in sheet.rows:
        known = [same_comment(row.comment, comment) for comment in COMMENTS]
        assert known == [row.contribution == str(place) for place in range(len(COMMENTS))]


@pytest.mark.slow
@settings(max_examples=2)
@given(comments=st.lists(TYPED, min_size=1, max_size=4))
@example(comments=LIKE_SOMETHING_ELSE)
def test_a_workbook_that_is_saved_again_by_another_program_codes_nothing(tmp_path_factory, islands, comments):
    place = tmp_path_factory.mktemp("coded")
    written = sheet_of(place / "a.xlsx", islands, comments)
    again = read_sheet(save_again(place / "a.xlsx", place / "b.xlsx"), islands.engagement.id)
    assert again == written
    assert all(
        row.is_blank and same_comment(row.comment, comments[int(row.contribution)]) for row in again.rows
    )


def test_a_file_that_is_there_is_left_as_it_is(tmp_path, islands):
    (tmp_path / "a.xlsx").write_text("mine")
    with pytest.raises(DataError, match="exists"):
        sheet_of(tmp_path / "a.xlsx", islands, COMMENTS)
    assert (tmp_path / "a.xlsx").read_text() == "mine"
