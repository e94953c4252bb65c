"""An annotated copy of the rows in quarantine: mended in a spreadsheet, then taken in again."""

import io
import sqlite3
from pathlib import Path
from typing import Final

import msgspec
import polars as pl
import xlsxwriter

from wellbeing.model.errors import DataError, quoted
from wellbeing.record.intake.quarantine import waiting
from wellbeing.sources.private import make_private
from wellbeing.sources.reading.source import read_file

NUMBER: Final = "Quarantine number"
#: What stands before the files' own columns.
TOLD: Final = (NUMBER, "Quarantine file", "Quarantine row", "Quarantine reason", "Quarantine suggestion")
#: Characters that a workbook holds in a cell.
CELL: Final = 32_767
#: Held in memory until it is whole: a file on the way would hold what people said.
OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def export(record: sqlite3.Connection, path: Path) -> int:
    """Write every row in quarantine with the reason beside it; how many.

    Cells are written as text, so that a formula in a source file stays one that is not calculated.

    Raises:
        DataError: nothing is in quarantine, the file exists or is to be no workbook.
    """
    problems = waiting(record)
    if problems.is_empty():
        msg = "Nothing is in quarantine."
        raise DataError(msg)
    cells = dict(record.execute("SELECT id, cells FROM quarantine").fetchall())
    rows = [_annotated(mine, cells) for mine in problems.partition_by("id", maintain_order=True)]
    if path.suffix.lower() != ".xlsx" or not make_private(path, _workbook(rows)):
        msg = f"{path} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
    return len(rows)


def corrected(path: Path) -> dict[int, dict[str, str | None]]:
    """The rows of an annotated copy: number in quarantine → heading → text.

    Raises:
        DataError: the file does not say which rows these are.
    """
    table = read_file(path)
    rows = pl.concat([batch.rows for batch in table.batches()])
    numbers = rows[NUMBER].cast(pl.Int64, strict=False) if NUMBER in rows.columns else pl.Series([None])
    if numbers.null_count():
        told = (
            f"{path} has no column '{NUMBER}' with a number in each row. Found: {quoted(table.columns, 20)}."
        )
        msg = f"{told} `wellbeing quarantine export` writes such a file."
        raise DataError(msg)
    cells = rows.select(name for name in table.columns if name not in TOLD)
    return dict(zip(numbers, cells.iter_rows(named=True), strict=True))


def _annotated(problems: pl.DataFrame, cells: dict[int, str]) -> dict[str, str]:
    """One row: what is wrong with it, then what the file said."""
    number, file, row = problems.select("id", "file", "source_row").row(0)
    reasons = [
        f"{field}: '{value}' {why}"
        for field, value, why in problems.select("field", "value", "reason").rows()
    ]
    suggestions = problems["suggestion"].drop_nulls().unique(maintain_order=True)
    told = (number, file, row, "; ".join(reasons), "; ".join(suggestions))
    said = msgspec.json.decode(cells[number], type=dict[str, str | None])
    return dict(zip(TOLD, map(str, told), strict=True)) | {name: text or "" for name, text in said.items()}


def _workbook(rows: list[dict[str, str]]) -> bytes:
    headings = list(dict.fromkeys(name for row in rows for name in row))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        sheet = book.add_worksheet("Quarantine")
        sheet.freeze_panes(1, 1)
        for across, heading in enumerate(headings):
            sheet.write_string(0, across, heading)
            for down, row in enumerate(rows, 1):
                sheet.write_string(down, across, row.get(heading, "")[:CELL])
    return made.getvalue()
