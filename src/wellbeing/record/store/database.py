"""Open ``record.sqlite``: made on first use, of one engagement, durable at every commit.

Two ways in. ``open_record`` is for the one who writes: it holds the writer's lock from before the file is opened
until after it is closed, so that no two processes write, seal or checkpoint at once. ``read_record`` opens
read-only: whoever reads writes nothing, checkpoints nothing and brings nothing forward.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.store.log import last_entry, now
from wellbeing.record.store.migrations import SCHEMA_VERSION, migrate, version
from wellbeing.record.store.seal import lies_in_one_file, read_seal, seal
from wellbeing.record.store.writer import only_writer
from wellbeing.sources.private import start_private, tighten

RECORD_FILE: Final = "record.sqlite"
_SETTINGS: Final = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cache_size = -131072",  # 128 MiB: an index that does not fit is written again for each batch of an import
)
_WRITERS: Final = (
    "page_size = 8192",  # of a new record: half as many pages to write as by SQLite's own measure
    "synchronous = FULL",
    "secure_delete = ON",  # what is deleted is overwritten with zeros
)
#: Seconds to wait for a program of somebody else's that writes.
PATIENCE: Final = 30.0


@contextmanager
def open_record(workspace: Path, engagement: str, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The record of a workspace for the one who writes to it, sealed and closed at the end of the block.

    Args:
        workspace: the folder.
        engagement: id of the engagement whose record it must be.
        make: make the record if there is none.

    Raises:
        DataError: there is none, it is another engagement's, damaged, of a later version, or is being written
            by another program; or the disk is full or fails.
    """
    path = workspace / RECORD_FILE
    if not make:
        _check_there(path)
    with only_writer(workspace), plain_failures(path):
        start_private(path)
        tighten(workspace)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)) as record:
            yield from _sealed(record, path, engagement)


@contextmanager
def read_record(workspace: Path, engagement: str) -> Iterator[sqlite3.Connection]:
    """The record of a workspace for those who read, whoever writes meanwhile; nothing is written.

    Raises:
        DataError: there is none, it is another engagement's, damaged, or of another version than this program.
    """
    path = workspace / RECORD_FILE
    _check_there(path)
    tighten(workspace)
    with plain_failures(path), closing(reading(path)) as record:
        _set(record, _SETTINGS)
        _check_version(record, path)
        if version(record) < SCHEMA_VERSION:
            raise DataError(_earlier(path, version(record)))
        _check_owner(record, path, engagement)
        yield record


@contextmanager
def empty_record(engagement: str) -> Iterator[sqlite3.Connection]:
    """A record that is kept nowhere, for trying what would be done to a new one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as record:
        _prepare(record, Path(":memory:"), engagement)
        yield record


def reading(path: Path, *, at_rest: bool = False) -> sqlite3.Connection:
    """A connection that cannot write.

    Args:
        path: the record, or a backup of it.
        at_rest: nothing else has it open: no file is made beside it. So it is where none can be made.
    """
    is_fixed = not os.access(path.parent, os.W_OK) and lies_in_one_file(path)
    how = "immutable=1" if at_rest or is_fixed else "mode=ro"
    address = f"{path.resolve().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE)


def _sealed(record: sqlite3.Connection, path: Path, engagement: str) -> Iterator[sqlite3.Connection]:
    try:
        _prepare(record, path, engagement)
        if read_seal(path) is None and last_entry(record) == 0:
            seal(record, path)
        yield record
    finally:
        if record.total_changes:
            seal(record, path)


def _prepare(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    _set(record, (*_WRITERS, *_SETTINGS))
    _keep_journal(record)
    _check_version(record, path)
    migrate(record)
    _identify(record, engagement)
    _check_owner(record, path, engagement)


def _set(record: sqlite3.Connection, settings: tuple[str, ...]) -> None:
    for setting in settings:
        record.execute(f"PRAGMA {setting}")


def _keep_journal(record: sqlite3.Connection) -> None:
    """Write ahead; a record in memory has no journal.

    Raises:
        sqlite3.OperationalError: the disk fails. SQLite would go on in another mode and say nothing, and the
            next who writes would change the sealed file without an entry in its log.
    """
    (mode,) = record.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode not in {"wal", "memory"}:
        failed = sqlite3.OperationalError("disk I/O error: its journal cannot be begun")
        failed.sqlite_errorname = "SQLITE_IOERR"
        raise failed


def _identify(record: sqlite3.Connection, engagement: str) -> None:
    """Whose a new record is, and what its ids are hashed with."""
    first = "INSERT OR IGNORE INTO identity (one, engagement, made_at) VALUES (1, ?, ?)"
    record.execute(first, (engagement, now()))
    record.execute("UPDATE identity SET salt = ? WHERE salt IS NULL", (secrets.token_hex(32),))


def _check_there(path: Path) -> None:
    if not path.is_file():
        msg = f"{path} is missing: this workspace has no record yet. `wellbeing demo` fills a demonstration."
        raise DataError(msg)


def _check_version(record: sqlite3.Connection, path: Path) -> None:
    number = version(record)
    if number > SCHEMA_VERSION:
        limit = message(f"{path} has version {number}; this program knows versions up to {SCHEMA_VERSION}.")
        msg = f"{limit} Update the program."
        raise DataError(msg)


def _earlier(path: Path, number: int) -> str:
    if not number:
        return message(
            f"{path} is empty: this workspace has no record yet. `wellbeing demo` fills a demonstration."
        )
    found = message(
        f"{path} was written by an earlier version of this program (version {number} of {SCHEMA_VERSION})."
    )
    return message(
        f"{found} Commands that write bring it forward, those that read do not: `wellbeing backup FILE` does."
    )


def _check_owner(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    (owner,) = record.execute("SELECT engagement FROM identity").fetchone()
    if owner != engagement:
        found = message(f"{path} is the record of engagement '{owner}', not of '{engagement}'.")
        msg = f"{found} Choose its folder with --engagement, or another --workspace."
        raise DataError(msg)
