"""What has changed in the record since a release: releases are made in batches (method.md, section 3.6)."""

import sqlite3
from dataclasses import dataclass

from wellbeing.record.log import append, last


@dataclass(frozen=True)
class Mark:
    """How far the record had come when it was read."""

    #: The last entry of the log.
    seq: int
    contributions: int


def mark(record: sqlite3.Connection) -> Mark:
    """Where the record stands; taken in the same snapshot as the tables."""
    (contributions,) = record.execute("SELECT count(*) FROM contributions").fetchone()
    return Mark(last(record), contributions)


def released(record: sqlite3.Connection, release: str, tier: str, read: Mark) -> None:
    """Note in the log that a release was made from what stood at a mark."""
    counted = {"upto": read.seq, "contributions": read.contributions}
    append(record, "released", {"release": release, "tier": tier, **counted})


def changed_since(record: sqlite3.Connection, release: str, now: Mark) -> int:
    """Contributions added and removed since a release was read; all of them if it is not in the log."""
    at = _mark_of(record, release)
    (added,) = record.execute("SELECT count(*) FROM contributions WHERE added_in > ?", (at.seq,)).fetchone()
    removed = at.contributions + added - now.contributions
    return int(added + max(0, removed))


def coded_since(record: sqlite3.Connection, release: str) -> int:
    """Codes of comments added since a release was read."""
    at = _mark_of(record, release)
    (added,) = record.execute("SELECT count(*) FROM codes WHERE added_in > ?", (at.seq,)).fetchone()
    return int(added)


def _mark_of(record: sqlite3.Connection, release: str) -> Mark:
    entry = record.execute(
        "SELECT detail ->> 'upto', detail ->> 'contributions' FROM log "
        "WHERE action = 'released' AND detail ->> 'release' = ? ORDER BY seq DESC LIMIT 1",
        (release,),
    ).fetchone()
    return Mark(*entry) if entry else Mark(0, 0)
