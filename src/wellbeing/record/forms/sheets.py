"""Sheets that are typed: who came to an event, and what was noted at it, each a file of the template's columns."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.model.profile import Kind
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import ImportJob, check_file
from wellbeing.record.intake.linkage import Linkage
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.templates.headings import SEPARATOR, template_fields
from wellbeing.sources.templates.profiles import template_profile
from wellbeing.sources.templates.typed import day_typed

#: A row as it was typed: the template's field → words.
TypedRow = Mapping[str, str | Sequence[str]]
_BETWEEN: Final = f"{SEPARATOR} "
#: What tells people of one event apart: stakeholder type, organisation.
_WHO: Final = ("stakeholder", "organisation_id")
_Who = tuple[str | None, str | None]


def sheet_job(
    folder: EngagementFolder, kind: Kind, title: str, rows: Sequence[TypedRow], *, sure: bool = False
) -> ImportJob:
    """A typed sheet as a file to be checked or imported; one that says the same again is the same file.

    Args:
        folder: the engagement.
        kind: attendance or notes.
        title: what the record calls it.
        rows: at least one.
        sure: as in ``ImportJob``.

    Raises:
        DataError: this engagement holds no events.
    """
    fields = template_fields(kind, folder.engagement)
    cells = [
        msgspec.json.encode({heading.name: _cell(name, row, folder) for name, heading in fields.items()})
        for row in rows
    ]
    whole = hashlib.sha256(b"\n".join((kind.encode(), title.encode(), *cells))).hexdigest()
    kept = {"source_row": range(1, len(rows) + 1), "cells": [row.decode() for row in cells]}
    table = stored_rows(title, pl.DataFrame(kept, {"source_row": pl.Int64, "cells": pl.String}))
    return ImportJob(table, template_profile(kind, folder), folder, whole, sure=sure)


@dataclass(frozen=True)
class PeopleCounted:
    """Those of an event's attendance sheet who came in one role, on behalf of one body or of none."""

    #: The stakeholder type; null: not known in which role.
    stakeholder: str | None
    #: The name of the body; null: of none.
    organisation: str | None
    #: How many the sheet says.
    typed: int
    #: How many the record holds of them at that event.
    held: int
    #: How many storing it would add.
    new: int


def checked_attendance(record: sqlite3.Connection, job: ImportJob) -> tuple[Account, list[PeopleCounted]]:
    """What storing a sheet would do, and whom it counts; nothing is written.

    Raises:
        DataError: as ``check_file``.
    """
    typed, new, events = Counter[_Who](), Counter[_Who](), set[str]()
    names: dict[str, str] = {}

    def keep(intake: Intake, linkage: Linkage) -> None:
        people = intake.contributions.select("contribution_id", "event_id", *_WHO)
        typed.update(people.select(_WHO).iter_rows())
        added = people.join(linkage.new, on="contribution_id", how="semi")
        new.update(added.select(_WHO).iter_rows())
        events.update(people["event_id"].drop_nulls())
        names.update(intake.organisations.select("organisation_id", "name").iter_rows())

    account = check_file(record, job, keep)
    names |= dict(record.execute("SELECT organisation_id, name FROM organisations"))
    held = _held(record, events)
    told = [
        PeopleCounted(kind, names.get(body or ""), number, held[kind, body], new[kind, body])
        for (kind, body), number in typed.items()
    ]
    return account, told


def _held(record: sqlite3.Connection, events: set[str]) -> Counter[_Who]:
    """How many are held of some events, by what tells people apart here."""
    asked = msgspec.json.encode(sorted(events)).decode()
    rows = record.execute(
        "SELECT stakeholder, organisation_id, count(*) FROM contributions "
        "WHERE event_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2",
        (asked,),
    )
    return Counter({(kind, body): number for kind, body, number in rows})


def _cell(name: str, row: TypedRow, folder: EngagementFolder) -> str | None:
    words = _words(row.get(name, ""))
    return day_typed(words, folder) if name == "date" else words


def _words(said: str | Sequence[str]) -> str | None:
    text = said if isinstance(said, str) else _BETWEEN.join(said)
    return text.strip() or None
