"""Saving: a typed form goes through the import wall as a file of one row, once, however often it is sent.

What the record would not take as it stands is not saved but told, unless a person is sure: then it waits in quarantine
with the rest. So is a form that says what one says that is held, and one that answers no question.
"""

import hashlib
import sqlite3
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.model.consent import loosened
from wellbeing.model.intake import WITHDRAWN, Intake
from wellbeing.record.assembly.likeness import Lookalike, held_alike
from wellbeing.record.assembly.placing import Joined
from wellbeing.record.care import check_care
from wellbeing.record.forms.accounts import next_form_number, number_of, typed_file
from wellbeing.record.intake.account import said_shortly
from wellbeing.record.intake.imports import ImportJob, take_file
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.uuids import shown_id
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.templates.headings import HEADINGS, OF_QUESTION
from wellbeing.sources.templates.typed import Typed, typed_cells, typed_profile


@dataclass(frozen=True)
class TypedForm:
    """A paper form as it was typed."""

    #: Made when the form was begun: the same form is sent again by the same key.
    key: str
    #: By the template's fields.
    typed: Typed
    #: Whether a person says that it is right as it stands, whatever was found.
    sure: bool = False
    #: Whether a person says that this paper was typed before: it is kept as refused.
    is_twice: bool = False


@dataclass(frozen=True)
class Problem:
    """What is not understood of a form."""

    #: The template's field.
    field: str
    value: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class Saved:
    """What came of a form: a number, or why it was not saved."""

    #: The running number of typed forms; 0 where it was not saved.
    number: int = 0
    problems: list[Problem] = field(default_factory=list)
    #: What is held and says the same.
    alike: list[Lookalike] = field(default_factory=list)
    #: Field or question, what the form of that number says in the record, what this one says.
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    #: Whether the form of that number is held and says the same.
    is_held: bool = False
    #: Whether it answers no question, neither what is understood nor what would wait.
    is_blank: bool = False
    #: Whether it is of a contribution that was withdrawn: nothing of it is kept.
    is_withdrawn: bool = False

    @property
    def loosened(self) -> list[str]:
        """Consents by which this one allows more than the one in the record."""
        return loosened(self.changes)

    #: Whether the same was settled otherwise before: set aside, or not.
    is_settled: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look before it is saved; what only was ticked alike is no doubt."""
        is_asked = self.is_held or self.is_blank or any(one.by_comment for one in self.alike)
        return bool(self.problems or self.changes) or is_asked


#: What the record calls a field otherwise than the template.
_FIELDS: Final = {"received_on": "received", "id": "form"}


def save_form(record: sqlite3.Connection, folder: EngagementFolder, form: TypedForm) -> Saved:
    """Save a form, or tell why not; one that was saved is not saved again.

    Args:
        record: open for the one who writes.
        folder: the engagement.
        form: as it was typed.

    Raises:
        DataError: the engagement does not say why and how long data are kept.
    """
    job = _job(record, folder, form)
    if number := number_of(record, job.sha256):
        return Saved(number)
    if number := number_of(record, _job(record, folder, replace(form, is_twice=not form.is_twice)).sha256):
        return Saved(number, is_settled=True)
    found = _Found(record)
    try:
        with transaction(record):
            check_care(folder)
            take_file(record, job, found.look)
            found.check(form)
    except _DoubtfulError:  # nothing is written then
        return found.saved
    return replace(found.saved, number=number_of(record, job.sha256))


class _DoubtfulError(Exception):
    """A person should look first."""


def _job(record: sqlite3.Connection, folder: EngagementFolder, form: TypedForm) -> ImportJob:
    cells = msgspec.json.encode(typed_cells(form.typed, form.key, folder, is_twice=form.is_twice))
    row = pl.DataFrame({"source_row": [1], "cells": [cells.decode()]})
    table = stored_rows(typed_file(next_form_number(record)), row)
    return ImportJob(
        table, typed_profile(folder), folder, hashlib.sha256(form.key.encode() + cells).hexdigest()
    )


class _Found:
    """What there is to be told of a form before it is in the record."""

    def __init__(self, record: sqlite3.Connection) -> None:
        self._record = record
        self.saved = Saved()

    def check(self, form: TypedForm) -> None:
        """Go on with what nothing is doubtful of, or a person has looked at.

        Raises:
            _DoubtfulError: somebody should look first.
        """
        if self.saved.is_doubtful and not (form.sure or form.is_twice):
            raise _DoubtfulError

    def look(self, intake: Intake, linkage: Linkage) -> None:
        """Take what becomes of the one row."""
        waiting = intake.waiting.rename({"question_id": "field"})
        names = ("field", "value", "reason", "suggestion")
        kept_out = [*intake.quarantined.select(names).rows(), *waiting.select(names).rows()]
        problems = [_problem(*row) for row in kept_out]
        problems += [Problem("", "", reason, "") for reason in intake.refused["reason"]]
        self.saved = Saved(
            problems=problems,
            alike=held_alike(self._record, intake) if linkage.new.height else [],
            changes=[_told(one) for joined in linkage.joined for one in joined.changes()],
            is_held=linkage.same.height > 0 or any(_is_again(one) for one in linkage.joined),
            is_withdrawn=WITHDRAWN in intake.refused["reason"],
            is_blank=intake.answer_counts["read"].sum() == intake.answer_counts["no_answer"].sum(),
        )


def _problem(name: str, value: str | None, reason: str, suggestion: str | None) -> Problem:
    known = _FIELDS.get(name, name)
    return Problem(
        known if known in HEADINGS else OF_QUESTION + known, shown_id(value or ""), reason, suggestion or ""
    )


def _is_again(joined: Joined) -> bool:
    """Whether the record holds what a form says, whatever else was said under its number before."""
    return not joined.is_new and not joined.is_changed


def _told(change: tuple[str, Any, Any]) -> tuple[str, str, str]:
    name, before, after = change
    return name, said_shortly(before), said_shortly(after)
