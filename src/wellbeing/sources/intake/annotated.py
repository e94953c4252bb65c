"""Write a copy of a file with what became of each row, to be mended in a spreadsheet and taken in again."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.sources.intake.uuids import shown_ids
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.reading.workbook import DATA_SHEET
from wellbeing.sources.text_workbook import MOST_CHARACTERS, write_text_workbook

#: Headings of what is added, behind the file's own columns.
ADDED_COLUMNS: Final = ("wellbeing: row", "wellbeing: outcome", "wellbeing: reason")
#: Rows of a sheet, without its headings.
_MOST_ROWS: Final = 1_000_000


def write_annotated(
    table: SourceTable, quarantined: pl.DataFrame, refused: pl.DataFrame, path: Path, *, every: bool = False
) -> tuple[int, list[int]]:
    """Write the rows of a file as they are, with the outcome and the reason behind.

    The heading rows stay as they were, so that the same profile reads the copy; a template stays a template.
    Text is written as text: no formula comes to life. A row with more text than a cell holds is left out: it would
    come back cut, as if somebody had changed it.

    Args:
        table: the file.
        quarantined: as in ``Intake``; or as ``held_values`` has it.
        refused: as in ``Intake``.
        path: a new XLSX file.
        every: the imported rows too, not only those to be looked at.

    Returns:
        How many rows were written, and the numbers of those that were left out.

    Raises:
        DataError: there are more rows than a sheet holds, or the file exists or is to be no workbook.
    """
    headings = [(*line, *(() if number else ADDED_COLUMNS)) for number, line in enumerate(table.heading_rows)]
    rows = _rows(table, _outcomes(quarantined, refused), every=every)
    left_out: list[int] = []
    lines = chain(headings, _within_a_sheet(_within_cells(rows, left_out), table, len(headings)))
    written = write_text_workbook(path, DATA_SHEET, lines, marker=table.marker, is_large=True)
    return written - len(headings), left_out


def _within_cells(
    rows: Iterator[tuple[str | None, ...]], left_out: list[int]
) -> Iterator[tuple[str | None, ...]]:
    """Rows whose cells a workbook holds; the others' numbers are noted."""
    for row in rows:
        if any(len(cell or "") > MOST_CHARACTERS for cell in row):
            left_out.append(int(row[-len(ADDED_COLUMNS)] or 0))
        else:
            yield row


def held_values(quarantined: pl.DataFrame, waiting: pl.DataFrame) -> pl.DataFrame:
    """What keeps rows out, and answers of other rows, with the ``outcome`` of each row; both as in ``Intake``."""
    answers = waiting.rename({"question_id": "field"}).select(quarantined.columns)
    outcome = [pl.lit(word).alias("outcome") for word in ("quarantined", "imported but for an answer")]
    return pl.concat(
        part.with_columns(word) for part, word in zip((quarantined, answers), outcome, strict=True)
    )


def _outcomes(quarantined: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """``ROW``, the outcome and all reasons of each row that is not imported."""
    what = pl.concat_str(pl.coalesce("column", "field"), pl.lit(" '"), "value", pl.lit("' "), "reason")
    better = pl.concat_str(pl.lit("; perhaps '"), "suggestion", pl.lit("'")).fill_null("")
    outcome = pl.col("outcome").first() if "outcome" in quarantined.columns else pl.lit("quarantined")
    readable = quarantined.with_columns(shown_ids(quarantined["value"]))
    waiting = readable.group_by("source_row", maintain_order=True).agg(
        outcome=outcome, reason=(what + better).str.join("\n")
    )
    out = refused.select("source_row", outcome=pl.lit("refused"), reason="reason")
    return pl.concat([waiting, out]).rename({"source_row": ROW})


def _rows(table: SourceTable, outcomes: pl.DataFrame, *, every: bool) -> Iterator[tuple[str | None, ...]]:
    for batch in table.batches():
        rows = batch.rows.join(outcomes, on=ROW, how="left" if every else "inner", maintain_order="left")
        outcome = pl.col("outcome").fill_null("imported")
        yield from rows.select(*table.columns, pl.col(ROW).cast(pl.String), outcome, "reason").iter_rows()


def _within_a_sheet(
    rows: Iterator[tuple[str | None, ...]], table: SourceTable, before: int
) -> Iterator[tuple[str | None, ...]]:
    for number, row in enumerate(rows, before):
        if number > _MOST_ROWS:
            msg = f"{table.path} has more than {_MOST_ROWS:,} rows to write: a sheet holds no more."
            raise DataError(msg)
        yield row
