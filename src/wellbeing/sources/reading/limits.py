"""How large a file may be before it is parsed: what an honest export never needs, a hostile file does."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted


@dataclass(frozen=True)
class Limits:
    """Each is checked before what it protects is read into memory."""

    file_bytes: int = 4_000_000_000
    rows: int = 5_000_000
    columns: int = 2_000
    #: Of one line of a text file, and of one record whose quotes span lines.
    line_bytes: int = 1_000_000
    record_bytes: int = 8_000_000
    #: Of a workbook as it lies on the disk, unpacked, and how much it may grow: text in a workbook unpacks to
    #: about 10 times its size, a bomb to several hundred times.
    workbook_bytes: int = 100_000_000
    unpacked_bytes: int = 256_000_000
    ratio: int = 100
    members: int = 2_000
    #: Of a sheet, from its first cell to its last: two cells far apart are as large as all between them.
    cells: int = 5_000_000


DEFAULT_LIMITS: Final = Limits()


def check_size(path: Path, most: int, what: str) -> None:
    """Make sure that a file has something in it, and not too much.

    Raises:
        DataError: it is missing, empty or larger than ``most`` bytes.
    """
    if not path.is_file():
        msg = f"{path} is missing."
        raise DataError(msg)
    size = path.stat().st_size
    if size == 0:
        msg = f"{path} is empty."
        raise DataError(msg)
    if size > most:
        excess = message(f"{path} has {size / 1e6:,.0f} MB; at most {most / 1e6:,.0f} MB of {what} are read.")
        msg = f"{excess} Split it, or save it as CSV."
        raise DataError(msg)


def check_width(path: Path, width: int, limits: Limits) -> None:
    """Make sure that a table is not wider than any survey.

    Raises:
        DataError: it is.
    """
    if width > limits.columns:
        msg = f"{path} has {counted(width, 'column')}; at most {limits.columns:,} are read."
        raise DataError(msg)


def check_rows(path: Path, rows: int, limits: Limits) -> None:
    """Make sure that a table is not longer than any engagement.

    Raises:
        DataError: it is.
    """
    if rows > limits.rows:
        msg = f"{path} has more than {limits.rows:,} rows, the most that are read. Split it."
        raise DataError(msg)
