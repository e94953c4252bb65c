"""Traces: rows of a contribution that wait in quarantine or were refused go with it."""

import sqlite3
from itertools import groupby
from operator import attrgetter

import msgspec

from wellbeing.model.intake import WITHDRAWN
from wellbeing.model.profile import Profile
from wellbeing.record.intake.numbering.kept import KeptRow, kept_rows
from wellbeing.record.intake.retaking import refuse_answers
from wellbeing.record.store.rows import change, insert_rows, remove


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
