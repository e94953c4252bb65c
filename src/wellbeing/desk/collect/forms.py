"""Paper forms, one at a time: drafts kept, forms saved, what is doubtful given back."""

import datetime as dt
from contextlib import nullcontext, suppress
from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.fields import field_labels, form_sections
from wellbeing.desk.collect.telling.naming import field_words, value_labels, yes_or_no
from wellbeing.desk.collect.telling.papers import comments_held
from wellbeing.desk.collect.telling.saved import beside, saved_line, summary
from wellbeing.language import join_words, message, retold, say
from wellbeing.model.errors import DataError
from wellbeing.record.forms.accounts import TypedForms, typed_file, typed_forms
from wellbeing.record.forms.drafts import PAPER, Draft, drafts, forget_draft, keep_draft
from wellbeing.record.forms.numbers import contribution_of_form
from wellbeing.record.forms.saving import Saved, TypedForm, save_form
from wellbeing.record.recalling import take_awaited
from wellbeing.record.undoing import standing_imports, undo_import
from wellbeing.sources.templates.headings import OF_QUESTION
from wellbeing.sources.templates.typed import day_typed
from wellbeing.views.shell.markup import render

_REOPENED: Final = "the steward opened the form again"
_OPEN_AGAIN: Final = message("Form {number} is taken out of the record, and open again.")
_TAKEN_ELSEWHERE: Final = message(
    "Form {number} does not stand in the record any more: it was taken back since, and is not opened again."
)


class PaperForms(DeskPart):
    """What a browser may do with paper forms."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "open forms": self.open,
            "open draft": self.kept,
            "keep": self.keep,
            "forget": self.forget,
            "save": self.save,
            "take back": self.take_back,
        }

    def seen(self) -> dict[str, Any]:
        """What the form's part of the page shows at first."""
        return {"sections": form_sections(self._desk.folder), "account": self._account()}

    def begun(self) -> list[dict[str, Any]]:
        """Forms that were begun and not saved, the last one first."""
        found = [one for one in drafts(self._desk.workspace) if one.kind == PAPER]
        return [{"key": one.key, "typed": one.typed, "at": one.at, "is_held": one.is_held} for one in found]

    def open(self, _: JsonObject) -> dict[str, Any]:
        """Count anew, and list what was begun: other windows type too."""
        return {"parts": _parts(self._account()), "begun": self.begun()}

    def kept(self, asked: JsonObject) -> dict[str, Any]:
        """What is kept of a form that was begun; nothing where it was saved or thrown away since."""
        return {"typed": next((one["typed"] for one in self.begun() if one["key"] == asked.get("key")), None)}

    def keep(self, asked: JsonObject) -> dict[str, Any]:
        """Keep a draft."""
        self._keep(asked)
        return {"kept": True}

    def forget(self, asked: JsonObject) -> dict[str, Any]:
        """Throw a draft away."""
        forget_draft(self._desk.workspace, f"{asked.get('key')}")
        return {"kept": False}

    def save(self, asked: JsonObject) -> dict[str, Any]:
        """Save a form; or give it back, kept as a draft, with what is doubtful."""
        draft, folder = self._keep(asked, is_held=True), self._desk.folder
        sure, twice = asked.get("sure") is True, asked.get("twice") is True
        form = TypedForm(draft.key, draft.typed, sure=sure, is_twice=twice)
        with self._desk.writing(make=True) as record:
            saved = save_form(record, folder, form)
            if saved.number:
                take_awaited(record, folder)
            account = typed_forms(record)
        if not saved.number:
            return {"held": self._held(saved, draft), "problems": [*beside(saved)]}
        forget_draft(self._desk.workspace, draft.key)
        line = f"{saved_line(saved, form)}{'' if saved.problems or twice else self._late(draft)}"
        return {"saved": saved.number, "line": line, "parts": _parts(account)}

    def take_back(self, asked: JsonObject) -> dict[str, Any]:
        """Take a form out of the record that was saved a moment ago, to be mended; it is kept as a draft before."""
        _typed(asked)
        number, again = _number(asked), self.kept(asked)["typed"]
        with self._desk.writing() if self._desk.has_record else nullcontext() as record:
            stands = record and any(one.file == typed_file(number) for one in standing_imports(record))
            if record and stands:
                again = self._keep(asked).typed
                undo_import(record, typed_file(number), _REOPENED)
        line = say(_OPEN_AGAIN if again else _TAKEN_ELSEWHERE, number=f"{number}")
        parts = _parts(self._account())
        return {"taken": number if again else 0, "typed": again, "line": line, "parts": parts}

    def _keep(self, asked: JsonObject, *, is_held: bool = False) -> Draft:
        draft = Draft(f"{asked.get('key')}", PAPER, _typed(asked), is_held=is_held)
        keep_draft(self._desk.workspace, draft)
        return draft

    def _late(self, draft: Draft) -> str:
        """What is said of a form that came after the last day, and is taken in."""
        last, received = self._desk.folder.engagement.ends_on, f"{draft.typed.get('received') or ''}"
        with suppress(ValueError):  # it is no day, or may be another
            day = dt.date.fromisoformat(day_typed(received, self._desk.folder) or "")
            if day > last:
                return say(
                    " It came on {day}, after the last day, {last}: counted.", day=f"{day}", last=f"{last}"
                )
        return ""

    def _comments_there(self, draft: Draft) -> dict[str, str]:
        """The comments of the paper of that number, as the record has them."""
        number = {name: draft.typed.get(name) or "" for name in ("batch", "form")}
        with self._desk.reading() as record:
            return comments_held(record, contribution_of_form(self._desk.folder, number))

    def _account(self) -> TypedForms:
        if not self._desk.has_record:
            return TypedForms(0, 0, 0, 0, 0, 0)
        with self._desk.reading() as record:
            return typed_forms(record)

    def _held(self, saved: Saved, draft: Draft) -> str:
        named = field_labels(self._desk.folder)
        labels, settings = value_labels(self._desk.folder), self._desk.folder.engagement
        there = self._comments_there(draft) if saved.changes else {}
        changes = [
            (
                named.get(OF_QUESTION + name) or named.get(name) or field_words(name, settings),
                *(labels.get(name, {}).get(one) or yes_or_no(one) for one in said),
            )
            for name, *said in (_compared(one, there, draft) for one in saved.changes)
        ]
        return render(
            "collect/held",
            key=draft.key,
            what=summary(draft.typed),
            problems=[
                (named.get(one.field, say("The form")), one, retold(one.reason)) for one in saved.problems
            ],
            alike=[(one, retold(one.file)) for one in saved.alike if one.by_comment],
            changes=changes,
            loosened=join_words([named.get(name, name) for name in saved.loosened]),
            is_held=saved.is_held,
            is_blank=saved.is_blank,
            is_withdrawn=saved.is_withdrawn,
        )


def _typed(asked: JsonObject) -> dict[str, Any]:
    """What stands in the fields of a form: texts, and lists of texts.

    Raises:
        DataError: it is something else.
    """
    given = asked.get("typed")
    if not isinstance(given, dict) or not all(_is_text(value) for value in given.values()):
        msg = say("This form cannot be read: load the page anew.")
        raise DataError(msg)
    return given


def _compared(change: tuple[str, str, str], there: dict[str, str], draft: Draft) -> tuple[str, str, str]:
    """A comment of the same paper is compared word for word."""
    name, before, after = change
    here = f"{draft.typed.get(OF_QUESTION + name) or ''}"
    return (name, there[name], here or after) if before == "…" and name in there else change


def _number(asked: JsonObject) -> int:
    try:
        return int(asked.get("number", 0))
    except (TypeError, ValueError) as error:
        msg = say("This form cannot be read: load the page anew.")
        raise DataError(msg) from error


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _parts(account: TypedForms) -> dict[str, str]:
    return {"typed": render("collect/typed", account=account)}
