"""A workbook of text, for rows that a person looks at and mends: no formula, nobody else reads it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from wellbeing.model.errors import DataError
from wellbeing.sources.private import draft, place
from wellbeing.sources.reading.workbook import MARKER_SHEET

#: Characters that a cell of a workbook holds.
MOST_CHARACTERS: Final = 32_767
#: Held in memory until it is whole: a file on the way would hold what people said.
_IN_MEMORY: Final = {"in_memory": True}
#: Row by row, for files that memory does not hold.
_STREAMED: Final = {"constant_memory": True}


def write_text_workbook(
    path: Path,
    sheet: str,
    rows: Iterable[Sequence[str | None]],
    *,
    frozen: tuple[int, int] | None = None,
    marker: tuple[str, ...] = (),
    is_large: bool = False,
) -> int:
    """Write rows as text into the one sheet of a new workbook, headings included; how many were written.

    Args:
        path: a new XLSX file.
        sheet: the sheet's name.
        rows: cells from left to right; what a cell does not hold is cut.
        frozen: rows above and columns at the left that stay in view.
        marker: cells of the hidden sheet by which it is known when it comes back; none where empty.
        is_large: whether there may be more rows than memory holds.

    Raises:
        DataError: the file exists, is to be no workbook, or there is no such folder.
    """
    if path.suffix.lower() != ".xlsx" or path.exists():
        raise _refusal(path)
    with draft(path) as beside:
        options = _STREAMED if is_large else _IN_MEMORY
        with beside.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
            page = book.add_worksheet(sheet)
            if frozen:
                page.freeze_panes(*frozen)
            number = _write_rows(page, rows)
            if marker:
                write_marker(book, marker)
        if not place(beside, path):
            raise _refusal(path)
    return number


def as_in_workbook(text: str | None) -> str:
    """What can be told apart of a text once a spreadsheet has held it: white space and what is too long cannot."""
    held = (text or "")[:MOST_CHARACTERS]
    return " ".join("".join(one if one.isprintable() else " " for one in held).split())


def write_marker(book: Any, cells: tuple[str, ...]) -> None:  # noqa: ANN401 (no types)
    """The hidden sheet by which a workbook is known when it comes back."""
    sheet = book.add_worksheet(MARKER_SHEET)
    sheet.very_hidden()
    for row, cell in enumerate(cells):
        sheet.write_string(row, 0, cell)


def _write_rows(page: Any, rows: Iterable[Sequence[str | None]]) -> int:  # noqa: ANN401 (no types)
    number = 0
    for row in rows:
        for column, cell in enumerate(row):
            if cell:
                page.write_string(number, column, cell[:MOST_CHARACTERS])
        number += 1
    return number


def _refusal(path: Path) -> DataError:
    return DataError(f"{path} exists, or does not end in .xlsx: choose another name.")
