"""Withdrawal: what a contribution said is gone from the record, and does not come back with a file."""

import contextlib
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.intake.answers.waiting import forget_waiting
from wellbeing.record.intake.hui import count_attendees
from wellbeing.record.intake.numbering.kept import kept_rows
from wellbeing.record.intake.writers import forget_words
from wellbeing.record.releases import releases_to_retire
from wellbeing.record.rights.access import releases_with
from wellbeing.record.rights.traces import forget_rows
from wellbeing.record.store.log import append, days_of, next_entry
from wellbeing.record.store.rows import remove
from wellbeing.record.store.tombstones import add_tombstone, is_withdrawn
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import contribution_rows, held_since, last_version, remove_contributions


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal has done, and what it leaves to people."""

    contributions: int
    #: Rows of them that waited in quarantine, or were kept as refused.
    rows: int
    #: Days on which backups were made that still hold them.
    backups: list[str]
    #: Releases that count them and are not retired: that the next one is made does it.
    releases: list[str]
    #: Whether other programs had the record open, so that what was deleted may lie in its side file until the
    #: record is closed.
    waiting: bool


def withdraw_contributions(
    record: sqlite3.Connection, ids: list[str], reason: str, also: Collection[str] = ()
) -> Withdrawal:
    """Delete contributions, with all that waits of them or was refused, and overwrite where they lay.

    Args:
        record: open.
        ids: of the contributions.
        reason: kept in the log: it names nobody.
        also: those of them that are known elsewhere, as of drafts: a tombstone keeps them out.

    Raises:
        DataError: one is not in the record; then none is withdrawn.
    """
    with transaction(record):
        _check(record, ids, also)
        counting = {release for one in ids for release in releases_with(record, one)}
        since = min((first for one in ids if (first := held_since(record, one)) is not None), default=None)
        entry = next_entry(record)
        rows = sum(_forget(record, contribution, entry) for contribution in ids)
        forget_words(record, ids)
        about = {"contributions": len(ids), "reason": reason, "held_since": since}
        append(record, "withdrawn", about)
    standing = sorted(counting.difference(releases_to_retire(record)))
    return Withdrawal(len(ids), rows, days_of(record, "backed up"), standing, _overwrite(record))


def _check(record: sqlite3.Connection, ids: list[str], also: Collection[str]) -> None:
    kept = {*also, *(one.contribution for one in kept_rows(record, ids))}
    absent = [one for one in ids if one not in kept and not _is_kept(record, one)]
    gone = [one for one in absent if is_withdrawn(record, one)]
    unknown = [one for one in absent if one not in gone]
    problems = [f"{counted(len(gone), 'contribution')} withdrawn before: {quoted(gone)}."] if gone else []
    if unknown:
        problems.append(f"{counted(len(unknown), 'contribution')} not in the record: {quoted(unknown)}.")
    if problems:
        raise DataError(" ".join([*problems, "Nothing was withdrawn."]))


def _is_kept(record: sqlite3.Connection, contribution: str) -> bool:
    """Whether anything is kept of a contribution, also where its import was taken back."""
    standing = contribution_rows(record, contribution)["contributions"]
    return bool(standing or last_version(record, contribution))


def _forget(record: sqlite3.Connection, contribution: str, entry: int) -> int:
    """How many rows of it were not taken in."""
    people = contribution_rows(record, contribution)["contributions"]
    bodies = {person["organisation_id"] for person in people} | _earlier_organisations(record, contribution)
    remove_contributions(record, [contribution])
    fingerprints = {*_earlier_fingerprints(record, contribution), *(one["fingerprint"] for one in people)}
    for table in ("versions", "parts"):
        remove(record, table, {"contribution_id": contribution})
    rows = forget_rows(record, contribution)
    forget_waiting(record, contribution)
    for table in ("quotes", "code_themes", "codes"):
        remove(record, table, {"contribution_id": contribution})
    for fingerprint in fingerprints - {None}:
        remove(record, "contents", {"fingerprint": fingerprint})
    for body in bodies:
        _forget_organisation(record, body)
    add_tombstone(record, contribution, entry)
    for event in [person["event_id"] for person in people if person["event_id"]]:
        count_attendees(record, event)
    return rows


def _forget_organisation(record: sqlite3.Connection, organisation: str | None) -> None:
    """A body that only this contribution named: neither invited nor on a roster, and named by nobody who stands."""
    query = (
        "SELECT 1 FROM organisations JOIN log ON seq = added_in WHERE organisation_id = :id "
        "AND action IN ('imported', 'mended') AND coalesce(invited_on, declined_on) IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM contributions WHERE organisation_id = :id)"
    )
    if record.execute(query, {"id": organisation}).fetchone():
        remove(record, "organisations", {"organisation_id": organisation})


def _earlier_organisations(record: sqlite3.Connection, contribution: str) -> set[str | None]:
    query = "SELECT content ->> '$.contributions[0].organisation_id' FROM versions WHERE contribution_id = ?"
    return {one for (one,) in record.execute(query, (contribution,))}


def _earlier_fingerprints(record: sqlite3.Connection, contribution: str) -> list[str]:
    query = "SELECT fingerprint FROM versions WHERE contribution_id = ?"
    return [fingerprint for (fingerprint,) in record.execute(query, (contribution,))]


def _overwrite(record: sqlite3.Connection) -> bool:
    """Rebuild the file without what was deleted, empty its side file; whether that must wait for others."""
    record.execute("VACUUM")
    with contextlib.suppress(sqlite3.OperationalError):
        return bool(record.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    return True
