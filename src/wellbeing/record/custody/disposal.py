"""Disposal: the record and all beside it that could say something of people is deleted, once its time is over."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.record.custody.secret import SECRET_FILE
from wellbeing.record.store.database import RECORD_FILE
from wellbeing.record.store.seal import SEAL_SUFFIX
from wellbeing.record.store.writer import only_writer
from wellbeing.sources.paths import DRAFTS_FOLDER, HELD_FOLDER, READINGS_FOLDER
from wellbeing.sources.private import write_private

#: What is left in a workspace of what was deleted: when, by whom, how much.
DISPOSAL_FILE: Final = "deleted.json"
#: Folders of a workspace beside the record whose files say something of people.
_FOLDERS: Final = (HELD_FOLDER, DRAFTS_FOLDER, READINGS_FOLDER)
_CHUNK: Final = 1 << 20


def to_dispose(workspace: Path) -> list[Path]:
    """The files that end with the retention of what they hold, the record itself last; releases may stay."""
    folders = [workspace / name for name in _FOLDERS]
    held = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    record = [f"{RECORD_FILE}{end}" for end in (SEAL_SUFFIX, "-wal", "")]
    beside = [workspace / name for name in (SECRET_FILE, *record)]
    return [*held, *(path for path in beside if path.is_file() and path.stat().st_size)]


def dispose(workspace: Path, account: dict[str, Any]) -> int:
    """Overwrite and delete what is past its retention, while nobody else writes; how many files.

    Where it is ended before it is done the record is still there, so that the same command goes on.

    Args:
        workspace: the folder.
        account: what is kept of it in ``deleted.json``: no word and no id of anybody.

    Raises:
        DataError: another program writes to the record.
    """
    with only_writer(workspace):
        write_private(workspace / DISPOSAL_FILE, msgspec.json.format(msgspec.json.encode(account)))
        files = to_dispose(workspace)
        for path in files:
            erase(path)
        for end in ("-wal", "-shm"):
            (workspace / f"{RECORD_FILE}{end}").unlink(missing_ok=True)
        for name in _FOLDERS:
            for folder in sorted((workspace / name).glob("**/"), reverse=True):
                folder.rmdir()
        return len(files)


def erase(path: Path) -> None:
    """Zeros in place of what stood in a file, on the disk, before its name goes; nothing where there is none."""
    with suppress(FileNotFoundError):
        left = path.stat().st_size
        with path.open("r+b") as file:
            while left > 0:
                left -= file.write(bytes(min(left, _CHUNK)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
