"""Retention: what is kept, and whether the day has passed until which it may be."""

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Final

from wellbeing.language import message
from wellbeing.sources.engagement import EngagementFolder

#: What is counted, and how.
_QUERIES: Final = {
    message("contributions"): "SELECT count(*) FROM contributions",
    message("comments"): "SELECT count(*) FROM answers WHERE text IS NOT NULL",
    message("facilitators' notes"): "SELECT count(*) FROM notes",
    message("earlier versions"): "SELECT count(*) FROM versions",
    message(
        "parts of contributions of which several files speak"
    ): "SELECT count(*) FROM parts WHERE content IS NOT NULL",
    message("rows in quarantine"): "SELECT count(*) FROM quarantine",
    message("answers in quarantine"): "SELECT count(*) FROM waiting_answers",
    message("refused rows"): "SELECT count(*) FROM refusals WHERE cells IS NOT NULL",
}


@dataclass(frozen=True)
class Retention:
    """What an engagement's record keeps."""

    until: dt.date
    #: Days after ``until``; negative before it.
    past: int
    kept: dict[str, int]
    #: Days on which the first and last contribution were received; None in an empty record.
    first: str | None
    last: str | None

    @property
    def is_due(self) -> bool:
        """Whether something is kept longer than people were told."""
        return self.past > 0 and any(self.kept.values())


def retention_state(
    record: sqlite3.Connection, folder: EngagementFolder, today: dt.date, measurements: int = 0
) -> Retention:
    """What is past its retention date.

    Args:
        record: open.
        folder: the engagement, which says until when.
        today: the day.
        measurements: how many files with true counts of releases lie beside the record: they end with it.
    """
    until = folder.engagement.care.retain_until
    counts = {name: int(record.execute(query).fetchone()[0]) for name, query in _QUERIES.items()}
    counts |= {message("files with true counts of releases"): measurements}
    first, last = record.execute("SELECT min(received_on), max(received_on) FROM contributions").fetchone()
    return Retention(until, (today - until).days, counts, first, last)
