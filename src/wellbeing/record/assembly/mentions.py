"""Mentions: which files brought a hui, an organisation, a note; what none brings any more goes with the last."""

import sqlite3
from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from wellbeing.record.store.rows import insert_rows, remove

_Kind = Literal["events", "organisations", "notes", "audience"]
#: What refers to each, so that it must stay.
_REFERS: Final = {
    "notes": "SELECT 1 WHERE :id IS NULL",
    "events": "SELECT 1 FROM contributions WHERE event_id = :id UNION SELECT 1 FROM notes WHERE event_id = :id",
    "organisations": "SELECT 1 FROM contributions WHERE organisation_id = :id UNION SELECT 1 FROM organisations "
    "WHERE organisation_id = :id AND coalesce(invited_on, declined_on) IS NOT NULL",
}
#: _Kind → the tables that hold it, those that refer to others first, and its key.
_TABLES: Final = {
    "notes": (("note_themes", "notes"), "note_id"),
    "events": (("event_audience", "events"), "event_id"),
    "organisations": (("organisations",), "organisation_id"),
}


def mention(record: sqlite3.Connection, kind: _Kind, ids: Iterable[str], entry: int) -> None:
    """Keep that an entry brought some things, within the caller's transaction; twice is once."""
    query = "SELECT id FROM mentions WHERE kind = ? AND entry = ?"
    before = {one for (one,) in record.execute(query, (kind, entry))}
    insert_rows(record, "mentions", [(kind, one, entry) for one in sorted({*ids} - before)])


def forget_mentions(record: sqlite3.Connection, entries: list[int]) -> dict[str, int]:
    """Take away what some entries brought: what no other brought, and nothing refers to; how many of each kind."""
    brought = [
        (kind, one)
        for kind in (*_TABLES, "audience")
        for (one,) in record.execute(
            "SELECT DISTINCT id FROM mentions WHERE kind = ? AND entry IN (SELECT value FROM json_each(?))",
            (kind, msgspec.json.encode(entries).decode()),
        ).fetchall()
    ]
    for entry in entries:
        remove(record, "mentions", {"entry": entry})
    gone = dict.fromkeys((*_TABLES, "audience"), 0)
    for kind, one in brought:
        gone[kind] += _forget(record, kind, one, entries)
    return gone


def _is_of_files(record: sqlite3.Connection, entry: int, entries: list[int]) -> bool:
    """Whether something came with these entries, or with a file that was taken back before: with no roster, no demo."""
    taken = "SELECT 1 FROM takings WHERE entry = ?"
    return entry in entries or record.execute(taken, (entry,)).fetchone() is not None


def _forget(record: sqlite3.Connection, kind: str, one: str, entries: list[int]) -> bool:
    if record.execute("SELECT 1 FROM mentions WHERE kind = ? AND id = ?", (kind, one)).fetchone():
        return False
    if kind == "audience":
        event, stakeholder = one.split("|", 1)
        return remove(record, "event_audience", {"event_id": event, "stakeholder": stakeholder}) > 0
    tables, key = _TABLES[kind]
    came = record.execute(f"SELECT added_in FROM {tables[-1]} WHERE {key} = ?", (one,)).fetchone()  # noqa: S608 (ours)
    if (
        came is None
        or not _is_of_files(record, came[0], entries)
        or record.execute(_REFERS[kind], {"id": one}).fetchone()
    ):
        return False
    for table in tables:
        remove(record, table, {key: one})
    return True
