"""Tombstones: what is left of the id of a contribution that was withdrawn, so that no file brings it back.

A keyed hash (HMAC-SHA256) with a salt of the record's own: who knows an id finds it, nobody reads ids out of it.
"""

import hashlib
import hmac
import sqlite3

from wellbeing.record.store.rows import insert_rows


def tombstone(record: sqlite3.Connection, contribution: str) -> str:
    """The hash by which a withdrawn contribution is known."""
    (salt,) = record.execute("SELECT salt FROM identity").fetchone()
    return hmac.digest(bytes.fromhex(salt), contribution.encode(), hashlib.sha256).hex()


def add_tombstone(record: sqlite3.Connection, contribution: str, entry: int) -> None:
    """Remember that a contribution was withdrawn, once, within the caller's transaction."""
    if not is_withdrawn(record, contribution):
        insert_rows(record, "tombstones", [(tombstone(record, contribution), entry)])


def is_withdrawn(record: sqlite3.Connection, contribution: str) -> bool:
    """Whether a contribution was held and withdrawn."""
    query = "SELECT 1 FROM tombstones WHERE hash = ?"
    return record.execute(query, (tombstone(record, contribution),)).fetchone() is not None


def is_any_withdrawn(record: sqlite3.Connection) -> bool:
    """Whether anything was ever withdrawn."""
    return record.execute("SELECT 1 FROM tombstones LIMIT 1").fetchone() is not None
