"""Verification: whether a record is what was written: the file, its structure, its log, every row."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from wellbeing.model.errors import DataError, counted
from wellbeing.record.store.log import GENESIS, broken_links, log_head
from wellbeing.record.store.migrations import FIRST_CHAINED, SCHEMA_VERSION, version
from wellbeing.record.store.rows import digested_tables, noted_digest, table_digest
from wellbeing.record.store.seal import Seal, content_hash, file_hash, read_seal
from wellbeing.record.store.transactions import snapshot


def verify_record(
    path: Path, progress: Callable[[float], None] = lambda _: None, *, at_rest: bool = False
) -> Seal:
    """What a record is now, once nothing is wrong with it; nothing is written.

    Args:
        path: the record, or a backup of it.
        progress: told the share that is done, 0 to 1.
        at_rest: a backup, which nothing else has open: no file is made beside it.

    Raises:
        DataError: it is not what was written; every finding has a line.
    """
    if not path.is_file():
        msg = f"{path} is missing: there is no record to verify."
        raise DataError(msg)
    # Before SQLite opens the file, since opening may already write to it.
    before = "" if _is_being_written(path) else file_hash(path)
    try:
        now, problems = _inspect(path, progress, at_rest=at_rest)
    except (sqlite3.Error, UnicodeError, ValueError, TypeError) as error:
        now, problems = Seal(0, GENESIS, "", ""), [f"it cannot be read through ({error})"]
    problems += _against_seal(path, before, now)
    if problems:
        summary = f"{path} is not as it was written; {counted(len(problems), 'finding')}:"
        advice = (
            f"Restore a backup: copy it and its seal over {path.name} and its seal, delete {path.name}-wal; "
            "its secret.key and held folder over the workspace's, if these are lost."
        )
        raise DataError("\n  ".join([summary, *problems]) + f"\n{advice}")
    return now


def _inspect(path: Path, progress: Callable[[float], None], *, at_rest: bool) -> tuple[Seal, list[str]]:
    how = "?immutable=1" if at_rest else "?mode=ro"
    record = sqlite3.connect(path.resolve().as_uri() + how, uri=True, isolation_level=None)
    try:
        with snapshot(record):
            problems = [*_structure(record), *_beside(record, path), *_contents(record, progress)]
            return Seal(*log_head(record), content_hash(record), ""), problems
    finally:
        record.close()


def _against_seal(path: Path, file: str, now: Seal) -> Iterator[str]:
    """Where nothing was written since the seal and all lay in one file then, every byte of it counts."""
    before = read_seal(path)
    if before is None:
        if now.seq:
            yield f"its seal {path.name}.seal is missing or damaged"
    elif before.file and file and before.seq == now.seq and file != before.file:
        yield "the file was changed since it was sealed, by something else than this program"


def _is_being_written(path: Path) -> bool:
    side_file = path.with_name(path.name + "-wal")
    return side_file.is_file() and side_file.stat().st_size > 0


def _structure(record: sqlite3.Connection) -> Iterator[str]:
    if not FIRST_CHAINED <= version(record) <= SCHEMA_VERSION:
        yield f"it has version {version(record)}; this program verifies {FIRST_CHAINED} to {SCHEMA_VERSION}"
    for (line,) in record.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"SQLite: {line}"
    for table, _, parent, _ in record.execute("PRAGMA foreign_key_check").fetchall()[:20]:
        yield f"a row of {table} refers to a row of {parent} that is not there"


def _beside(record: sqlite3.Connection, path: Path) -> Iterator[str]:
    """The log against itself and against the seal, which may be older if a process was killed."""
    yield from broken_links(record)
    before = read_seal(path)
    if before is None or before.seq == 0:
        return
    entry = record.execute("SELECT hash FROM log WHERE seq = ?", (before.seq,)).fetchone()
    if entry is None:
        yield f"the log ends at entry {log_head(record)[0]}, but its seal was made at entry {before.seq}"
    elif entry[0] != before.hash:
        yield f"entry {before.seq} of the log is not the one that was sealed"
    elif before.seq == log_head(record)[0] and before.content != content_hash(record):
        yield "the digests of the tables are not those that were sealed"


def _contents(record: sqlite3.Connection, progress: Callable[[float], None]) -> Iterator[str]:
    tables = digested_tables(record)
    for number, table in enumerate(tables, 1):
        rows, digest = table_digest(record, table)
        noted, expected = noted_digest(record, table)
        if (rows, digest) != (noted, expected):
            yield f"table {table} was changed: {counted(rows, 'row')} read, {noted:,} written"
        progress(number / len(tables))
