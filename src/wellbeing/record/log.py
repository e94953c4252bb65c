"""The log of what was done to the record: appended to, never changed."""

import datetime as dt
import sqlite3

import msgspec


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def append(record: sqlite3.Connection, action: str, detail: dict[str, object]) -> int:
    """Add an entry; its number, which rows added under it carry."""
    text = msgspec.json.encode(detail, order="sorted").decode()
    added = record.execute("INSERT INTO log (at, action, detail) VALUES (?, ?, ?)", (now(), action, text))
    return int(added.lastrowid or 0)


def last(record: sqlite3.Connection) -> int:
    """The number of the last entry; 0 before the first."""
    (seq,) = record.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
    return int(seq)
