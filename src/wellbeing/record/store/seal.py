"""The seal beside the record: what its log, its tables and its file were when it was last written.

A file of its own, since what is cut from the record's end takes a seal inside the record with it. A process
that is killed between a commit and its seal leaves an older one: it is then held against the entry it names.
"""

import contextlib
import hashlib
import sqlite3
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.record.store.log import log_head
from wellbeing.record.store.transactions import roll_back
from wellbeing.sources.private import write_private

SEAL_SUFFIX: Final = ".seal"
#: Milliseconds to wait for those who read: a seal without the file's hash is one too.
_PATIENCE: Final = 200


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a record was."""

    #: Number and hash of the last entry of the log.
    seq: int
    hash: str
    #: SHA-256 over the digests of all tables.
    content: str
    #: SHA-256 of the file; empty where another program had it open and part of it lay elsewhere.
    file: str


def seal(record: sqlite3.Connection, path: Path) -> None:
    """Move everything into the one file and write its seal; where that fails, the older one stays."""
    with contextlib.suppress(sqlite3.Error, OSError):
        roll_back(record)
        record.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        record.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        record.execute("BEGIN IMMEDIATE")
        try:
            write_seal(path, seal_of(record, path))
        finally:
            roll_back(record)


def seal_of(record: sqlite3.Connection, path: Path) -> Seal:
    """The seal of a record as it is now; nobody may be writing to it."""
    return Seal(*log_head(record), content_hash(record), file_hash(path) if lies_in_one_file(path) else "")


def lies_in_one_file(path: Path) -> bool:
    """Whether all of a record lies in the one file, and nothing in its side file."""
    side_file = path.with_name(path.name + "-wal")
    return not side_file.is_file() or side_file.stat().st_size == 0


def content_hash(record: sqlite3.Connection) -> str:
    """SHA-256 over the digests of all tables, as they are kept beside them."""
    rows = record.execute("SELECT name, rows, digest FROM digests ORDER BY name").fetchall()
    return hashlib.sha256(msgspec.json.encode(rows)).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_seal(path: Path, content: Seal) -> None:
    """Put a record's seal beside it."""
    write_private(path.with_name(path.name + SEAL_SUFFIX), msgspec.json.format(msgspec.json.encode(content)))


def read_seal(path: Path) -> Seal | None:
    """The seal beside a record; None where there is none or it is no seal."""
    try:
        return msgspec.json.decode(path.with_name(path.name + SEAL_SUFFIX).read_bytes(), type=Seal)
    except (OSError, msgspec.DecodeError):
        return None
