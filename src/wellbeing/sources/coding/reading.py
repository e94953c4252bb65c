"""Read a coding workbook that came back."""

from collections.abc import Iterator
from pathlib import Path

from wellbeing.model.errors import DataError, quoted
from wellbeing.sources.coding.sheet import (
    CODING_COLUMNS,
    CODING_MARK,
    CODING_VERSION,
    COMMENT_COLUMN,
    CONTRIBUTION_COLUMN,
    QUESTION_ID_COLUMN,
    READING_SHEETS,
    THEME_COLUMNS,
    TONE_COLUMN,
    CodedRow,
    CodingSheet,
)
from wellbeing.sources.reading.limits import DEFAULT_LIMITS
from wellbeing.sources.reading.workbook import Workbook

_Cells = tuple[str | None, ...]


def read_sheet(path: Path, engagement: str) -> CodingSheet:
    """What was filled in, row by row.

    Args:
        path: the workbook.
        engagement: id of the engagement whose comments it must hold.

    Raises:
        DataError: it cannot be read, is no coding workbook, or one of another engagement or layout.
    """
    if path.suffix.lower() != ".xlsx":
        msg = f"{path} does not end in .xlsx: save it as a workbook."
        raise DataError(msg)
    book = Workbook(path, DEFAULT_LIMITS)
    version, purpose = _marked(path, book.marker(), engagement)
    rows = [row for reading, name in READING_SHEETS.items() for row in _rows(path, book, reading, name)]
    return CodingSheet(purpose, version, rows)


def _marked(path: Path, marker: tuple[str, ...], engagement: str) -> tuple[str, str]:
    """The codebook's version and the purpose that a workbook was written for."""
    mark, of, layout, version, purpose = (*marker, *[""] * 5)[:5]
    if mark != CODING_MARK or layout != CODING_VERSION or not (version and purpose):
        msg = f"{path} is no coding workbook of this program: `wellbeing codes sample` writes one."
        raise DataError(msg)
    if of != engagement:
        msg = f"{path} holds comments of engagement '{of}', not of '{engagement}'."
        raise DataError(f"{msg} Choose its folder with --engagement.")
    return version, purpose


def _rows(path: Path, book: Workbook, reading: int, name: str) -> Iterator[CodedRow]:
    """Rows of a sheet; none where the workbook has no such sheet."""
    if name not in book.sheets():
        return
    head, *rows = book.sheet(name).rows() or [()]
    places = _places(path, name, head)
    for number, cells in enumerate(rows, 2):
        filled = {column: (cells[place] or "").strip() for column, place in places.items()}
        if any(filled.values()):
            themes = tuple(dict.fromkeys(filled[theme.name] for theme in THEME_COLUMNS if filled[theme.name]))
            ids = (filled[CONTRIBUTION_COLUMN.name], filled[QUESTION_ID_COLUMN.name])
            yield CodedRow(
                name, number, reading, *ids, filled[COMMENT_COLUMN.name], filled[TONE_COLUMN.name], themes
            )


def _places(path: Path, sheet: str, head: _Cells) -> dict[str, int]:
    headings = {(cell or "").strip(): place for place, cell in enumerate(head)}
    absent = [column.name for column in CODING_COLUMNS if column.name not in headings]
    if absent:
        msg = f"{path}, sheet '{sheet}' lacks {quoted(absent)}: keep the first row as it was written."
        raise DataError(msg)
    return {column.name: headings[column.name] for column in CODING_COLUMNS}
