"""The log, or audit trail, of what was done: each entry holds a hash over itself and the one before."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from wellbeing.record.store.transactions import transaction

#: The hash that stands before the first entry.
GENESIS: Final = "0" * 64


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def append(record: sqlite3.Connection, action: str, detail: dict[str, object]) -> int:
    """Add an entry; its number, which rows added under it carry.

    Entries outlive what they are about: never a name, a text or an id of a contribution in them.
    """
    if not record.in_transaction:
        with transaction(record):
            return append(record, action, detail)
    text = msgspec.json.encode(detail, order="sorted").decode()
    seq, at = next_entry(record), now()
    link = entry_hash(log_head(record)[1], (seq, at, action, text))
    into = "INSERT INTO log (seq, at, action, detail, hash) VALUES (?, ?, ?, ?, ?)"
    record.execute(into, (seq, at, action, text, link))
    record.execute("INSERT OR REPLACE INTO head (one, seq, hash) VALUES (1, ?, ?)", (seq, link))
    return seq


def last_entry(record: sqlite3.Connection) -> int:
    """The number of the last entry; 0 before the first."""
    (seq,) = record.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
    return int(seq)


def next_entry(record: sqlite3.Connection) -> int:
    """The number that the next entry will have; certain within a transaction only."""
    return last_entry(record) + 1


def latest_detail(record: sqlite3.Connection, action: str) -> dict[str, Any] | None:
    """What the last entry of an action says; None where there is none."""
    query = "SELECT detail FROM log WHERE action = ? ORDER BY seq DESC LIMIT 1"
    row = record.execute(query, (action,)).fetchone()
    return msgspec.json.decode(row[0], type=dict[str, Any]) if row else None


def days_of(record: sqlite3.Connection, action: str) -> list[str]:
    """The days on which an action was taken, each once, in order."""
    query = "SELECT DISTINCT substr(at, 1, 10) FROM log WHERE action = ? ORDER BY 1"
    return [day for (day,) in record.execute(query, (action,))]


def log_head(record: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the last entry, as noted beside the log."""
    row = record.execute("SELECT seq, hash FROM head").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def entry_hash(before: str, entry: tuple[int, str, str, str]) -> str:
    """The hash of an entry (number, time, action, detail) that follows one with the hash ``before``."""
    return hashlib.sha256(msgspec.json.encode([before, *entry])).hexdigest()


def broken_links(record: sqlite3.Connection) -> Iterator[str]:
    """What in the log is not as it was written, one line each."""
    before, number = GENESIS, 0
    for seq, at, action, detail, link in record.execute(
        "SELECT seq, at, action, detail, hash FROM log ORDER BY seq"
    ):
        number += 1
        if seq != number:
            yield f"entry {number} of the log is missing: {seq} follows {number - 1}"
            number = seq
        if link != entry_hash(before, (seq, at, action, detail)):
            yield f"entry {seq} of the log was changed"
        before = link
    if (number, before) != log_head(record):
        yield f"the log ends at entry {number}, but ended at {log_head(record)[0]} when it was last written"
