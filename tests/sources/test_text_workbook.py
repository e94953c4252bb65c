"""A workbook of text is new, private, whole, and calculates nothing."""

import stat
import zipfile

import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.sources.text_workbook import write_text_workbook

MOST_CHARACTERS = 32_767
ROWS = [("Name", "Says"), ("1", "=1+1"), ("2", None), ("3", "x" * (MOST_CHARACTERS + 1))]


@pytest.mark.parametrize("is_large", [False, True])
def test_cells_come_back_as_they_were_but_for_what_does_not_fit(tmp_path, is_large):
    path = tmp_path / "copy.xlsx"
    assert write_text_workbook(path, "Rows", ROWS, frozen=(1, 0), is_large=is_large) == 4
    said = pl.read_excel(path, sheet_name="Rows", infer_schema_length=0)["Says"].to_list()
    assert said[:2] == ["=1+1", None]
    assert said[2] == "x" * MOST_CHARACTERS
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["taken.xlsx", "copy.csv"])
def test_a_file_that_exists_or_is_no_workbook_is_refused(tmp_path, name):
    (tmp_path / "taken.xlsx").write_text("mine")
    with pytest.raises(DataError, match=r"exists, or does not end in \.xlsx"):
        write_text_workbook(tmp_path / name, "Rows", ROWS)
    assert (tmp_path / "taken.xlsx").read_text() == "mine"


def test_rows_that_fail_half_way_leave_nothing(tmp_path):
    def rows():
        yield ("Name",)
        raise DataError("too many")

    with pytest.raises(DataError, match="too many"):
        write_text_workbook(tmp_path / "copy.xlsx", "Rows", rows())
    assert list(tmp_path.iterdir()) == []
