"""Copies of the record, whole and verified, while it is read."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.custody.secret import SECRET_FILE
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.releases import ReleaseOut, latest_release
from wellbeing.record.store.database import reading
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.store.log import append
from wellbeing.record.store.seal import SEAL_SUFFIX, seal_of, write_seal
from wellbeing.sources.paths import DRAFTS_FOLDER, HELD_FOLDER
from wellbeing.sources.private import make_private, place, private_folder, start_private

_PAGES: Final = 4_096


def back_up(
    record: sqlite3.Connection,
    workspace: Path,
    target: Path,
    progress: Callable[[float], None] = lambda _: None,
) -> list[Path]:
    """Copy the record to a file, with all that a restored workspace needs to go on; what was written.

    Beside it come its seal, the workspace's secret, what the newest release was measured from (without these
    two nothing could be released, since figures measured afresh could be compared with those that are out), and
    the forms that were begun and not saved. The log notes that a copy was made: who withdraws must know of it.

    Raises:
        DataError: a file exists, its folder does not, or the copy is not what the record is.
    """
    ends = (SEAL_SUFFIX, f".{SECRET_FILE}", f".{HELD_FOLDER}", f".{DRAFTS_FOLDER}")
    beside = [target.with_name(target.name + end) for end in ends]
    seal, secret, measurements, begun = beside
    _check_new((target, *beside))
    append(record, "backed up", {})
    others = {
        **_secret(workspace, secret),
        **_measurements(workspace, latest_release(record), measurements),
        **_begun(workspace, begun),
    }
    with _drafts(target) as (copy, copys_seal):
        with plain_failures(copy):
            _copy(record, copy, progress)
        verify_record(copy, at_rest=True)
        for draft, path in ((copys_seal, seal), (copy, target)):
            if not place(draft, path):
                _check_new((path,))
    _put_beside(others, target.parent)
    return [path for path in (target, *beside) if path.exists()]


@contextmanager
def _drafts(target: Path) -> Iterator[tuple[Path, Path]]:
    """A copy and its seal beside where they shall be, gone at the end of the block."""
    copy = target.with_name(f".{target.name}-{os.getpid()}")
    seal = copy.with_name(copy.name + SEAL_SUFFIX)
    try:
        start_private(copy)
        yield copy, seal
    finally:
        for draft in (copy, seal):
            draft.unlink(missing_ok=True)


def _put_beside(files: dict[Path, bytes], folder: Path) -> None:
    for path, content in files.items():
        if path.parent != folder:  # which is the user's own
            private_folder(path.parent)
        make_private(path, content)


def _secret(workspace: Path, to: Path) -> dict[Path, bytes]:
    return {to: (workspace / SECRET_FILE).read_bytes()} if (workspace / SECRET_FILE).is_file() else {}


def _measurements(workspace: Path, newest: ReleaseOut | None, to: Path) -> dict[Path, bytes]:
    if newest is None or not newest.measurement:
        return {}
    files = sorted((workspace / HELD_FOLDER / newest.measurement).glob("*"))
    return {to / newest.measurement / path.name: path.read_bytes() for path in files}


def _begun(workspace: Path, to: Path) -> dict[Path, bytes]:
    found = {}
    for path in sorted((workspace / DRAFTS_FOLDER).glob("*.json")):
        with suppress(FileNotFoundError):  # saved meanwhile
            found[to / path.name] = path.read_bytes()
    return found


def _check_new(files: tuple[Path, ...]) -> None:
    there = [path.name for path in files if path.exists()]
    if there:
        refusal = f"{counted(len(there), 'file')} in {files[0].parent} exists already: {quoted(there)}."
        msg = f"{refusal} A backup never takes the place of another. Choose another name."
        raise DataError(msg)
    if not files[0].parent.is_dir():
        msg = f"There is no folder {files[0].parent} to put a backup into. Make it, or choose another."
        raise DataError(msg)


def _copy(record: sqlite3.Connection, to: Path, progress: Callable[[float], None]) -> None:
    def report(_: int, left: int, total: int) -> None:
        progress(1 - left / max(total, 1))

    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        record.backup(copy, pages=_PAGES, progress=report)
    with closing(reading(to, at_rest=True)) as copy:
        write_seal(to, seal_of(copy, to))
    with to.open("rb") as file:
        os.fsync(file.fileno())
