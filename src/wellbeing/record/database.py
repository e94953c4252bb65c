"""Open ``record.sqlite``: made on first use, of one engagement, durable at every commit."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.record.log import now

FILE: Final = "record.sqlite"
#: Of ``schema.sql``. A higher number in a file: it was written by a later version of this program.
VERSION: Final = 1
SETTINGS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cache_size = -65536",  # 64 MiB: checking references in the default 2 MiB is mostly reading
)
#: Seconds to wait for another writer.
PATIENCE: Final = 30.0


@contextmanager
def open_record(workspace: Path, engagement: str, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The record of a workspace, closed at the end of the block.

    Args:
        workspace: the folder.
        engagement: id of the engagement whose record it must be.
        make: make the record if there is none.

    Raises:
        DataError: there is none, it is another engagement's, damaged, or of a later version.
    """
    path = workspace / FILE
    if make:
        workspace.mkdir(parents=True, exist_ok=True)
    elif not path.is_file():
        msg = f"{path} is missing: this workspace has no record yet. `wellbeing demo` fills a demonstration."
        raise DataError(msg)
    with closing(_connected(path, engagement)) as connection:
        yield connection


@contextmanager
def transaction(record: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block, or nothing; one writer at a time."""
    record.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        record.execute("ROLLBACK")
        raise
    record.execute("COMMIT")


@contextmanager
def snapshot(record: sqlite3.Connection) -> Iterator[None]:
    """Every read in the block sees the same state, whatever is written meanwhile."""
    record.execute("BEGIN")
    try:
        yield
    finally:
        record.execute("ROLLBACK")


def _connected(path: Path, engagement: str) -> sqlite3.Connection:
    record = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
    try:
        _prepare(record, path, engagement)
    except sqlite3.DatabaseError as error:
        record.close()
        msg = f"{path} could not be opened ({error}). If it is damaged, restore it from a backup."
        raise DataError(msg) from error
    except DataError:
        record.close()
        raise
    return record


def _prepare(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    for setting in SETTINGS:
        record.execute(f"PRAGMA {setting}")
    (version,) = record.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        msg = (
            f"{path} has version {version}; this program knows versions up to {VERSION}. Update the program."
        )
        raise DataError(msg)
    if version < VERSION:
        _make(record)
    _identify(record, path, engagement)


def _make(record: sqlite3.Connection) -> None:
    schema = files("wellbeing.record").joinpath("schema.sql").read_text(encoding="utf-8")
    record.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {VERSION}; COMMIT;")


def _identify(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    known = record.execute("SELECT engagement FROM identity").fetchone()
    if known is None:
        first = "INSERT OR IGNORE INTO identity (one, engagement, made_at) VALUES (1, ?, ?)"
        record.execute(first, (engagement, now()))
        known = record.execute("SELECT engagement FROM identity").fetchone()
    if known != (engagement,):
        told = f"{path} is the record of engagement '{known[0]}', not of '{engagement}'."
        msg = f"{told} Choose its folder with --engagement, or another --workspace."
        raise DataError(msg)
