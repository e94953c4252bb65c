"""Open ``record.sqlite``: made on first use, of one engagement, durable at every commit."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.store.log import last_entry, now
from wellbeing.record.store.migrations import SCHEMA_VERSION, migrate, version
from wellbeing.record.store.seal import read_seal, seal
from wellbeing.sources.private import private_folder, start_private, tighten

RECORD_FILE: Final = "record.sqlite"
_SETTINGS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "secure_delete = ON",  # what is deleted is overwritten with zeros
    "cache_size = -65536",  # 64 MiB: checking references in the default 2 MiB is mostly reading
)
#: Seconds to wait for another writer.
PATIENCE: Final = 30.0


@contextmanager
def open_record(workspace: Path, engagement: str, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The record of a workspace, sealed and closed at the end of the block.

    Args:
        workspace: the folder.
        engagement: id of the engagement whose record it must be.
        make: make the record if there is none.

    Raises:
        DataError: there is none, it is another engagement's, damaged, of a later version, or is being written
            by another program; or the disk is full or fails.
    """
    path = workspace / RECORD_FILE
    if make:
        start_private(private_folder(workspace) / RECORD_FILE)
    elif not path.is_file():
        msg = f"{path} is missing: this workspace has no record yet. `wellbeing demo` fills a demonstration."
        raise DataError(msg)
    tighten(workspace)
    with plain_failures(path), closing(connection(path)) as record:
        try:
            _prepare(record, path, engagement)
            if read_seal(path) is None and last_entry(record) == 0:
                seal(record, path)
            yield record
        finally:
            if record.total_changes:
                seal(record, path)


@contextmanager
def empty_record(engagement: str) -> Iterator[sqlite3.Connection]:
    """A record that is kept nowhere, for trying what would be done to a new one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as record:
        _prepare(record, Path(":memory:"), engagement)
        yield record


def connection(path: Path) -> sqlite3.Connection:
    """A connection in which every statement outside a transaction is one of its own."""
    return sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)


def _prepare(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    for setting in _SETTINGS:
        record.execute(f"PRAGMA {setting}")
    number = version(record)
    if number > SCHEMA_VERSION:
        limit = f"{path} has version {number}; this program knows versions up to {SCHEMA_VERSION}."
        msg = f"{limit} Update the program."
        raise DataError(msg)
    migrate(record)
    _identify(record, path, engagement)


def _identify(record: sqlite3.Connection, path: Path, engagement: str) -> None:
    identity = record.execute("SELECT engagement, salt FROM identity").fetchone()
    if identity is None or identity[1] is None:
        first = "INSERT OR IGNORE INTO identity (one, engagement, made_at) VALUES (1, ?, ?)"
        record.execute(first, (engagement, now()))
        record.execute("UPDATE identity SET salt = ? WHERE salt IS NULL", (secrets.token_hex(32),))
        identity = record.execute("SELECT engagement, salt FROM identity").fetchone()
    if identity[0] != engagement:
        owner = f"{path} is the record of engagement '{identity[0]}', not of '{engagement}'."
        msg = f"{owner} Choose its folder with --engagement, or another --workspace."
        raise DataError(msg)
