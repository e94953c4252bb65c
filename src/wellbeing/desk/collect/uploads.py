"""Files: looked at before anything is written, then imported; a copy of what is kept out, to be mended."""

import base64
import binascii
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from wellbeing.desk.collect.deeds import Deed, Desk, DeskPart, JsonObject
from wellbeing.desk.collect.imported import imports_html
from wellbeing.desk.collect.telling.previews import Asking, has_any_kept_out, preview_html
from wellbeing.desk.reviewing.looked_at import erase_looked_at, keep_looked_at, looked_at
from wellbeing.language import message, retold, say, say_many
from wellbeing.model.errors import DataError, DoubtedError
from wellbeing.record.checking import (
    Way,
    checked_file,
    import_job,
    record_to_try,
    write_mending_copy,
)
from wellbeing.record.custody.disposal import erase
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.recalling import take_awaited
from wellbeing.sources.paths import DRAFTS_FOLDER
from wellbeing.sources.profiles.reading import profile_names
from wellbeing.sources.templates.headings import TEMPLATE_KINDS
from wellbeing.sources.templates.profiles import TEMPLATE_PREFIX

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME: Final = 120
_GONE: Final = message("This file is not here any more: choose it and look at it again.")


class Uploads(DeskPart):
    """What a browser may do with files."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "look at file": self.look,
            "import file": self.take,
            "copy of file": self.copy,
            "put file away": self.put_away,
        }

    def seen(self) -> dict[str, Any]:
        """What the part of the page shows at first."""
        folder = self._desk.folder
        return {"profiles": [*profile_names(folder), *(TEMPLATE_PREFIX + kind for kind in TEMPLATE_KINDS)]}

    def look(self, asked: JsonObject) -> dict[str, Any]:
        """Keep a file for now, in place of any other, and tell what an import would do."""
        token, way = f"{uuid4()}", {name: f"{asked.get(name, '')}" for name in ("profile", "confirmed_by")}
        with ExitStack() as failing:
            failing.callback(erase_looked_at, self._desk.workspace)
            path = self._keep(token, asked)
            with _plainly_named(path):
                told = self._told({"token": token} | way, _job_of(self._desk, path, asked))
            failing.pop_all()
        return told

    def take(self, asked: JsonObject) -> dict[str, Any]:
        """Import a file that was looked at; it is put away afterwards."""
        path, folder = self._path(f"{asked.get('token')}"), self._desk.folder
        with _plainly_named(path), self._desk.writing(make=True) as record:
            account = import_file(record, _job_of(self._desk, path, asked))
            accounts = [account, *take_awaited(record, folder)]
            listed = imports_html(record)
        erase_looked_at(self._desk.workspace)
        html = "".join(preview_html(one, folder.engagement) for one in accounts)
        return {
            "parts": {"file": html, "imports": listed},
            "line": say_many(
                "{file} is imported: {count} row.",
                "{file} is imported: {count} rows.",
                account.imported,
                file=account.file,
            ),
        }

    def copy(self, asked: JsonObject) -> dict[str, Any]:
        """A workbook of what an import would keep out, with the reason in each row."""
        path = self._path(f"{asked.get('token')}")
        copy = path.with_name(f"{uuid4()}.xlsx")
        try:
            with _plainly_named(path):
                job = _job_of(self._desk, path, asked)
                with record_to_try(self._desk.workspace, self._desk.folder.engagement.id) as record:
                    told = write_mending_copy(job, checked_file(record, job), copy)
            content = base64.b64encode(copy.read_bytes()).decode()
        finally:
            erase(copy)
        name = say("{file} to mend.xlsx", file=path.stem)
        return {
            "file": {"name": name, "type": _WORKBOOK, "base64": content},
            "line": f"{name}: {retold(told)}",
        }

    def put_away(self, _: JsonObject) -> dict[str, Any]:
        """Overwrite and delete a file that is not imported."""
        erase_looked_at(self._desk.workspace)
        return {"parts": {"file": ""}, "line": say("Nothing was imported, and the file is deleted here.")}

    def _told(self, asked: dict[str, str], job: ImportJob) -> dict[str, Any]:
        settings = self._desk.folder.engagement
        with record_to_try(self._desk.workspace, settings.id) as record:
            found = checked_file(record, job)
        html = preview_html(found.account, settings, Asking(asked, has_any_kept_out(found)))
        return {"parts": {"file": html}, "line": say("Nothing is written yet.")}

    def _folder(self, token: str) -> Path:
        """Where a file is kept for now.

        Raises:
            DataError: no page was given such a token.
        """
        try:
            return self._desk.workspace / DRAFTS_FOLDER / f"{UUID(token)}"
        except ValueError as error:
            raise DataError(say(_GONE)) from error

    def _keep(self, token: str, asked: JsonObject) -> Path:
        name = f"{asked.get('name')}"
        plain = Path(name.replace("\\", "/")).name[-_LONGEST_NAME:].lstrip(".") or say("file")
        try:
            whole = base64.b64decode(f"{asked.get('content')}", validate=True)
        except binascii.Error as error:
            msg = say("{file} did not arrive whole: choose it again.", file=plain)
            raise DataError(msg) from error
        return keep_looked_at(
            self._desk.workspace, self._folder(token), plain, whole, f"{asked.get('profile', '')}"
        )

    def _path(self, token: str) -> Path:
        path = looked_at(self._folder(token))
        if path is None:
            raise DataError(say(_GONE))
        return path


def _job_of(desk: Desk, path: Path, asked: JsonObject) -> ImportJob:
    way = Way(f"{asked.get('confirmed_by', '')}".strip(), sure=asked.get("sure") is True)
    return import_job(desk.folder, path, f"{asked.get('profile', '')}", way)


@contextmanager
def _plainly_named(path: Path) -> Iterator[None]:
    """Call a file by its name, wherever it is kept for now.

    Raises:
        DataError: as it was, without the folder; of doubts that the page shows already, what is to be done.
    """
    try:
        yield
    except DoubtedError as error:
        raise DataError(say("Nothing was imported: look, then tick that the file is right.")) from error
    except DataError as error:
        msg = f"{error}".replace(f"{path.parent}/", "")
        raise DataError(msg) from error
