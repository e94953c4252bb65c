"""Requests of people: what is held of a contribution, its consents corrected, its withdrawal; and what is due to go."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection
from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.telling.held import held_lines
from wellbeing.desk.reviewing.finding import found_by_words
from wellbeing.desk.reviewing.looked_at import looked_at_rows
from wellbeing.desk.reviewing.requests import held_of, withdraw
from wellbeing.desk.reviewing.retention import retention_in_words
from wellbeing.language import retold, say
from wellbeing.model.consent import CONSENTS
from wellbeing.model.errors import DataError
from wellbeing.record.forms.numbers import contribution_of_form
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.numbers import contribution_meant
from wellbeing.record.store.database import empty_record
from wellbeing.views.shell.markup import render

#: What is found that is listed; the rest are counted.
_MOST: Final = 20


class PeoplesRequests(DeskPart):
    """What a browser may do for those who gave something."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "open requests": self.open,
            "show subject": self.show,
            "correct subject": self.correct,
            "withdraw": self.withdraw,
        }

    def open(self, _: JsonObject) -> dict[str, Any]:
        """Ask for a contribution, and tell what is due."""
        return {"parts": {"tab-requests": render("collect/requests", due=self._due())}}

    def show(self, asked: JsonObject) -> dict[str, Any]:
        """What is held of a contribution, by its id or by the number of its paper form; or what says certain words."""
        words = f"{asked.get('words') or ''}".strip()
        if words and not any(asked.get(name) for name in ("contribution", "form")):
            return {"parts": {"subject": self._found(words)}, "line": say("Choose whose it is.")}
        return {
            "parts": {"subject": self._subject(self._contribution(asked))},
            "line": say("All that is held is shown."),
        }

    def correct(self, asked: JsonObject) -> dict[str, Any]:
        """Write down what a person has said since of what may be done with it."""
        one = self._contribution(asked)
        said = {name: f"{asked[name]}" for name in CONSENTS if asked.get(name)}
        if not said:
            msg = say("Choose first what they said.")
            raise DataError(msg)
        reason = f"{asked.get('reason') or ''}".strip()
        if not reason:
            msg = say("Say why, naming nobody: the reason is kept with what was said before.")
            raise DataError(msg)
        with self._desk.writing() as record:
            correct_contribution(record, self._desk.folder, one, said, reason)
        line = say("Corrected; what was said before is kept as a version.")
        return {"parts": {"subject": self._subject(one)}, "line": line}

    def withdraw(self, asked: JsonObject) -> dict[str, Any]:
        """Delete a contribution for good."""
        one, reason = self._contribution(asked), f"{asked.get('reason') or ''}".strip()
        if not reason or asked.get("sure") is not True:
            msg = say("Say why, naming nobody, and tick that it is to be deleted for good.")
            raise DataError(msg)
        with self._desk.writing(make=True) as record:
            told = withdraw(record, self._desk.folder, self._desk.workspace, [one], reason)
        lines = [*map(retold, told)]
        parts = {"subject": render("collect/withdrawn", lines=lines)}
        return {"parts": parts | {"due": render("collect/due", due=self._due())}, "line": lines[0]}

    def _due(self) -> list[str]:
        """What is kept, until when, and who deletes it."""
        if not self._desk.has_record:
            return []
        with self._desk.reading() as record:
            return [*map(retold, retention_in_words(record, self._desk.folder, self._desk.workspace))]

    def _subject(self, contribution: str) -> str:
        with self._reading() as record:
            found = held_of(record, self._desk.folder, self._desk.workspace, contribution)
        is_held = "consents" in found
        asked = {"contribution": contribution}
        return render(
            "collect/subject", lines=held_lines(found, self._desk.folder), asked=asked, is_held=is_held
        )

    def _found(self, words: str) -> str:
        with self._reading() as record:
            found = found_by_words(record, self._desk.folder, self._desk.workspace, words)
        listed = [(one, retold(one.file), retold(one.helps)) for one in found[:_MOST]]
        return render("collect/found", found=listed, more=len(found) - len(listed))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The record; an empty one where nothing but drafts is kept yet."""
        settings = self._desk.folder.engagement
        opened = self._desk.reading() if self._desk.has_record else empty_record(settings.id)
        with opened as record:
            yield record

    def _contribution(self, asked: JsonObject) -> str:
        """The id that is given, or that of a response by its survey's number, or of a form's batch and number.

        Raises:
            DataError: neither is given.
        """
        folder, number = self._desk.folder, f"{asked.get('form') or ''}".strip()
        one = f"{asked.get('contribution') or ''}".strip()
        if not (one or number):
            msg = say(
                "Give the id of a contribution, the number of its paper form, or words that stand in it."
            )
            raise DataError(msg)
        if not one:
            return contribution_of_form(folder, {"batch": f"{asked.get('batch') or ''}", "form": number})
        seen = looked_at_rows(self._desk.workspace, folder)
        with self._reading() as record:
            meant = contribution_meant(record, folder.engagement.id, one)
        named = {row.contribution for row in seen if one in row.numbers}
        return named.pop() if meant == one and len(named) == 1 else meant
