"""Copies of the record, whole and verified, while it is in use."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.failures import told_plainly
from wellbeing.record.log import append
from wellbeing.record.seal import SUFFIX, described, write_seal
from wellbeing.record.secret import FILE as SECRET
from wellbeing.record.verifying import verified
from wellbeing.sources.private import make_private, place, start_private

PAGES: Final = 4_096


def backup(
    record: sqlite3.Connection,
    workspace: Path,
    target: Path,
    progress: Callable[[float], None] = lambda _: None,
) -> list[Path]:
    """Copy the record to a file, with its seal and the workspace's secret beside it; the files written.

    The log notes that a copy was made: who withdraws must know of it.

    Raises:
        DataError: a file exists, its folder does not, or the copy is not what the record is.
    """
    made = (target, target.with_name(target.name + SUFFIX), target.with_name(f"{target.name}.{SECRET}"))
    _check_new(made)
    append(record, "backed up", {})
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        start_private(beside)
        with told_plainly(beside):
            _copy(record, beside, progress)
        verified(beside, at_rest=True)
        place(beside.with_name(beside.name + SUFFIX), made[1])
        place(beside, target)
    finally:
        for left in (beside, beside.with_name(beside.name + SUFFIX)):
            left.unlink(missing_ok=True)
    return [*made[:2], *_secret(workspace, made[2])]


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


def _secret(workspace: Path, copied: Path) -> list[Path]:
    """Without it a restored record could release nothing: figures drawn with another could be averaged."""
    if not (workspace / SECRET).is_file():
        return []
    make_private(copied, (workspace / SECRET).read_bytes())
    return [copied]
