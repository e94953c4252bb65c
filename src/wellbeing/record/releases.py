"""Which releases are out, and what has changed in the record since: they are made in batches.

The log is the truth about what is out. "releasing" is written before a release gets its name and "released"
after it: where a process died between the two, the release may have been seen and counts as out.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from wellbeing.record.store.log import append, last_entry

#: Entries of the log that say that a release is out, or may be.
_OUT: Final = "action IN ('releasing', 'released')"
#: Entries that change no contribution, no answer and no code.
_BESIDE: Final = frozenset({"releasing", "released", "secret made", "backed up", "quoted", "roster", "noted"})
#: By the entries in which contributions first came and were last put in place, how many are held.
_COUNTS_BY_ENTRY: Final = (
    "SELECT coalesce(first, added_in), added_in, count(*) FROM contributions LEFT JOIN "
    "(SELECT contribution_id, min(content ->> '$.contributions[0].added_in') AS first "
    "FROM versions GROUP BY 1) USING (contribution_id) GROUP BY 1, 2"
)


@dataclass(frozen=True)
class Watermark:
    """How far the record had come when it was read."""

    #: The last entry of the log.
    seq: int
    contributions: int


@dataclass(frozen=True)
class ReleaseOut:
    """A release that is out, or may be."""

    release: str
    tier: str
    #: What it was measured as; "" of releases from before measurements were kept.
    measurement: str
    #: What it was made from.
    watermark: Watermark
    #: False where the log does not say that its folder got its name.
    is_finished: bool


def watermark(record: sqlite3.Connection) -> Watermark:
    """Where the record stands; taken in the same snapshot as the tables."""
    (contributions,) = record.execute("SELECT count(*) FROM contributions").fetchone()
    return Watermark(last_entry(record), contributions)


def announce_release(
    record: sqlite3.Connection, release: str, tier: str, made_from: Watermark, measurement: str
) -> None:
    """Note in the log that a release is about to get its name, whatever comes of that."""
    append(record, "releasing", _detail(release, tier, made_from, measurement))


def confirm_release(
    record: sqlite3.Connection, release: str, tier: str, made_from: Watermark, measurement: str = ""
) -> None:
    """Note in the log that a release, made from what stood at a watermark, has its name."""
    append(record, "released", _detail(release, tier, made_from, measurement))


def confirm_left(record: sqlite3.Connection, here: Collection[str]) -> list[str]:
    """Confirm releases that have their folders, but whose makers ended before the log said so; which.

    Args:
        record: open.
        here: names of the releases that have their folders.
    """
    left = [one for one in releases_out(record) if not one.is_finished and one.release in here]
    for one in left:
        confirm_release(record, one.release, one.tier, one.watermark, one.measurement)
    return [one.release for one in left]


def releases_out(record: sqlite3.Connection) -> list[ReleaseOut]:
    """Every release that is out or may be, retired ones too, in the order of their last entries."""
    rows = record.execute(
        "SELECT detail ->> 'release', detail ->> 'tier', coalesce(detail ->> 'measurement', ''), "  # noqa: S608 (ours)
        f"detail ->> 'upto', detail ->> 'contributions', max(action = 'released') FROM log WHERE {_OUT} "
        "GROUP BY 1, 2, 3, 4, 5 ORDER BY max(seq)"
    )
    return [
        ReleaseOut(release, tier, measurement, Watermark(upto, people), bool(is_finished))
        for release, tier, measurement, upto, people, is_finished in rows
    ]


def latest_release(record: sqlite3.Connection) -> ReleaseOut | None:
    """The newest release of any tier that is out or may be; None before the first."""
    return next(reversed(releases_out(record)), None)


def releases_to_retire(record: sqlite3.Connection) -> list[str]:
    """Releases that count what was withdrawn since, or may, once a release exists that does not.

    A withdrawal notes the entry in which the first of its contributions came in: what was made before that counts
    none of them. Of withdrawals from before that was noted, every earlier release may.
    """
    out = releases_out(record)
    newest = max((one.watermark.seq for one in out if one.is_finished), default=0)
    query = (
        "SELECT CASE WHEN json_type(detail, '$.held_since') IS NULL THEN 0 ELSE detail ->> 'held_since' END, seq "
        "FROM log WHERE action = 'withdrawn' AND seq <= ?"
    )
    counting = [(since, until) for since, until in record.execute(query, (newest,)) if since is not None]
    latest = {
        one.release: one.watermark.seq for one in sorted(out, key=lambda release: release.watermark.seq)
    }
    return sorted(
        release for release, seq in latest.items() if any(since <= seq < until for since, until in counting)
    )


def contributions_since_release(record: sqlite3.Connection, now: Watermark) -> int:
    """Contributions added, changed or withdrawn since the release that differs least from now; each once.

    That is the newest one as a rule, and an older one where what came between was withdrawn again: whoever
    has that older one would compare the two. All contributions where no release is out.
    """
    counts = record.execute(_COUNTS_BY_ENTRY).fetchall()
    out = releases_out(record)
    return min((_changes(counts, one.watermark, now) for one in out), default=now.contributions)


def rows_since_release(record: sqlite3.Connection, now: Watermark) -> int:
    """The least that may have changed of contributions that the record does not hold: how many more or fewer there are.

    All contributions where no release is out.
    """
    then = [one.watermark.contributions for one in releases_out(record)]
    return min((abs(now.contributions - each) for each in then), default=now.contributions)


def has_changed(record: sqlite3.Connection, upto: int) -> bool:
    """Whether contributions, their answers or codes may have changed after an entry of the log."""
    actions = {action for (action,) in record.execute("SELECT action FROM log WHERE seq > ?", (upto,))}
    return not actions <= _BESIDE


def codes_since_release(record: sqlite3.Connection) -> int:
    """Codes of comments added since the newest release was read; all of them where no release is out."""
    upto = max((one.watermark.seq for one in releases_out(record)), default=0)
    (number,) = record.execute("SELECT count(*) FROM codes WHERE added_in > ?", (upto,)).fetchone()
    return int(number)


def _changes(counts: list[tuple[int, int, int]], then: Watermark, now: Watermark) -> int:
    added = sum(number for first, _, number in counts if first > then.seq)
    changed = sum(number for first, latest, number in counts if first <= then.seq < latest)
    withdrawn = then.contributions + added - now.contributions
    return added + changed + max(0, withdrawn)


def _detail(release: str, tier: str, made_from: Watermark, measurement: str) -> dict[str, object]:
    counts = {"upto": made_from.seq, "contributions": made_from.contributions}
    return {"release": release, "tier": tier, "measurement": measurement, **counts}
