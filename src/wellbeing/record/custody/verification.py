"""Verification: whether a record is what was written: the file, its structure, its log, every row."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from wellbeing.model.errors import DataError, counted
from wellbeing.record.custody.accounts import account_findings
from wellbeing.record.store.database import reading
from wellbeing.record.store.digests import digested_tables, noted_digest, table_digest
from wellbeing.record.store.log import GENESIS, broken_links, log_head
from wellbeing.record.store.migrations import FIRST_CHAINED, SCHEMA_VERSION, version
from wellbeing.record.store.seal import Seal, content_hash, file_hash, lies_in_one_file, read_seal
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
    _check_begun(path)
    # Before the record is read: what is written and sealed meanwhile must not be held against what was read.
    before = read_seal(path)
    file = file_hash(path) if lies_in_one_file(path) else ""
    try:
        now, problems = _inspect(reading(path, at_rest=at_rest), before, progress)
    except (sqlite3.Error, UnicodeError, ValueError, TypeError) as error:
        now, problems = Seal(0, GENESIS, "", ""), [f"it cannot be read through ({error})"]
    if before == read_seal(path):
        problems += _against_seal(path, before, file, now)
    if problems:
        summary = f"{path} is not as it was written; {counted(len(problems), 'finding')}:"
        advice = (
            f"Restore a backup: copy it and its seal over {path.name} and its seal, delete {path.name}-wal; "
            "its secret.key and held folder over the workspace's, if these are lost."
        )
        raise DataError("\n  ".join([summary, *problems]) + f"\n{advice}")
    return now


def _check_begun(path: Path) -> None:
    """Make sure that a record has its tables: whose first writer was killed has none, and lost nothing.

    Raises:
        DataError: it has not.
    """
    before = read_seal(path)
    if (before and before.seq) or _holds_anything(path):
        return
    msg = (
        f"{path} is empty: the first command that was to write to it ended before anything was in it. Nothing is "
        "lost and nothing is to be restored: give that command again."
    )
    raise DataError(msg)


def _holds_anything(path: Path) -> bool:
    """Whether a record has a log that is chained, or anything in it; so too where that cannot be read."""
    try:
        with closing(reading(path)) as record:
            number = version(record)
            is_begun = bool(number) and record.execute("SELECT 1 FROM log").fetchone() is not None
            return is_begun or number >= FIRST_CHAINED
    except sqlite3.Error:
        return True


def _inspect(
    record: sqlite3.Connection, sealed: Seal | None, progress: Callable[[float], None]
) -> tuple[Seal, list[str]]:
    with closing(record), snapshot(record):
        problems = [*_structure(record), *_beside(record, sealed), *_contents(record, progress)]
        problems += account_findings(record, version(record))
        return Seal(*log_head(record), content_hash(record), ""), problems


def _against_seal(path: Path, sealed: Seal | None, file: str, now: Seal) -> Iterator[str]:
    """Where nothing was written since the seal and all lay in one file then, every byte of it counts."""
    if sealed is None:
        if now.seq:
            yield f"its seal {path.name}.seal is missing or damaged"
    elif sealed.file and file and sealed.seq == now.seq and file != sealed.file:
        yield "the file was changed since it was sealed, by something else than this program"


def _structure(record: sqlite3.Connection) -> Iterator[str]:
    if not FIRST_CHAINED <= version(record) <= SCHEMA_VERSION:
        yield f"it has version {version(record)}; this program verifies {FIRST_CHAINED} to {SCHEMA_VERSION}"
    for (line,) in record.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"SQLite: {line}"
    for table, _, parent, _ in record.execute("PRAGMA foreign_key_check").fetchall()[:20]:
        yield f"a row of {table} refers to a row of {parent} that is not there"


def _beside(record: sqlite3.Connection, sealed: Seal | None) -> Iterator[str]:
    """The log against itself and against the seal, which may be older if a process was killed."""
    yield from broken_links(record)
    if sealed is None or sealed.seq == 0:
        return
    entry = record.execute("SELECT hash FROM log WHERE seq = ?", (sealed.seq,)).fetchone()
    if entry is None:
        yield f"the log ends at entry {log_head(record)[0]}, but its seal was made at entry {sealed.seq}"
    elif entry[0] != sealed.hash:
        yield f"entry {sealed.seq} of the log is not the one that was sealed"
    elif sealed.seq == log_head(record)[0] and sealed.content != content_hash(record):
        yield "the digests of the tables are not those that were sealed"


def _contents(record: sqlite3.Connection, progress: Callable[[float], None]) -> Iterator[str]:
    tables = digested_tables(record)
    for number, table in enumerate(tables, 1):
        rows, digest = table_digest(record, table)
        noted, expected = noted_digest(record, table)
        if (rows, digest) != (noted, expected):
            yield f"table {table} was changed: {counted(rows, 'row')} read, {noted:,} written"
        progress(number / len(tables))
