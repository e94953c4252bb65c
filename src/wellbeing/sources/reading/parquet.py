"""Read a Parquet file in batches of text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.sources.reading.batch import BATCH_ROWS, RowBatch, column_numbers, number_rows
from wellbeing.sources.reading.limits import Limits, check_rows, check_width

#: What parts the members of a list in a cell.
_LIST: Final = ";"


class ParquetTable:
    """A Parquet file whose size has been checked against what it says of itself."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        try:
            about = pq.ParquetFile(path).metadata
        except (pa.ArrowException, OSError) as error:
            raise DataError(_damaged(path, error)) from error
        check_rows(path, about.num_rows, limits)
        check_width(path, about.num_columns, limits)
        self.height = about.num_rows

    def columns(self) -> list[str]:
        """The file's own names."""
        return list(pq.ParquetFile(self._path).schema_arrow.names)

    def batches(self) -> Iterator[RowBatch]:
        """Its rows as text, dates in ISO 8601, lists parted by ``;``; numbered from 2, as under a heading."""
        seen = 0
        try:
            for part in pq.ParquetFile(self._path).iter_batches(BATCH_ROWS):
                rows = _as_text(pl.DataFrame(part))
                seen += rows.height
                none = pl.Series(dtype=pl.Int64)
                yield RowBatch(number_rows(rows, seen - rows.height + 1), none, seen / max(1, self.height))
        except (pa.ArrowException, OSError) as error:
            raise DataError(_damaged(self._path, error)) from error


def _as_text(rows: pl.DataFrame) -> pl.DataFrame:
    texts = [_text(column) for column in rows]
    return pl.DataFrame(dict(zip(column_numbers(rows.width), texts, strict=True)))


def _text(column: pl.Series) -> pl.Series:
    if isinstance(column.dtype, pl.List):
        return column.cast(pl.List(pl.String)).list.join(_LIST)
    if isinstance(column.dtype, pl.Datetime):
        return column.dt.to_string("iso:strict") if column.dtype.time_zone else column.dt.to_string("iso")
    if column.dtype.is_nested() or column.dtype == pl.Binary:
        return pl.Series(column.name, [None] * len(column), pl.String)
    return column.cast(pl.String)


def _damaged(path: Path, error: Exception) -> str:
    reason = str(error).partition("\n")[0]
    return message(f"{path} could not be read as Parquet ({reason}). Export it again.")
