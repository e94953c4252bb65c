"""Traces: what else the record may hold of a contribution, rows of it that wait in quarantine or were refused."""

import sqlite3

import msgspec

from wellbeing.model.intake import WITHDRAWN
from wellbeing.model.profile import Profile
from wellbeing.record.intake.retaking import refuse_answers
from wellbeing.record.intake.row_ids import ids_of_rows
from wellbeing.record.store.rows import change, insert_rows, remove


def forget_rows(record: sqlite3.Connection, contribution: str) -> int:
    """Refuse the quarantined rows that a platform numbers as a contribution, and forget the cells of refused ones.

    Rows that only what they say would identify cannot be found: what they say is not understood yet.

    Returns:
        How many waited.
    """
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    refused = 0
    for sha256, file, mapping in record.execute("SELECT sha256, file, mapping FROM imports").fetchall():
        profile = msgspec.json.decode(mapping, type=Profile)
        if profile.id:
            mine = _Rows(record, sha256, engagement, file, profile)
            waiting = mine.of("quarantine", contribution)
            refuse_answers(record, sha256, profile, [number for number, _ in waiting])
            refused += _refuse(record, sha256, waiting)
            for number, _ in mine.of("refusals", contribution):
                change(record, "refusals", {"sha256": sha256, "id": number}, cells=None, reason=WITHDRAWN)
    return refused


class _Rows:
    """The rows of a file that are kept whole."""

    def __init__(
        self, record: sqlite3.Connection, sha256: str, engagement: str, file: str, profile: Profile
    ) -> None:
        self._record, self._sha256 = record, sha256
        self._file = (engagement, file, profile)

    def of(self, table: str, contribution: str) -> list[tuple[int, int]]:
        """Numbers and source rows of those that are a contribution's."""
        query = f"SELECT id, source_row, cells FROM {table} WHERE sha256 = ? AND cells IS NOT NULL"  # noqa: S608 (ours)
        rows = self._record.execute(query, (self._sha256,)).fetchall()
        ids = ids_of_rows(*self._file, [cells for _, _, cells in rows])
        return [(number, row) for (number, row, _), one in zip(rows, ids, strict=True) if one == contribution]


def _refuse(record: sqlite3.Connection, sha256: str, waiting: list[tuple[int, int]]) -> int:
    for number, row in waiting:
        remove(record, "problems", {"id": number})
        remove(record, "quarantine", {"id": number})
        insert_rows(record, "refusals", [(sha256, row, WITHDRAWN, None, None)])
    if waiting:
        query = "SELECT quarantined, refused FROM imports WHERE sha256 = ?"
        quarantined, refused = record.execute(query, (sha256,)).fetchone()
        counts = {"quarantined": quarantined - len(waiting), "refused": refused + len(waiting)}
        change(record, "imports", {"sha256": sha256}, **counts)
    return len(waiting)
