"""One source file: what its columns are called, and its rows in batches."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.intake import Notice
from wellbeing.model.profile import Layout
from wellbeing.sources.reading.batch import ROW, RowBatch
from wellbeing.sources.reading.delimited import read_delimited
from wellbeing.sources.reading.dialect import find_dialect
from wellbeing.sources.reading.encoding import encoding_notices
from wellbeing.sources.reading.headings import clean_label, column_names
from wellbeing.sources.reading.limits import DEFAULT_LIMITS, Limits, check_size
from wellbeing.sources.reading.workbook import Workbook, sheet_batches

_TEXT: Final = (".csv", ".tsv", ".txt", ".tab")
_READ: Final = (*_TEXT, ".xlsx", ".parquet")
#: Bytes of rows that are kept for those who read them again; larger files are read again.
_MOST_KEPT: Final = 250_000_000
#: Characters in which the heading rows of a text file are sought.
_HEAD: Final = 1_000_000
#: What a file may be called in the record: a name, never a path.
_UNSAFE: Final = re.compile(r"[^\w .()+,-]+")


@dataclass
class _Kept:
    """The rows of a file that was read to its end."""

    batches: list[RowBatch] | None = None
    #: Size and time of the file when it was found to be the one that was opened.
    stamp: tuple[int, int] | None = None


@dataclass(frozen=True)
class SourceTable:
    """A file's table, opened and named; its rows are read when they are asked for, as often as they are."""

    path: Path
    #: The file's name, fit to be kept and shown.
    file: str
    #: What the columns are called: clean, and no two alike.
    columns: tuple[str, ...]
    #: The heading rows as they stand in the file.
    heading_rows: tuple[tuple[str | None, ...], ...]
    #: What a filled template says of itself: kind, engagement, version; empty in other files.
    marker: tuple[str, ...]
    #: What should be said of the file.
    notices: tuple[Notice, ...]
    #: Of the file's bytes when it was opened: the same file is known by it, whatever it is called.
    sha256: str
    _batches: Callable[[], Iterator[RowBatch]]
    _kept: _Kept = field(default_factory=_Kept)

    def batches(self) -> Iterator[RowBatch]:
        """Rows of text under their headings, and their numbers in ``ROW``, in bounded memory.

        Raises:
            DataError: the file turns out to be damaged, larger than any export, or another than it was.
        """
        yield from self._read() if self._kept.batches is None else self._kept.batches
        if self.sha256 and not self._is_as_opened():
            changed = message(
                f"{self.path} was changed while it was read: nothing that was read can be believed."
            )
            msg = f"{changed} Wait until whatever writes it has finished, then try again."
            raise DataError(msg)

    def _is_as_opened(self) -> bool:
        """Whether the file is the one that was opened; rows that are kept are of it whatever becomes of it since."""
        now = self.path.stat()
        stamp = (now.st_size, now.st_mtime_ns)
        if self._kept.stamp != stamp and file_sha256(self.path) != self.sha256:
            return False
        self._kept.stamp = None if self._kept.batches is None else stamp
        return True

    def _read(self) -> Iterator[RowBatch]:
        """The rows of a file that is not kept, kept to its end unless they are too many."""
        first = len(self.heading_rows) + 1
        names = [str(number) for number in range(len(self.columns))]
        kept: list[RowBatch] | None = []
        size = 0
        for batch in self._batches():
            is_below = batch.rows.is_empty() or batch.rows[ROW][0] >= first
            rows = batch.rows if is_below else batch.rows.filter(pl.col(ROW) >= first)
            named = rows.select(ROW, *names).rename(dict(zip(names, self.columns, strict=True)))
            size += int(named.estimated_size())
            whole = RowBatch(named, batch.overlong.filter(batch.overlong >= first), batch.done)
            kept = None if kept is None or size > _MOST_KEPT else [*kept, whole]
            yield whole
        self._kept.batches = kept


def file_sha256(path: Path) -> str:
    """Of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_file(path: Path, layout: Layout | None = None, limits: Limits = DEFAULT_LIMITS) -> SourceTable:
    """Open a CSV, XLSX or Parquet file, whatever its encoding, delimiter, sheet.

    Args:
        path: the file; what it holds must be what its ending says.
        layout: as a profile gives it; found out where None.
        limits: checked before anything is parsed.

    Raises:
        DataError: it is missing, empty, too large, encrypted, damaged, holds macros, or is of another kind.
    """
    layout = layout or Layout()
    kind = path.suffix.lower()
    if kind not in _READ:
        msg = f"{path} cannot be read: its ending is none of {quoted(_READ)}.{_advice(kind)}"
        raise DataError(msg)
    check_size(path, limits.file_bytes, message("a table"))
    begun = file_sha256(path)
    if kind == ".xlsx":
        table = _from_workbook(path, layout, limits)
    else:
        table = _from_parquet(path, limits) if kind == ".parquet" else _from_text(path, layout, limits)
    return replace(table, sha256=begun)


def _advice(kind: str) -> str:
    if kind in {".xlsm", ".xlsb", ".xls", ".xltm"}:
        return message(" It may hold macros, which are never opened here: save it as XLSX.")
    return message(" Save it as CSV or XLSX.")


def _from_text(path: Path, layout: Layout, limits: Limits) -> SourceTable:
    dialect = find_dialect(path, layout, limits)
    first = next(read_delimited(path, dialect, limits, _HEAD), None)
    table = _headed(path, layout, first, partial(read_delimited, path, dialect, limits))
    return table if layout.encoding else replace(table, notices=encoding_notices(path, dialect.encoding))


def _from_workbook(path: Path, layout: Layout, limits: Limits) -> SourceTable:
    book = Workbook(path, limits)
    name = book.chosen(layout.sheet)
    read = partial(sheet_batches, book.sheet(name))
    table = _headed(path, layout, next(read(), None), read)
    return replace(table, marker=book.marker(), notices=book.notices(name))


def _from_parquet(path: Path, limits: Limits) -> SourceTable:
    from wellbeing.sources.reading.parquet import ParquetTable  # noqa: PLC0415 (PyArrow takes long to import)

    table = ParquetTable(path, limits)
    head = table.columns()
    columns = tuple(column_names([head], Layout()))
    return SourceTable(path, _name(path), columns, (tuple(head),), (), (), "", table.batches)


def _headed(
    path: Path, layout: Layout, first: RowBatch | None, read: Callable[[], Iterator[RowBatch]]
) -> SourceTable:
    rows = [] if first is None else _heading_rows(first.rows, layout.header_rows)
    if not rows:
        msg = f"{path} has no heading row: there is nothing in its first rows."
        raise DataError(msg)
    return SourceTable(path, _name(path), tuple(column_names(rows, layout)), tuple(rows), (), (), "", read)


def _heading_rows(rows: pl.DataFrame, number: int) -> list[tuple[str | None, ...]]:
    """The first rows by number; one that holds nothing has been left out, and is nothing but nulls."""
    head = rows.filter(pl.col(ROW) <= number)
    if head.is_empty():
        return []
    numbers = pl.DataFrame({ROW: pl.int_range(1, number + 1, dtype=pl.Int64, eager=True)})
    return numbers.join(head, on=ROW, how="left", maintain_order="left").drop(ROW).rows()


def _name(path: Path) -> str:
    return clean_label(_UNSAFE.sub("_", path.name))[-200:] or "unnamed"
