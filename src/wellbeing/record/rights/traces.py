"""Traces: what else the record may hold of a contribution, rows of it that wait in quarantine."""

import sqlite3

import msgspec

from wellbeing.model.profile import Profile
from wellbeing.record.intake.row_ids import RowIds
from wellbeing.record.store.rows import change, insert_rows, remove
from wellbeing.record.store.tombstones import WITHDRAWN


def refuse_waiting_rows(record: sqlite3.Connection, contribution: str) -> int:
    """Refuse the quarantined rows that a platform numbers as a contribution; how many.

    Rows that only what they say would identify cannot be found: what they say is not understood yet.
    """
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    refused = 0
    for sha256, file, mapping in record.execute("SELECT sha256, file, mapping FROM imports").fetchall():
        profile = msgspec.json.decode(mapping, type=Profile)
        if profile.id:
            refused += _refuse(record, sha256, contribution, RowIds(engagement, file, profile))
    return refused


def _refuse(record: sqlite3.Connection, sha256: str, contribution: str, ids: RowIds) -> int:
    rows = record.execute(
        "SELECT id, source_row, cells FROM quarantine WHERE sha256 = ?", (sha256,)
    ).fetchall()
    waiting = [(number, row) for number, row, cells in rows if ids.of(cells) == contribution]
    for number, row in waiting:
        remove(record, "problems", {"id": number})
        remove(record, "quarantine", {"id": number})
        insert_rows(record, "refusals", [(sha256, row, WITHDRAWN)])
    if waiting:
        query = "SELECT quarantined, refused FROM imports WHERE sha256 = ?"
        quarantined, refused = record.execute(query, (sha256,)).fetchone()
        counts = {"quarantined": quarantined - len(waiting), "refused": refused + len(waiting)}
        change(record, "imports", {"sha256": sha256}, **counts)
    return len(waiting)
