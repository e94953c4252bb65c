"""Read a coding workbook that came back."""

from collections.abc import Iterator
from pathlib import Path

from wellbeing.model.errors import DataError, quoted
from wellbeing.sources.coding.sheet import (
    ASKED,
    COLUMNS,
    COMMENT,
    CONTRIBUTION,
    MARK,
    SHEETS,
    THEMES,
    TONE,
    VERSION,
    CodingSheet,
    Row,
)
from wellbeing.sources.reading.limits import LIMITS
from wellbeing.sources.reading.workbook import Workbook

Cells = tuple[str | None, ...]


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
    book = Workbook(path, LIMITS)
    version, purpose = _marked(path, book.marker(), engagement)
    rows = [row for reading, name in SHEETS.items() for row in _rows(path, book, reading, name)]
    return CodingSheet(purpose, version, rows)


def _marked(path: Path, marker: tuple[str, ...], engagement: str) -> tuple[str, str]:
    """The codebook's version and the purpose that a workbook was written for."""
    mark, of, layout, version, purpose = (*marker, *[""] * 5)[:5]
    if mark != MARK or layout != VERSION or not (version and purpose):
        msg = f"{path} is no coding workbook of this program: `wellbeing codes sample` writes one."
        raise DataError(msg)
    if of != engagement:
        msg = f"{path} holds comments of engagement '{of}', not of '{engagement}'."
        raise DataError(f"{msg} Choose its folder with --engagement.")
    return version, purpose


def _rows(path: Path, book: Workbook, reading: int, name: str) -> Iterator[Row]:
    """Rows of a sheet; none where the workbook has no such sheet."""
    if name not in book.sheets():
        return
    head, *rows = book.sheet(name).rows() or [()]
    places = _places(path, name, head)
    for number, cells in enumerate(rows, 2):
        said = {column: (cells[place] or "").strip() for column, place in places.items()}
        if any(said.values()):
            themes = tuple(dict.fromkeys(said[theme.name] for theme in THEMES if said[theme.name]))
            ids = (said[CONTRIBUTION.name], said[ASKED.name])
            yield Row(name, number, reading, *ids, said[COMMENT.name], said[TONE.name], themes)


def _places(path: Path, sheet: str, head: Cells) -> dict[str, int]:
    found = {(cell or "").strip(): place for place, cell in enumerate(head)}
    absent = [column.name for column in COLUMNS if column.name not in found]
    if absent:
        msg = f"{path}, sheet '{sheet}' lacks {quoted(absent)}: keep the first row as it was written."
        raise DataError(msg)
    return {column.name: found[column.name] for column in COLUMNS}
