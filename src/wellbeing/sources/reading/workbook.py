"""Read a sheet of a workbook; formulas are not calculated, hidden sheets not taken for data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from wellbeing.model.errors import DataError, quoted
from wellbeing.sources.reading.batch import BATCH_ROWS, RowBatch, column_numbers, number_rows
from wellbeing.sources.reading.limits import Limits, check_rows, check_size, check_width
from wellbeing.sources.reading.package import check_package

#: A hidden sheet of this name marks a filled template (``sources.templates``).
MARKER_SHEET: Final = "wellbeing"
#: The sheet of a template that is filled in.
DATA_SHEET: Final = "Data"


class Workbook:
    """An XLSX file that has passed the checks."""

    def __init__(self, path: Path, limits: Limits) -> None:
        check_size(path, limits.workbook_bytes, "a workbook")
        content = path.read_bytes()
        #: What should be said of it.
        self.remarks = check_package(path, content, limits)
        self._path = path
        self._limits = limits
        try:
            self._reader = fastexcel.read_excel(content)
        except fastexcel.FastExcelError as error:
            raise DataError(_damaged(path, error)) from error

    def marker(self) -> tuple[str, ...]:
        """What a template says of itself: its hidden sheet's first column; nothing in other workbooks."""
        if MARKER_SHEET not in self._reader.sheet_names:
            return ()
        cells = self._text(MARKER_SHEET)
        return tuple(cells.to_series().fill_null("")) if cells.width else ()

    def sheets(self) -> list[str]:
        """The names of all its sheets, hidden ones too."""
        return list(self._reader.sheet_names)

    def sheet(self, named: str = "") -> pl.DataFrame:
        """The cells of a sheet as text, from its first row; dates in ISO 8601.

        Args:
            named: the sheet. Where empty: a template's sheet to fill in, else the only visible one with a
                table.

        Raises:
            DataError: there is no such sheet, there are several, or it is too large.
        """
        names = self._reader.sheet_names
        named = named or (DATA_SHEET if self.marker() else "")
        if named and named not in names:
            msg = f"{self._path} has no sheet '{named}'. Its sheets: {quoted(names, 30)}."
            raise DataError(msg)
        cells = self._text(named) if named else self._only()
        check_width(self._path, cells.width, self._limits)
        check_rows(self._path, cells.height, self._limits)
        return cells

    def _only(self) -> pl.DataFrame:
        read = {name: self._visible(name) for name in self._reader.sheet_names}
        filled = {name: cells for name, cells in read.items() if cells is not None and cells.height > 1}
        if len(filled) != 1:
            holding = f"{len(filled)} visible sheets with a table: {quoted(filled)}"
            msg = f'{self._path} has {holding}. Say which in the profile: [layout] sheet = "…".'
            raise DataError(msg)
        return next(iter(filled.values()))

    def _visible(self, name: str) -> pl.DataFrame | None:
        first = self._reader.load_sheet(name, header_row=None, n_rows=1, dtypes="string")
        return self._text(name) if first.visible == "visible" else None

    def _text(self, name: str) -> pl.DataFrame:
        try:
            sheet = self._reader.load_sheet(
                name, header_row=None, skip_rows=0, dtypes="string", skip_whitespace_tail_rows=True
            )
        except fastexcel.FastExcelError as error:
            raise DataError(_damaged(self._path, error)) from error
        cells = sheet.to_polars()
        return cells.rename(dict(zip(cells.columns, column_numbers(cells.width), strict=True)))


def sheet_batches(cells: pl.DataFrame) -> Iterator[RowBatch]:
    """A sheet's rows, headings included, a number at a time."""
    for start in range(0, max(1, cells.height), BATCH_ROWS):
        rows = number_rows(cells.slice(start, BATCH_ROWS), start)
        none = pl.Series(dtype=pl.Int64)
        yield RowBatch(rows, none, min(1.0, (start + BATCH_ROWS) / max(1, cells.height)))


def _damaged(path: Path, error: Exception) -> str:
    reason = str(error).partition("\n")[0]
    return f"{path} could not be read ({reason}). Open it in a spreadsheet and save it again as XLSX."
