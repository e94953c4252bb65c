"""What nobody sees in the rows is told: empty formulas, errors, merged and hidden cells, guesses, changes."""

import re

import hostile
import polars as pl
import pytest
import xlsxwriter

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Layout
from wellbeing.sources.reading.source import read_file


@pytest.fixture
def book(tmp_path):
    """A workbook with a sheet ``Answers`` of three columns and four rows, to be closed by ``noticed``."""
    made = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = made.add_worksheet("Answers")
    for at, row in enumerate([["id", "region", "why"], [1, "Otago", "a"], [2, "", "b"], [3, "Nelson", "c"]]):
        sheet.write_row(at, 0, row)
    return made


def noticed(book):
    book.close()
    return {one.kind: (one.number, one.text) for one in read_file(book.filename).notices}


def test_a_plain_workbook_has_nothing_to_be_told(book):
    assert noticed(book) == {}


def test_error_values_are_counted_and_named_by_their_cells(book):
    sheet = book.worksheets()[0]
    sheet.write_formula("B3", "=NA()", None, "#N/A")
    sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
    number, text = noticed(book)["error values"]
    assert (number, text) == (2, "2 cells with an error value, read as empty: B3 #N/A, B4 #DIV/0!.")


def test_formulas_that_were_saved_without_a_value_are_told_from_those_with_one(tmp_path):
    with_value, without = b'<c r="A2"><f>1+1</f><v>2</v></c>', b'<c r="B2"><f>A1</f><v /></c>'
    empty_text = b'<c r="C2" t="str"><f>IF(1=1,"","")</f><v></v></c>'

    def formulas(xml):
        return re.sub(rb'<c r="A2".*</row>', with_value + without + empty_text + b"</row>", xml)

    hostile.rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", formulas)
    told = {one.kind: one for one in read_file(tmp_path / "a.xlsx").notices}
    assert (told["formulas"].number, told["formulas without values"].number) == (2, 1)
    assert "read as empty: B2." in told["formulas without values"].text


def test_merged_ranges_hidden_rows_columns_and_sheets_are_named(book):
    sheet = book.worksheets()[0]
    sheet.merge_range("B2:B3", "Otago")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    book.add_worksheet("Old").hide()
    told = noticed(book)
    assert {kind: number for kind, (number, _) in told.items()} == {
        "merged cells": 1,
        "hidden rows": 1,
        "hidden columns": 1,
        "hidden sheets": 1,
    }
    assert "B2:B3" in told["merged cells"][1]
    assert told["hidden rows"][1] == "1 hidden row, read like the others: 4."
    assert "'Old'" in told["hidden sheets"][1]


def test_only_the_sheet_that_is_read_is_told_of(book):
    other = book.add_worksheet("Other")
    other.merge_range("A1:A2", "x")
    book.close()
    assert read_file(book.filename, Layout(sheet="Answers")).notices == ()
    assert [one.kind for one in read_file(book.filename, Layout(sheet="Other")).notices] == ["merged cells"]


def test_of_very_many_cells_some_are_named_and_all_are_counted(book):
    for row in range(5, 5_005):
        book.worksheets()[0].write_formula(row, 1, "=NA()", None, "#N/A")
    number, text = noticed(book)["error values"]
    assert number == 5_000
    assert text.endswith(" and 4,980 more.")


def test_a_guessed_encoding_is_told_and_one_that_is_named_or_proved_is_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("id,name\n1,Café\n2,naïve\n".encode("cp1252"))
    (notice,) = read_file(path).notices
    assert (notice.kind, notice.number) == ("guessed encoding", 2)
    assert read_file(path, Layout(encoding="cp1252")).notices == ()
    path.write_text("id,name\n1,Café\n", encoding="utf-8")
    assert read_file(path).notices == ()


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xlsx"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, name, book):
    book.close()
    path = tmp_path / name
    if name != "a.xlsx":
        frame = pl.DataFrame({"id": ["1"], "region": ["Otago"]})
        frame.write_csv(path) if name == "a.csv" else frame.write_parquet(path)
    table = read_file(path)
    assert sum(batch.rows.height for batch in table.batches()) > 0
    with path.open("ab") as file:
        file.write(b"\n")
    with pytest.raises(DataError, match=r"was changed while it was read|could not be read"):
        list(table.batches())
