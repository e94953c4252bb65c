"""Read a sheet of a workbook; formulas are not calculated, hidden sheets not taken for data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.intake import Notice
from wellbeing.sources.reading.batch import BATCH_ROWS, RowBatch, column_numbers, number_rows
from wellbeing.sources.reading.limits import Limits, check_rows, check_size, check_width
from wellbeing.sources.reading.notices import SheetNotices
from wellbeing.sources.reading.package import check_package

#: A hidden sheet of this name marks a filled template (``sources.templates``).
MARKER_SHEET: Final = "wellbeing"
#: The sheet of a template that is filled in.
DATA_SHEET: Final = "Data"


class Workbook:
    """An XLSX file that has passed the checks."""

    def __init__(self, path: Path, limits: Limits) -> None:
        check_size(path, limits.workbook_bytes, message("a workbook"))
        content = path.read_bytes()
        self._noticed = check_package(path, content, limits)
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

    def sheet(self, name: str) -> pl.DataFrame:
        """The cells of a sheet as text, from its first row; dates in ISO 8601.

        Raises:
            DataError: it is too large.
        """
        cells = self._text(name)
        check_width(self._path, cells.width, self._limits)
        check_rows(self._path, cells.height, self._limits)
        return cells

    def notices(self, named: str) -> tuple[Notice, ...]:
        """What should be said of a sheet that is read, and of those that are hidden."""
        seen = self._noticed.get(named, SheetNotices()).notices()
        hidden = [name for name in self._reader.sheet_names if name != named and not self._is_visible(name)]
        if self.marker() or not hidden:
            return seen
        text = message(f"{counted(len(hidden), 'hidden sheet')}, not read: {quoted(hidden)}.")
        return (*seen, Notice("hidden sheets", len(hidden), text))

    def chosen(self, named: str = "") -> str:
        """The name of the sheet to read.

        Args:
            named: as a profile names it. Where empty: a template's sheet to fill in, else the only visible one
                with a table.

        Raises:
            DataError: there is no such sheet, or there are several.
        """
        names = self._reader.sheet_names
        named = named or (DATA_SHEET if self.marker() else "")
        if named and named not in names:
            msg = f"{self._path} has no sheet '{named}'. Its sheets: {quoted(names, 30)}."
            raise DataError(msg)
        return named or self._only()

    def _only(self) -> str:
        visible = [name for name in self._reader.sheet_names if self._is_visible(name)]
        filled = [name for name in visible if self._text(name).height > 1]
        if len(filled) != 1:
            holding = message(f"{len(filled)} visible sheets with a table: {quoted(filled)}")
            which = message(
                'Say which, by `wellbeing profile FILE --sheet NAME`, or in the profile: [layout] sheet = "…".'
            )
            msg = f"{self._path} has {holding}. {which}"
            raise DataError(msg)
        return filled[0]

    def _is_visible(self, name: str) -> bool:
        first = self._reader.load_sheet(name, header_row=None, n_rows=1, dtypes="string")
        return bool(first.visible == "visible")

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
    return message(
        f"{path} could not be read ({reason}). Open it in a spreadsheet and save it again as XLSX."
    )
