"""Add what a batch holds: contributions that are new, those that changed, hui, organisations, notes."""

import sqlite3

import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.linkage import Sifted
from wellbeing.record.store.rows import change, insert
from wellbeing.record.store.versions import MENDED, RESENT, replace
from wellbeing.record.store.writing import add_table


def roster(record: sqlite3.Connection) -> pl.DataFrame:
    """``organisation_id`` and ``name`` of the organisations that the record knows."""
    found = record.execute("SELECT organisation_id, name FROM organisations ORDER BY 1").fetchall()
    return pl.DataFrame(found, {"organisation_id": pl.String, "name": pl.String}, orient="row")


class Batches:
    """The batches of one file, added under one entry of the log within the caller's transaction.

    Where several rows hold a contribution together and some of them were mended later (``joined``), what they
    say is added to what the others said.
    """

    def __init__(self, record: sqlite3.Connection, file: str, entry: int, *, joined: bool = False) -> None:
        self._record = record
        self._joined = joined
        self._file = file
        self._entry = entry
        self._events: set[str] = set()
        self._new_events = 0
        self._new_notes = 0

    def add(self, intake: Intake, sifted: Sifted) -> None:
        """Add a batch."""
        self._add_events(intake.events)
        insert(self._record, "organisations", intake.organisations.with_columns(added_in=self._entry))
        self._add_contributions(intake, sifted)
        self._add_notes(intake.notes)

    def finish(self, account: Account) -> None:
        """Count the people at each hui, and note what was added beside contributions."""
        for event in sorted(self._events):
            count_attendees(self._record, event)
        account.events, account.notes = self._new_events, self._new_notes

    def _add_contributions(self, intake: Intake, sifted: Sifted) -> None:
        described = intake.contributions.join(sifted.new, on="contribution_id")
        add_table(self._record, "contributions", described.with_columns(version=pl.lit(1)), self._entry)
        new = intake.answers.join(sifted.new, on="contribution_id", how="semi")
        add_table(self._record, "answers", new, self._entry)
        changed = intake.contributions.join(sifted.changed, on="contribution_id")
        answers = intake.answers.join(sifted.changed, on="contribution_id", how="semi")
        replace(self._record, changed, answers, self._entry, MENDED if self._joined else RESENT)

    def _add_events(self, events: pl.DataFrame) -> None:
        known = [event for (event,) in self._record.execute("SELECT event_id FROM events")]
        is_known = pl.col("event_id").is_in(pl.Series(known, dtype=pl.String).implode())
        new = events.filter(~is_known)
        add_table(self._record, "events", new, self._entry)
        for event, audience in events.filter(is_known).select("event_id", "audience").iter_rows():
            self._widen(event, audience)
        self._events.update(events.filter(pl.col("attendees").is_not_null())["event_id"])
        self._new_events += new.height

    def _widen(self, event: str, audience: list[str]) -> None:
        asked = "SELECT stakeholder FROM event_audience WHERE event_id = ?"
        known = {stakeholder for (stakeholder,) in self._record.execute(asked, (event,))}
        more = [(event, stakeholder) for stakeholder in audience if stakeholder not in known]
        rows = pl.DataFrame(more, ["event_id", "stakeholder"], orient="row") if more else None
        if rows is not None:
            insert(self._record, "event_audience", rows)

    def _add_notes(self, notes: pl.DataFrame) -> None:
        asked = "SELECT 1 FROM notes WHERE note_id = ?"
        new = [self._record.execute(asked, (note,)).fetchone() is None for note in notes["note_id"]]
        rows = notes.filter(pl.Series(new, dtype=pl.Boolean)).with_columns(source_file=pl.lit(self._file))
        add_table(self._record, "notes", rows, self._entry)
        self._new_notes += rows.height


def count_attendees(record: sqlite3.Connection, event: str) -> None:
    """Set how many came to a hui to the attendances that the record holds of it."""
    asked = "SELECT count(*) FROM contributions WHERE event_id = ?"
    (people,) = record.execute(asked, (event,)).fetchone()
    change(record, "events", {"event_id": event}, attendees=people)
