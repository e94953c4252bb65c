"""Rows in quarantine are written with their reasons, corrected in a spreadsheet and taken in again."""

import csv
import io

import polars as pl
import pytest
from exports import export, line
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.record.intake.imports import import_file
from wellbeing.record.intake.mends import mend_rows
from wellbeing.record.intake.quarantine_workbook import NUMBER_HEADING, corrected_rows
from wellbeing.record.intake.quarantine_workbook import export_quarantine as annotate
from wellbeing.record.store.database import empty_record


def count(record, table="contributions"):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def account(record):
    return record.execute("SELECT rows, imported, quarantined, refused, added FROM imports").fetchone()


@pytest.mark.slow
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


def cells(record):
    return record.execute("SELECT id, cells FROM quarantine ORDER BY id").fetchall()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@example(
    texts=["0012", "1.50", "=1+1", "'quoted", " two  spaces ", "two\nlines\r\nand a tab\t", "TRUE", "1/2"]
)
@example(texts=["a" * 40_000])
def test_what_nobody_edits_comes_back_as_it_was(folder, job, tmp_path_factory, texts):
    place = tmp_path_factory.mktemp("edited")
    lines = []
    for number, text in enumerate(texts):
        said = io.StringIO()
        row = line(number, Region="Atlantis", Why="?").split(",")
        csv.writer(said).writerow([*row[:-1], text])
        lines.append(said.getvalue().rstrip("\r\n"))
    with empty_record("two-islands") as record:
        import_file(record, job(export(place / "a.csv", lines)))
        before = cells(record)
        annotate(record, place / "copy.xlsx")
        mend_rows(record, folder, corrected_rows(place / "copy.xlsx"))
        assert cells(record) == before
