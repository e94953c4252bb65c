"""Withdrawal: what a contribution said is gone from the record, and does not come back with a file."""

import contextlib
import sqlite3
from dataclasses import dataclass

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.intake.additions import count_attendees
from wellbeing.record.intake.linkage import is_withdrawn, tombstone
from wellbeing.record.releases import out
from wellbeing.record.rights.access import used_in
from wellbeing.record.rights.traces import remove_waiting
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert_rows, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import held_of, remove_rows


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal has done, and what it leaves to people."""

    contributions: int
    #: Days on which backups were made that still hold them.
    backups: list[str]
    #: Releases that count them and are not retired: that the next one is made does it.
    releases: list[str]
    #: Whether other programs had the record open, so that what was deleted may lie in its side file until the
    #: record is closed.
    waiting: bool


def withdraw(record: sqlite3.Connection, ids: list[str], reason: str) -> Withdrawn:
    """Delete contributions, with their answers and earlier versions, and overwrite where they lay.

    Raises:
        DataError: one is not in the record; then none is withdrawn.
    """
    with transaction(record):
        _check(record, ids)
        counting = {release for one in ids for release in used_in(record, one)}
        entry = next_entry(record)
        for contribution in ids:
            _forget(record, contribution, entry)
        append(record, "withdrawn", {"contributions": len(ids), "reason": reason})
    left = sorted(counting.difference(retired(record)))
    return Withdrawn(len(ids), _days(record, "backed up"), left, _overwrite(record))


def _check(record: sqlite3.Connection, ids: list[str]) -> None:
    absent = [one for one in ids if not held_of(record, one)["contributions"]]
    gone = [one for one in absent if is_withdrawn(record, one)]
    unknown = [one for one in absent if one not in gone]
    said = [f"{counted(len(gone), 'contribution')} withdrawn before: {quoted(gone)}."] if gone else []
    if unknown:
        said.append(f"{counted(len(unknown), 'contribution')} not in the record: {quoted(unknown)}.")
    if said:
        raise DataError(" ".join([*said, "Nothing was withdrawn."]))


def _forget(record: sqlite3.Connection, contribution: str, entry: int) -> None:
    (held,) = held_of(record, contribution)["contributions"]
    remove_rows(record, contribution)
    fingerprints = {held["fingerprint"], *_earlier(record, contribution)}
    remove(record, "versions", {"contribution_id": contribution})
    remove_waiting(record, contribution)
    for table in ("quotes", "code_themes", "codes"):
        remove(record, table, {"contribution_id": contribution})
    for fingerprint in fingerprints - {None}:
        remove(record, "contents", {"fingerprint": fingerprint})
    insert_rows(record, "tombstones", [(tombstone(record, contribution), entry)])
    if held["event_id"]:
        count_attendees(record, held["event_id"])


def _earlier(record: sqlite3.Connection, contribution: str) -> list[str]:
    asked = "SELECT fingerprint FROM versions WHERE contribution_id = ?"
    return [fingerprint for (fingerprint,) in record.execute(asked, (contribution,))]


def _overwrite(record: sqlite3.Connection) -> bool:
    """Rebuild the file without what was deleted, empty its side file; whether that must wait for others."""
    record.execute("VACUUM")
    with contextlib.suppress(sqlite3.OperationalError):
        return bool(record.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    return True


def _days(record: sqlite3.Connection, action: str) -> list[str]:
    asked = "SELECT DISTINCT substr(at, 1, 10) FROM log WHERE action = ? ORDER BY 1"
    return [day for (day,) in record.execute(asked, (action,))]


def retired(record: sqlite3.Connection) -> list[str]:
    """Releases that count what was withdrawn since, once a release exists that does not."""
    made = out(record)
    newest = max((one.read.seq for one in made if one.is_finished), default=0)
    asked = "SELECT coalesce(max(seq), 0) FROM log WHERE action = 'withdrawn' AND seq <= ?"
    (withdrawn,) = record.execute(asked, (newest,)).fetchone()
    latest = {one.release: one.read.seq for one in sorted(made, key=lambda one: one.read.seq)}
    return sorted(release for release, seq in latest.items() if seq < withdrawn)
