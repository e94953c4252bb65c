"""Drafts: what was typed of a form that is not saved yet, a private file each, whoever writes to the record meanwhile.

On the disk before it is answered: it outlives the page, the server and the machine. Gone once its form is saved.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.model.errors import DataError
from wellbeing.record.custody.disposal import erase
from wellbeing.record.store.log import now
from wellbeing.sources.paths import DRAFTS_FOLDER
from wellbeing.sources.private import private_folder, write_private

#: What drafts of paper forms are called.
PAPER: Final = "form"
#: A UUID, as browsers make them: it names a file.
_KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: More than anybody writes on a form.
_MOST_BYTES: Final = 1_000_000
#: No steward begins so many and leaves them.
_MOST_DRAFTS: Final = 1_000


class Draft(msgspec.Struct, frozen=True):
    """A form that was begun."""

    key: str
    #: What it is of: "form", "hui".
    kind: str
    #: By field.
    typed: dict[str, Any]
    #: When it was kept last, ISO 8601 in UTC.
    at: str = ""
    #: Whether it was to be saved and was given back, and nothing was typed in it since.
    is_held: bool = False


def keep_draft(workspace: Path, draft: Draft) -> None:
    """Keep what was typed so far, in place of what was kept of the same form.

    Raises:
        DataError: its key is none, it is longer than any form, or there are too many.
        OSError: the disk is full or fails.
    """
    path, content = _path(workspace, draft.key), msgspec.json.encode(msgspec.structs.replace(draft, at=now()))
    if len(content) > _MOST_BYTES:
        msg = f"This form is longer than any ({len(content):,} bytes): nothing more of it is kept."
        raise DataError(msg)
    private_folder(path.parent)
    if not path.exists() and sum(1 for _ in path.parent.iterdir()) >= _MOST_DRAFTS:
        msg = f"{_MOST_DRAFTS:,} forms were begun and not saved: save or throw away some first."
        raise DataError(msg)
    write_private(path, content)


def drafts(workspace: Path) -> list[Draft]:
    """Forms that were begun and not saved, the last one first; what cannot be read is left out, and left alone."""
    found = []
    for path in (workspace / DRAFTS_FOLDER).glob("*.json"):
        with suppress(OSError, msgspec.DecodeError):
            found.append(msgspec.json.decode(path.read_bytes(), type=Draft))
    return sorted(found, key=lambda draft: draft.at, reverse=True)


def forget_draft(workspace: Path, key: str) -> None:
    """Overwrite and delete what was kept of a form; nothing where nothing was.

    Raises:
        DataError: its key is none.
    """
    path = _path(workspace, key)
    for half in path.parent.glob(f".{path.name}-*"):  # of a writer that was killed
        erase(half)
    erase(path)


def _path(workspace: Path, key: str) -> Path:
    if not _KEY.fullmatch(key):
        msg = "A form is known by a key that its page made: this one has none. Load the page anew."
        raise DataError(msg)
    return workspace / DRAFTS_FOLDER / f"{key}.json"
