"""Which releases are out, and what has changed in the record since: they are made in batches.

The log is the truth about what is out. "releasing" is written before a release gets its name and "released"
after it: where a process died between the two, the release may have been seen and counts as out.
"""

import sqlite3
from dataclasses import dataclass
from typing import Final

from wellbeing.record.store.log import append, last

#: Entries of the log that say that a release is out, or may be.
OUT: Final = "action IN ('releasing', 'released')"
#: By the entries in which contributions first came and were last put in place, how many are held.
HELD: Final = (
    "SELECT coalesce(first, added_in), added_in, count(*) FROM contributions LEFT JOIN "
    "(SELECT contribution_id, min(content ->> '$.contributions[0].added_in') AS first "
    "FROM versions GROUP BY 1) USING (contribution_id) GROUP BY 1, 2"
)


@dataclass(frozen=True)
class Mark:
    """How far the record had come when it was read."""

    #: The last entry of the log.
    seq: int
    contributions: int


@dataclass(frozen=True)
class Out:
    """A release that is out, or may be."""

    release: str
    tier: str
    #: What it was measured as; "" of releases from before measurements were kept.
    measurement: str
    #: What it was made from.
    read: Mark
    #: False where the log does not say that its folder got its name.
    is_finished: bool


def mark(record: sqlite3.Connection) -> Mark:
    """Where the record stands; taken in the same snapshot as the tables."""
    (contributions,) = record.execute("SELECT count(*) FROM contributions").fetchone()
    return Mark(last(record), contributions)


def releasing(record: sqlite3.Connection, release: str, tier: str, read: Mark, measurement: str) -> None:
    """Note in the log that a release is about to get its name, whatever comes of that."""
    append(record, "releasing", _detail(release, tier, read, measurement))


def released(record: sqlite3.Connection, release: str, tier: str, read: Mark, measurement: str = "") -> None:
    """Note in the log that a release, made from what stood at a mark, has its name."""
    append(record, "released", _detail(release, tier, read, measurement))


def out(record: sqlite3.Connection) -> list[Out]:
    """Every release that is out or may be, retired ones too, in the order of their last entries."""
    found = record.execute(
        "SELECT detail ->> 'release', detail ->> 'tier', coalesce(detail ->> 'measurement', ''), "  # noqa: S608 (ours)
        f"detail ->> 'upto', detail ->> 'contributions', max(action = 'released') FROM log WHERE {OUT} "
        "GROUP BY 1, 2, 3, 4, 5 ORDER BY max(seq)"
    )
    return [
        Out(release, tier, measurement, Mark(upto, people), bool(done))
        for release, tier, measurement, upto, people, done in found
    ]


def outstanding(record: sqlite3.Connection) -> Out | None:
    """The newest release of any tier that is out or may be; None before the first."""
    return next(reversed(out(record)), None)


def changed_since_any(record: sqlite3.Connection, now: Mark) -> int:
    """Contributions added, changed or withdrawn since the release that differs least from now; each once.

    That is the newest one as a rule, and an older one where what came between was withdrawn again: whoever
    has that older one would compare the two. All contributions where no release is out.
    """
    held = record.execute(HELD).fetchall()
    return min((_changed(held, one.read, now) for one in out(record)), default=now.contributions)


def coded_since(record: sqlite3.Connection) -> int:
    """Codes of comments added since the newest release was read; all of them where no release is out."""
    upto = max((one.read.seq for one in out(record)), default=0)
    (added,) = record.execute("SELECT count(*) FROM codes WHERE added_in > ?", (upto,)).fetchone()
    return int(added)


def _changed(held: list[tuple[int, int, int]], then: Mark, now: Mark) -> int:
    added = sum(number for first, _, number in held if first > then.seq)
    changed = sum(number for first, latest, number in held if first <= then.seq < latest)
    withdrawn = then.contributions + added - now.contributions
    return added + changed + max(0, withdrawn)


def _detail(release: str, tier: str, read: Mark, measurement: str) -> dict[str, object]:
    counted = {"upto": read.seq, "contributions": read.contributions}
    return {"release": release, "tier": tier, "measurement": measurement, **counted}
