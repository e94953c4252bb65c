"""Additions: what a batch brings to the record: contributions new and changed, hui, organisations, notes."""

import sqlite3

import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.record.assembly.mentions import mention
from wellbeing.record.assembly.parts import confirm_parts
from wellbeing.record.assembly.placing import RESENT, place_joined
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.hui import add_hui, count_attendees
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.store.contributions import add_contributions
from wellbeing.record.store.rows import insert
from wellbeing.record.store.tables import add_table


class Additions:
    """The batches of one file, added under one entry of the log within the caller's transaction."""

    def __init__(self, record: sqlite3.Connection, file: str, entry: int, reason: str = RESENT) -> None:
        self._record = record
        self._reason = reason
        self._file = file
        self._entry = entry
        self._counted_hui: set[str] = set()
        self._new_hui = 0
        self._new_notes = 0

    def add(self, intake: Intake, linkage: Linkage) -> None:
        """Add a batch; whether a body may be named that it brings, nobody has said yet."""
        self._new_hui += add_hui(self._record, intake.events, self._entry)
        mention(self._record, "events", intake.events["event_id"], self._entry)
        mention(self._record, "organisations", intake.organisations["organisation_id"], self._entry)
        mention(self._record, "notes", intake.notes["note_id"], self._entry)
        self._counted_hui.update(intake.events.filter(pl.col("attendees").is_not_null())["event_id"])
        nobody_said = pl.lit(None, pl.Boolean)
        new = intake.organisations.with_columns(added_in=self._entry, may_be_named=nobody_said)
        insert(self._record, "organisations", new)
        self._add_contributions(intake, linkage)
        self._add_notes(intake.notes)

    def finish(self, account: Account) -> None:
        """Count the people at each hui, and note what was added beside contributions."""
        for event in sorted(self._counted_hui):
            count_attendees(self._record, event)
        account.events, account.notes = self._new_hui, self._new_notes

    def _add_contributions(self, intake: Intake, linkage: Linkage) -> None:
        is_all = linkage.new["contribution_id"].equals(intake.contributions["contribution_id"])
        new = _with_consents(_joined(intake.contributions, linkage.new, is_all=is_all), intake.consents)
        answers = intake.answers if is_all else _of(intake.answers, linkage.new)
        add_contributions(self._record, new.with_columns(version=pl.lit(1)), answers, self._entry)
        confirm_parts(self._record, linkage.same, self._entry)
        for joined in linkage.joined:
            place_joined(self._record, joined, self._entry, self._reason)

    def _add_notes(self, notes: pl.DataFrame) -> None:
        query = "SELECT 1 FROM notes WHERE note_id = ?"
        is_new = [self._record.execute(query, (note,)).fetchone() is None for note in notes["note_id"]]
        new = notes.filter(pl.Series(is_new, dtype=pl.Boolean)).with_columns(source_file=pl.lit(self._file))
        add_table(self._record, "notes", new, self._entry)
        self._new_notes += new.height


def _with_consents(contributions: pl.DataFrame, consents: pl.DataFrame) -> pl.DataFrame:
    """Contributions with what they say that may be done with them; null where they do not say."""
    return contributions.join(consents, on="contribution_id", how="left", maintain_order="left")


def _joined(contributions: pl.DataFrame, identities: pl.DataFrame, *, is_all: bool = False) -> pl.DataFrame:
    """Contributions with what identifies them; ``is_all``: both are of the same, in one order."""
    if is_all:
        return contributions.hstack(identities.drop("contribution_id"))
    return contributions.join(identities, on="contribution_id")


def _of(answers: pl.DataFrame, identities: pl.DataFrame) -> pl.DataFrame:
    return answers.join(identities, on="contribution_id", how="semi")
