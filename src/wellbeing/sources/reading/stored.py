"""Rows that were kept in quarantine, as the file that they came from."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from wellbeing.sources.reading.batch import ROW, RowBatch, column_numbers
from wellbeing.sources.reading.source import SourceTable


def stored_rows(file: str, kept: pl.DataFrame) -> SourceTable:
    """Rows as ``QuarantinedRows`` keeps them (``source_row``, ``cells``), to be taken in again.

    Args:
        file: how their file is called in the record; it need not exist any more.
        kept: at least one row; all of one file, so that they have the same headings.
    """
    columns = tuple(msgspec.json.decode(kept["cells"][0], type=dict[str, str | None]))
    shape = pl.Struct(dict.fromkeys(columns, pl.String))
    cells = kept["cells"].str.json_decode(shape).struct.unnest()
    rows = cells.rename(dict(zip(columns, column_numbers(len(columns)), strict=True)))
    numbered = rows.with_columns(kept["source_row"].alias(ROW))

    def batches() -> Iterator[RowBatch]:
        yield RowBatch(numbered, pl.Series(dtype=pl.Int64), 1.0)

    return SourceTable(Path(file), file, columns, (), (), (), "", batches)
