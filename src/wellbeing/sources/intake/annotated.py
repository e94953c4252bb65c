"""Write a copy of a file with what became of each row, to be mended in a spreadsheet and taken in again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl
import xlsxwriter

from wellbeing.model.errors import DataError
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.reading.workbook import DATA, MARKER

#: Headings of what is added, behind the file's own columns.
ADDED: Final = ("wellbeing: row", "wellbeing: outcome", "wellbeing: reason")
#: Rows of a sheet, without its headings.
MOST_ROWS: Final = 1_000_000
#: Characters that a cell of a workbook holds.
MOST_CHARACTERS: Final = 32_767


def write_annotated(
    table: SourceTable, quarantined: pl.DataFrame, refused: pl.DataFrame, path: Path, *, every: bool = False
) -> int:
    """Write the rows of a file as they are, with the outcome and the reason behind; how many were written.

    The heading rows stay as they were, so that the same profile reads the copy; a template stays a template.
    Text is written as text: no formula comes to life.

    Args:
        table: the file.
        quarantined: as in ``Intake``.
        refused: as in ``Intake``.
        path: an XLSX file.
        every: the imported rows too, not only those to be looked at.

    Raises:
        DataError: there are more rows than a sheet holds.
    """
    told = _told(quarantined, refused)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(DATA)
        for number, line in enumerate(table.heading_rows):
            _write(sheet, number, (*line, *(ADDED if number == 0 else ())))
        written = len(table.heading_rows)
        for line in _lines(table, told, every=every):
            if written > MOST_ROWS:
                msg = f"{table.path} has more than {MOST_ROWS:,} rows to write: a sheet holds no more."
                raise DataError(msg)
            _write(sheet, written, line)
            written += 1
        _write_marker(book, table.marker)
    return written - len(table.heading_rows)


def _told(quarantined: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """``ROW``, the outcome and all reasons of each row that is not imported."""
    what = pl.concat_str(pl.coalesce("column", "field"), pl.lit(" '"), "value", pl.lit("' "), "reason")
    better = pl.concat_str(pl.lit("; perhaps '"), "suggestion", pl.lit("'")).fill_null("")
    kept = quarantined.group_by("source_row", maintain_order=True).agg(
        outcome=pl.lit("quarantined"), reason=(what + better).str.join("\n")
    )
    left = refused.select("source_row", outcome=pl.lit("refused"), reason="reason")
    return pl.concat([kept, left]).rename({"source_row": ROW})


def _lines(table: SourceTable, told: pl.DataFrame, *, every: bool) -> Iterator[tuple[str | None, ...]]:
    for batch in table.batches():
        rows = batch.rows.join(told, on=ROW, how="left" if every else "inner", maintain_order="left")
        outcome = pl.col("outcome").fill_null("imported")
        yield from rows.select(*table.columns, pl.col(ROW).cast(pl.String), outcome, "reason").iter_rows()


def _write(sheet: xlsxwriter.workbook.Worksheet, row: int, cells: tuple[str | None, ...]) -> None:
    for place, cell in enumerate(cells):
        if cell:
            sheet.write_string(row, place, cell[:MOST_CHARACTERS])


def _write_marker(book: xlsxwriter.Workbook, marker: tuple[str, ...]) -> None:
    if not marker:
        return
    sheet = book.add_worksheet(MARKER)
    sheet.very_hidden()
    for row, cell in enumerate(marker):
        sheet.write_string(row, 0, cell)
