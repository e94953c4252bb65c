"""Everything or nothing: whole transactions for those who write, one state for those who read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(record: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block, or nothing; one writer at a time.

    References are checked at the end, so that rows may carry the number of a log entry that is written last.
    """
    record.execute("BEGIN IMMEDIATE")
    try:
        record.execute("PRAGMA defer_foreign_keys = ON")
        yield
        record.execute("COMMIT")
    except BaseException:
        roll_back(record)
        raise


@contextmanager
def snapshot(record: sqlite3.Connection) -> Iterator[None]:
    """Every read in the block sees the same state, whatever is written meanwhile."""
    record.execute("BEGIN")
    try:
        yield
    finally:
        roll_back(record)


def roll_back(record: sqlite3.Connection) -> None:
    """Roll back, unless SQLite has done so itself, as it does when a disk is full."""
    if record.in_transaction:
        record.execute("ROLLBACK")
