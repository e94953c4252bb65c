"""Traces: what else the record may hold of a contribution, rows of it that wait in quarantine or were refused."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal

import msgspec

from wellbeing.model.intake import WITHDRAWN
from wellbeing.model.profile import Profile
from wellbeing.record.intake.retaking import refuse_answers
from wellbeing.record.intake.row_ids import ids_of_rows
from wellbeing.record.store.rows import change, insert_rows, remove

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


def forget_rows(record: sqlite3.Connection, contribution: str) -> int:
    """Refuse the quarantined rows that are a contribution's, and forget the cells of refused ones.

    Returns:
        How many there were.
    """
    found = kept_rows(record, [contribution])
    for one in found:
        if one.state == "refused":
            change(record, "refusals", {"sha256": one.sha256, "id": one.number}, cells=None, reason=WITHDRAWN)
    waiting = [one for one in found if one.state == "waiting"]
    for sha256, mine in groupby(waiting, attrgetter("sha256")):
        _refuse(record, sha256, [*mine])
    return len(found)


def _rows_of(record: sqlite3.Connection, sha256: str) -> list[tuple[KeptState, int, int, str]]:
    """The rows of a file that are kept whole: state, number, row of the file, cells."""
    found: list[tuple[KeptState, int, int, str]] = []
    for state, table in _TABLES.items():
        query = f"SELECT id, source_row, cells FROM {table} WHERE sha256 = ? AND cells IS NOT NULL"  # noqa: S608 (ours)
        found += [(state, *row) for row in record.execute(query, (sha256,))]
    return found


def _refuse(record: sqlite3.Connection, sha256: str, waiting: list[KeptRow]) -> None:
    query = "SELECT mapping, quarantined, refused FROM imports WHERE sha256 = ?"
    mapping, quarantined, refused = record.execute(query, (sha256,)).fetchone()
    profile = msgspec.json.decode(mapping, type=Profile)
    refuse_answers(record, sha256, profile, [one.number for one in waiting])
    for one in waiting:
        remove(record, "problems", {"id": one.number})
        remove(record, "quarantine", {"id": one.number})
        insert_rows(record, "refusals", [(sha256, one.source_row, WITHDRAWN, None, None)])
    counts = {"quarantined": quarantined - len(waiting), "refused": refused + len(waiting)}
    change(record, "imports", {"sha256": sha256}, **counts)
