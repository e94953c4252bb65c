"""Events: who came to one, by type, and what was noted at it; looked at, then stored as the sheets of the templates."""

import re
from collections.abc import Collection, Mapping
from sqlite3 import Connection
from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.fields import choosable
from wellbeing.desk.collect.telling.attendance import attendance_doubts, attendance_lines
from wellbeing.desk.collect.telling.previews import preview_html, undo_told
from wellbeing.language import message, retold, say, say_many
from wellbeing.model.errors import DataError
from wellbeing.model.profile import Kind
from wellbeing.record.checking import record_to_try
from wellbeing.record.forms.drafts import Draft, drafts, forget_draft, keep_draft
from wellbeing.record.forms.sheets import PeopleCounted, TypedRow, checked_attendance, sheet_job
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.hui import MANY_PEOPLE
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.views.shell.markup import render

#: What drafts of events are called.
GATHERING: Final = "gathering"
#: What all rows of an event say.
_ABOUT: Final = ("date", "place", "session", "invited")
#: What an event is known by.
_NEEDED: Final = (("date", message("Date")), ("place", message("Place")))
#: What the name of a file does not hold.
_NO_NAME: Final = re.compile(r"[^\w .()+,-]+")
#: Rows that are typed at once: more come as a file.
_MOST: Final = 300


class TypedGatherings(DeskPart):
    """What a browser may do with events."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {"keep gathering": self.keep, "look at gathering": self.look, "store gathering": self.store}

    def seen(self) -> dict[str, Any]:
        """What the part of the page shows at first."""
        folder = self._desk.folder
        names = engagement_names(folder)
        types = self._types
        weeks = folder.plan.select("place", "week", "audience").rows()
        return {
            "words": folder.engagement.words,
            "types": types,
            "communities": names.community.labels,
            "topics": choosable(folder)["topic"],
            "themes": names.theme.labels,
            "planned": [
                {"place": place, "week": f"{week}", "invited": [who] if who in types else []}
                for place, week, who in sorted(weeks, key=lambda row: (row[1], row[0]))
            ],
            "kept_gathering": next(
                (one for one in drafts(self._desk.workspace) if one.kind == GATHERING), None
            ),
        }

    def keep(self, asked: JsonObject) -> dict[str, Any]:
        """Keep what was typed so far."""
        keep_draft(
            self._desk.workspace, Draft(f"{asked.get('key')}", GATHERING, {"said": asked.get("typed")})
        )
        return {"kept": True}

    def look(self, asked: JsonObject) -> dict[str, Any]:
        """Tell what would be stored."""
        jobs = self._jobs(asked)
        with record_to_try(self._desk.workspace, self._desk.folder.engagement.id) as record:
            accounts, people = _checked(record, jobs)
        doubts = self._doubts(accounts, people)
        lines = attendance_lines(people, self._types) if people else []
        store = render("collect/store", lines=lines, doubts=doubts)
        return {
            "parts": {"gathering": self._html(accounts, doubts) + store},
            "line": say("Nothing is written yet."),
        }

    def store(self, asked: JsonObject) -> dict[str, Any]:
        """Store it, and forget the draft."""
        jobs = self._jobs(asked)
        with self._desk.writing(make=True) as record:
            doubts = self._doubts(*_checked(record, jobs))
            if doubts and asked.get("sure") is not True:
                raise DataError(
                    " ".join([*doubts, say("Nothing was stored: look, then tick that it is right.")])
                )
            accounts = [import_file(record, job) for job in jobs]
            undone = undo_told(record, accounts)
        if key := f"{asked.get('key') or ''}":
            forget_draft(self._desk.workspace, key)
        people, notes = sum(one.added for one in accounts), sum(one.notes for one in accounts)
        line = say(
            "Stored: {people} and {notes} are new.",
            people=say_many("{count} attendance", "{count} attendances", people),
            notes=say_many("{count} note", "{count} notes", notes),
        )
        return {"parts": {"gathering": self._html(accounts) + undone}, "line": line, "stored": True}

    def _jobs(self, asked: JsonObject) -> list[ImportJob]:
        """What was typed as sheets: only those with a row.

        Raises:
            DataError: nothing was typed, or too much at once.
        """
        about = {name: _plain(asked.get(name, "")) for name in _ABOUT}
        people = [about | row | {"remarks": ""} for row in _rows(asked, "attendance") if row.get("number")]
        notes = [about | row for row in _rows(asked, "notes") if row.get("said")]
        if people:
            people[0] |= {"remarks": _plain(asked.get("remarks", ""))}
        unsaid = [word for name, word in _NEEDED if not about[name]]
        if unsaid:
            raise DataError(say("Say first: {unsaid}.", unsaid=", ".join(map(say, unsaid))))
        if not (people or notes):
            msg = say("Nothing is typed yet: say how many came, or what was said.")
            raise DataError(msg)
        told = " ".join(f"{about[name]}" for name in ("date", "place", "session") if about[name])
        title = _NO_NAME.sub("-", told)
        words, sure = self._desk.folder.engagement.words, asked.get("sure") is True
        sheets: tuple[tuple[Kind, list[TypedRow]], ...] = (("attendance", [*people]), ("notes", [*notes]))
        return [
            sheet_job(self._desk.folder, kind, f"{words.event} {title} {kind}", rows, sure=sure)
            for kind, rows in sheets
            if rows
        ]

    def _doubts(self, accounts: list[Account], people: list[PeopleCounted]) -> list[str]:
        """What a person has to look at before it is stored, each once."""
        new = [one for one in accounts if not one.before]
        many = [each.text for one in new for each in one.notices if each.kind.startswith(MANY_PEOPLE)]
        told = [retold(doubt) for doubt in (*(each for one in accounts for each in one.doubts()), *many)]
        return [*dict.fromkeys([*told, *attendance_doubts(people, self._types)])]

    @property
    def _types(self) -> dict[str, str]:
        return {term.id: term.en for term in self._desk.folder.engagement.stakeholders}

    def _html(self, accounts: list[Account], doubts: Collection[str] = ()) -> str:
        """What is told of each sheet; what is asked of all of them stands once, beside what stores them."""
        return "".join(preview_html(one, self._desk.folder.engagement, beside=doubts) for one in accounts)


def _checked(record: Connection, jobs: list[ImportJob]) -> tuple[list[Account], list[PeopleCounted]]:
    """What storing sheets would do, and whom the one of attendance counts."""
    found = [checked_attendance(record, job) for job in jobs]
    people = [one for job, (_, counted) in zip(jobs, found, strict=True) for one in counted if _is_count(job)]
    return [account for account, _ in found], people


def _is_count(job: ImportJob) -> bool:
    return job.profile.kind == "attendance"


def _rows(asked: JsonObject, name: str) -> list[dict[str, str | list[str]]]:
    given = asked.get(name)
    rows = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    if len(rows) > _MOST:
        msg = say("{number} rows are more than a page takes: import them as a file.", number=f"{len(rows)}")
        raise DataError(msg)
    return [{f"{field}": _plain(value) for field, value in row.items()} for row in rows]


def _plain(value: object) -> str | list[str]:
    return [f"{one}" for one in value] if isinstance(value, list) else f"{value}".strip()
