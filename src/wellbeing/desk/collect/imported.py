"""What was imported: files, sheets and typed events, each of which can be taken back for a reason."""

from sqlite3 import Connection
from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.telling.undone import due_line, undone_line, undone_lines
from wellbeing.language import retold, say
from wellbeing.model.errors import DataError
from wellbeing.record.forms.accounts import typed_file
from wellbeing.record.undoing import standing_imports, undo_import
from wellbeing.sources.templates.typed import TYPED_PROFILE
from wellbeing.views.shell.markup import render

#: Imports that are listed, the last first; the rest are counted.
_MOST: Final = 60
#: Where the page tells what an import brought, and then that it was taken back.
_PLACES: Final = frozenset({"file", "gathering"})


class Imported(DeskPart):
    """What a browser may do with what was imported."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {"open files": self.open, "undo import": self.undo}

    def open(self, _: JsonObject) -> dict[str, Any]:
        """List what was imported."""
        if not self._desk.has_record:
            return {"parts": {"imports": imports_html(None)}}
        with self._desk.reading() as record:
            return {"parts": {"imports": imports_html(record)}}

    def undo(self, asked: JsonObject) -> dict[str, Any]:
        """Take an import back, or a typed form by its number."""
        name, reason = _named(asked), f"{asked.get('reason') or ''}".strip()
        if not reason:
            msg = say("Say why it is taken back, naming nobody: the reason is kept.")
            raise DataError(msg)
        with self._desk.writing() as record:
            done = undo_import(record, name, reason)
            listed, due = imports_html(record), due_line(record, self._desk.folder.engagement)
        place = f"{asked.get('where')}"
        lines = [*undone_lines(done, self._desk.folder.engagement.words), *([due] if due else [])]
        told = render("collect/withdrawn", lines=lines)
        parts = {"imports": listed, place if place in _PLACES else "file": told}
        return {"parts": parts, "line": undone_line(done)}


def imports_html(record: Connection | None) -> str:
    """The imports that stand, each with what takes it back, as escaped HTML; of no record that there are none."""
    standing = standing_imports(record) if record else []
    files = [one for one in reversed(standing) if one.profile != TYPED_PROFILE]
    return render(
        "collect/imports",
        imports=[(one, retold(one.file)) for one in files[:_MOST]],
        more=max(0, len(files) - _MOST),
        has_forms=len(files) < len(standing),
    )


def _named(asked: JsonObject) -> str:
    """What the record calls an import: its number, or the file of a typed form.

    Raises:
        DataError: neither is given.
    """
    given, form = (f"{asked.get(one) or ''}".strip() for one in ("number", "form"))
    if form.isdecimal():
        return typed_file(int(form))
    if not given.isdecimal():
        msg = say("Say first which one: its number.")
        raise DataError(msg)
    return given
