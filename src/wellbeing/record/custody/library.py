"""The SQLite that this program runs with, and a fault of it that can damage a record."""

import sqlite3
from typing import Final

#: Releases without the WAL-reset bug (sqlite.org/wal.html#walresetbug): from the last on, and two older lines from
#: the release that the repair was carried to.
_MENDED: Final = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
#: Version 3.7.0 was the first with write-ahead logs.
_FIRST: Final = (3, 7, 0)


def has_reset_fault(library: tuple[int, ...]) -> bool:
    """Whether a version of SQLite may lose what was written where two programs write or checkpoint at once."""
    same_line = any(library[:2] == mended[:2] and library >= mended for mended in _MENDED)
    return _FIRST <= library < _MENDED[-1] and not same_line


def library_warning() -> str:
    """What to say of the SQLite that runs here; empty where nothing is to be said."""
    if not has_reset_fault(sqlite3.sqlite_version_info):
        return ""
    found = (
        f"SQLite {sqlite3.sqlite_version} can damage a record that two programs write or checkpoint at once"
    )
    mended = "mended in 3.51.3, 3.50.7 and 3.44.6"
    return (
        f"{found} (WAL-reset bug, {mended}). The commands of this program never do: one at a time holds the "
        "writer's lock. Let no other program open record.sqlite, and update SQLite when your system offers it."
    )
