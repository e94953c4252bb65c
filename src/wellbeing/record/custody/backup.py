"""Copies of the record, whole and verified, while it is in use."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.custody.secret import FILE as SECRET
from wellbeing.record.custody.verification import verified
from wellbeing.record.releases import Out, outstanding
from wellbeing.record.store.failures import told_plainly
from wellbeing.record.store.log import append
from wellbeing.record.store.seal import SUFFIX, described, write_seal
from wellbeing.sources.paths import HELD
from wellbeing.sources.private import make_private, place, private_folder, start_private

PAGES: Final = 4_096


def backup(
    record: sqlite3.Connection,
    workspace: Path,
    target: Path,
    progress: Callable[[float], None] = lambda _: None,
) -> list[Path]:
    """Copy the record to a file, with all that a restored workspace needs to go on; what was written.

    Beside it come its seal, the workspace's secret, and what the newest release was measured from: without
    these two nothing could be released, since figures measured afresh could be compared with those that are
    out. The log notes that a copy was made: who withdraws must know of it.

    Raises:
        DataError: a file exists, its folder does not, the copy is not what the record is, or a release was
            made meanwhile.
    """
    sealed, secret, measured = (
        target.with_name(f"{target.name}{end}") for end in (SUFFIX, f".{SECRET}", f".{HELD}")
    )
    _check_new((target, sealed, secret, measured))
    append(record, "backed up", {})
    newest = outstanding(record)
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    others = {**_secret(workspace, secret), **_measurements(workspace, newest, measured)}
    try:
        start_private(beside)
        with told_plainly(beside):
            _copy(record, beside, progress)
        _check_same(newest, outstanding(record))
        verified(beside, at_rest=True)
        place(beside.with_name(beside.name + SUFFIX), sealed)
        place(beside, target)
    finally:
        for left in (beside, beside.with_name(beside.name + SUFFIX)):
            left.unlink(missing_ok=True)
    for path, content in others.items():
        if path.parent != target.parent:  # which is the user's own
            private_folder(path.parent)
        make_private(path, content)
    return [path for path in (target, sealed, secret, measured) if path.exists()]


def _secret(workspace: Path, to: Path) -> dict[Path, bytes]:
    return {to: (workspace / SECRET).read_bytes()} if (workspace / SECRET).is_file() else {}


def _measurements(workspace: Path, newest: Out | None, to: Path) -> dict[Path, bytes]:
    if newest is None or not newest.measurement:
        return {}
    files = sorted((workspace / HELD / newest.measurement).glob("*"))
    return {to / newest.measurement / path.name: path.read_bytes() for path in files}


def _check_same(before: Out | None, after: Out | None) -> None:
    if before != after:
        msg = "A release was made while the record was copied: nothing was kept. Give the command again."
        raise DataError(msg)


def _check_new(files: tuple[Path, ...]) -> None:
    there = [path.name for path in files if path.exists()]
    if there:
        taken = f"{counted(len(there), 'file')} in {files[0].parent} exists already: {quoted(there)}."
        msg = f"{taken} A backup never takes the place of another. Choose another name."
        raise DataError(msg)
    if not files[0].parent.is_dir():
        msg = f"There is no folder {files[0].parent} to put a backup into. Make it, or choose another."
        raise DataError(msg)


def _copy(record: sqlite3.Connection, to: Path, progress: Callable[[float], None]) -> None:
    def told(_: int, left: int, total: int) -> None:
        progress(1 - left / max(total, 1))

    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        record.backup(copy, pages=PAGES, progress=told)
    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        write_seal(to, described(copy, to))
    with to.open("rb") as file:
        os.fsync(file.fileno())
