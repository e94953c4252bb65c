"""An annotated copy of the rows in quarantine: corrected in a spreadsheet, then taken in again."""

import sqlite3
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.model.errors import DataError, quoted
from wellbeing.record.intake.quarantine import cells_of_rows, quarantine_problems
from wellbeing.sources.reading.source import read_file
from wellbeing.sources.text_workbook import write_text_workbook

_SHEET: Final = "Quarantine"
NUMBER_HEADING: Final = "Quarantine number"
#: What stands before the files' own columns.
_ANNOTATIONS: Final = (
    NUMBER_HEADING,
    "Quarantine file",
    "Quarantine row",
    "Quarantine reason",
    "Quarantine suggestion",
)


def export_quarantine(record: sqlite3.Connection, path: Path) -> int:
    """Write every row in quarantine with the reason beside it; how many.

    Cells are written as text, so that a formula in a source file stays one that is not calculated.

    Raises:
        DataError: nothing is in quarantine, the file exists or is to be no workbook.
    """
    problems = quarantine_problems(record)
    if problems.is_empty():
        msg = "Nothing is in quarantine."
        raise DataError(msg)
    cells = cells_of_rows(record)
    rows = [_annotated(row, cells) for row in problems.partition_by("id", maintain_order=True)]
    headings = list(dict.fromkeys(name for row in rows for name in row))
    lines: list[list[str | None]] = [[*headings], *([row.get(name) for name in headings] for row in rows)]
    write_text_workbook(path, _SHEET, lines, frozen=(1, 1))
    return len(rows)


def corrected_rows(path: Path) -> dict[int, dict[str, str | None]]:
    """The rows of an annotated copy: number in quarantine → heading → text.

    Raises:
        DataError: the file does not say which rows these are.
    """
    table = read_file(path)
    rows = pl.concat([batch.rows for batch in table.batches()])
    numbers = (
        rows[NUMBER_HEADING].cast(pl.Int64, strict=False)
        if NUMBER_HEADING in rows.columns
        else pl.Series([None])
    )
    if numbers.null_count():
        lack = f"{path} has no column '{NUMBER_HEADING}' with a number in each row."
        columns = quoted(table.columns, 20)
        msg = f"{lack} Found: {columns}. `wellbeing quarantine export` writes such a file."
        raise DataError(msg)
    cells = rows.select(name for name in table.columns if name not in _ANNOTATIONS)
    return dict(zip(numbers, cells.iter_rows(named=True), strict=True))


def _annotated(problems: pl.DataFrame, cells: dict[int, dict[str, str | None]]) -> dict[str, str | None]:
    """One row: what is wrong with it, then what the file said."""
    number, file, row = problems.select("id", "file", "source_row").row(0)
    reasons = [
        f"{field}: '{value}' {why}"
        for field, value, why in problems.select("field", "value", "reason").rows()
    ]
    suggestions = problems["suggestion"].drop_nulls().unique(maintain_order=True)
    annotations = (str(number), str(file), str(row), "; ".join(reasons), "; ".join(suggestions))
    return dict(zip(_ANNOTATIONS, annotations, strict=True)) | cells[number]
