"""Rows that are kept whole although they are no contributions, and which numbers the record knows."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from wellbeing.model.profile import Profile
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
from wellbeing.record.store.tombstones import is_any_withdrawn, is_withdrawn

KeptState = Literal["waiting", "refused"]
#: State of a row that is kept whole → the table that holds it.
_TABLES: Final[dict[KeptState, str]] = {"waiting": "quarantine", "refused": "refusals"}


@dataclass(frozen=True)
class KeptRow:
    """A row that a platform, or a paper's number, says to be a contribution's, and that is none in the record."""

    contribution: str
    number: int
    sha256: str
    file: str
    source_row: int
    state: KeptState
    #: Heading → what is written; null: nothing.
    cells: dict[str, str | None]


def kept_rows(record: sqlite3.Connection, contributions: Collection[str] | None = None) -> list[KeptRow]:
    """Rows of some contributions, or all, that wait in quarantine, or were refused and are kept; file by file.

    Rows that only what they say would identify are no contribution's (""): what they say is not understood yet.
    """
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    files = record.execute(
        "SELECT sha256, file, mapping FROM imports WHERE sha256 IN "
        "(SELECT sha256 FROM quarantine UNION SELECT sha256 FROM refusals WHERE cells IS NOT NULL) ORDER BY file"
    ).fetchall()
    found: list[KeptRow] = []
    for sha256, file, mapping in files:
        profile = msgspec.json.decode(mapping, type=Profile)
        rows = _rows_of(record, sha256) if profile.id or contributions is None else []
        ids = ids_of_rows(engagement, file, profile, [cells for *_, cells in rows])
        found += [
            KeptRow(one, number, sha256, file, row, state, msgspec.json.decode(cells))
            for one, (state, number, row, cells) in zip(ids, rows, strict=True)
            if contributions is None or (one and one in contributions)
        ]
    return found


def known_of(record: sqlite3.Connection, contributions: Collection[str]) -> set[str]:
    """Those of some contributions that are held, taken back or withdrawn, or of which rows wait or were refused."""
    asked = {*contributions} - {""}
    query = (
        "SELECT contribution_id FROM contributions WHERE contribution_id IN (SELECT value FROM json_each(:ids)) "
        "UNION SELECT contribution_id FROM versions WHERE contribution_id IN (SELECT value FROM json_each(:ids))"
    )
    ids = msgspec.json.encode(sorted(asked)).decode()
    known = {one for (one,) in record.execute(query, {"ids": ids})}
    known |= {one.contribution for one in kept_rows(record, asked)}
    return known | {one for one in asked if is_any_withdrawn(record) and is_withdrawn(record, one)}


def _rows_of(record: sqlite3.Connection, sha256: str) -> list[tuple[KeptState, int, int, str]]:
    """The rows of a file that are kept whole: state, number, row of the file, cells."""
    found: list[tuple[KeptState, int, int, str]] = []
    for state, table in _TABLES.items():
        query = f"SELECT id, source_row, cells FROM {table} WHERE sha256 = ? AND cells IS NOT NULL"  # noqa: S608 (ours)
        found += [(state, *row) for row in record.execute(query, (sha256,))]
    return found
