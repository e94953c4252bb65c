"""Copies of the record, whole and verified, while it is in use."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.record.failures import told_plainly
from wellbeing.record.log import append
from wellbeing.record.seal import SUFFIX, described, write_seal
from wellbeing.record.secret import FILE as SECRET
from wellbeing.record.verifying import verified

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
        DataError: the file exists, or the copy is not what the record is.
    """
    if target.exists():
        msg = f"{target} exists: a backup never takes the place of another. Choose another name."
        raise DataError(msg)
    append(record, "backed up", {})
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        with told_plainly(beside):
            _copy(record, beside, progress)
        verified(beside, at_rest=True)
        beside.with_name(beside.name + SUFFIX).replace(target.with_name(target.name + SUFFIX))
        beside.replace(target)
    finally:
        for left in (beside, beside.with_name(beside.name + SUFFIX)):
            left.unlink(missing_ok=True)
    return [target, target.with_name(target.name + SUFFIX), *_secret(workspace, target)]


def _copy(record: sqlite3.Connection, to: Path, progress: Callable[[float], None]) -> None:
    def told(_: int, left: int, total: int) -> None:
        progress(1 - left / max(total, 1))

    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        record.backup(copy, pages=PAGES, progress=told)
    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        write_seal(to, described(copy, to))
    with to.open("rb") as file:
        os.fsync(file.fileno())


def _secret(workspace: Path, target: Path) -> list[Path]:
    """Without it a restored record could release nothing: other roundings could be averaged."""
    if not (workspace / SECRET).is_file():
        return []
    copied = target.with_name(f"{target.name}.{SECRET}")
    descriptor = os.open(copied, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, (workspace / SECRET).open("rb") as known:
        shutil.copyfileobj(known, file)
    return [copied]
