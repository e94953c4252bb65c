"""What SQLite and the disk refuse, said so that a person can act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.store.writer import who_writes

_INTACT: Final = message("What the record held before is intact.")
_DAMAGED: Final = message("If it is damaged, restore it from a backup (`wellbeing verify` looks).")
#: SQLite's name of an error, up to its first part, and what to do.
_ADVICE: Final = {
    "FULL": message(f"The disk is full. {_INTACT} Make room, then give the command again."),
    "IOERR": message(
        f"The disk failed, or is full. {_INTACT} Look at the disk, then give the command again."
    ),
    "READONLY": message("It may not be written. Look at its permissions."),
    "CANTOPEN": message("Look at the permissions of its folder, and whether the disk is full."),
    "CORRUPT": _DAMAGED,
    "NOTADB": _DAMAGED,
    "SCHEMA": _DAMAGED,
    "ERROR": _DAMAGED,
}
#: An error of these is a bug of ours, unless the record is damaged.
_OURS: Final = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


@contextmanager
def plain_failures(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a record into what a person can mend.

    Raises:
        DataError: the disk is full or fails, the record is damaged, or another program is writing to it.
    """
    try:
        yield
    except _OURS:
        raise
    except sqlite3.DatabaseError as error:
        raise DataError(_explanation(path, error)) from error


def _explanation(path: Path, error: sqlite3.DatabaseError) -> str:
    kind = getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[1]
    if kind in {"BUSY", "LOCKED"}:
        writer = who_writes(path.parent)
        return message(
            f"Another program is writing to {path}{writer}. Wait until it has finished, then try again."
        )
    return message(f"{path} could not be opened or written ({error}). {_ADVICE.get(kind, _DAMAGED)}")
