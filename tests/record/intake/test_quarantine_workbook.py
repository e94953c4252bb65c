"""Rows in quarantine are written with their reasons, corrected in a spreadsheet and taken in again."""

import polars as pl
import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.intake.mends import mend_rows
from wellbeing.record.intake.quarantine_workbook import NUMBER_HEADING, corrected_rows
from wellbeing.record.intake.quarantine_workbook import export_quarantine as annotate


def count(record, table="contributions"):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def account(record):
    return record.execute("SELECT rows, imported, quarantined, refused, added FROM imports").fetchone()


def test_an_annotated_copy_is_corrected_and_taken_in(record, folder, take, tmp_path):
    formula = '=HYPERLINK("http://x")'.replace('"', "'")
    take(export(tmp_path / "a.csv", [line(1, Region="Atlantis", Why=formula), line(2, Who="Poets"), line(3)]))
    copy = tmp_path / "copy.xlsx"
    assert annotate(record, copy) == 2
    rows = pl.read_excel(copy, infer_schema_length=0)
    assert rows["Quarantine reason"].to_list()[0] == "region: 'Atlantis' no region is called that"
    assert rows["Why"].to_list()[0] == formula
    mended = rows.with_columns(Region=pl.lit("S1"), Who=pl.lit("Farmers"))
    mended.write_excel(tmp_path / "mended.xlsx")
    mend_rows(record, folder, corrected_rows(tmp_path / "mended.xlsx"))
    assert account(record) == (3, 3, 0, 0, 3)
    assert (count(record, "quarantine"), count(record, "problems")) == (0, 0)


def test_a_copy_that_does_not_say_which_rows_it_holds_is_refused(record, tmp_path):
    with pytest.raises(DataError, match=f"no column '{NUMBER_HEADING}'"):
        corrected_rows(export(tmp_path / "a.csv", [line(1)]))
