"""How far the cells of a sheet reach, found out before the sheet is read.

The reader of workbooks lays a sheet out as one block from its first cell to its last, and ends the whole
program when memory is short. So cells far apart, and addresses beyond any sheet, are found before it runs.
"""

import re
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.sources.reading.limits import Limits

#: The address of a cell or row. ``[^<]``: within one tag, even where a value in it holds ">".
_ADDRESS: Final = re.compile(rb"""<(?:[\w.-]+:)?(?:c|row)\s[^<]*?\br\s*=\s*["']([^"']*)["']""")
_CELL: Final = re.compile(rb"^([A-Z]{0,3})(\d{1,7})$")
#: Rows and columns of the largest sheet.
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


class SheetExtent:
    """How far the cells of a sheet reach."""

    def __init__(self) -> None:
        self._rows: tuple[int, int] = (_LAST_ROW, 1)
        self._columns: tuple[int, int] = (_LAST_COLUMN, 1)

    def take(self, path: Path, piece: bytes, limits: Limits) -> None:
        """Extend by the cells of a piece.

        Raises:
            DataError: they reach further than a sheet may, or have no sensible address.
        """
        for address in set(_ADDRESS.findall(piece)):
            self._reach(path, address)
        (top, bottom), (left, right) = self._rows, self._columns
        cells = max(0, bottom - top + 1) * max(0, right - left + 1)
        if cells > limits.cells:
            excess = message(
                f"{path} has a sheet that reaches over {cells:,} cells; at most {limits.cells:,} are read."
            )
            msg = f"{excess} Delete what stands far from the table, or save the sheet as CSV."
            raise DataError(msg)

    def _reach(self, path: Path, address: bytes) -> None:
        parts = _CELL.match(address)
        row, column = (int(parts[2]), _column(parts[1])) if parts else (0, 0)
        if not 0 < row <= _LAST_ROW or column > _LAST_COLUMN:
            msg = f"{path} has a cell at '{address[:20]!r}', which no sheet has. It was damaged."
            raise DataError(msg)
        self._rows = (min(self._rows[0], row), max(self._rows[1], row))
        if column:
            self._columns = (min(self._columns[0], column), max(self._columns[1], column))


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA; 0 for a row's address."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
