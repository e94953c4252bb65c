"""One writer: an exclusive lock for everything that writes; a second writer learns at once who holds it."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.store.log import now
from wellbeing.sources.private import make_private, private_folder, start_private

LOCK_FILE: Final = "record.writer"
#: Keeps the record, and the keys beside it, out of a repository that a workspace lies in.
UNTRACKED: Final = ".gitignore"


@contextmanager
def only_writer(workspace: Path) -> Iterator[None]:
    """Hold the record for a job that writes; let go at the end, or when the process is killed.

    Raises:
        DataError: another process holds it.
    """
    path = private_folder(workspace) / LOCK_FILE
    make_private(workspace / UNTRACKED, b"*\n")
    start_private(path)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            refusal = message(
                f"Another program is writing to the record in {workspace}{who_writes(workspace)}."
            )
            msg = f"{refusal} Nothing was changed. Wait until it has finished, then try again."
            raise DataError(msg) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}, `wellbeing {' '.join(sys.argv[1:])}`"[:200] + f", since {now()}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def who_writes(workspace: Path) -> str:
    """Who holds the record, in brackets; empty if nobody said so, or it is this process."""
    try:
        holder = (workspace / LOCK_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
    is_another = holder and not holder.startswith(f"process {os.getpid()},")
    return f" ({holder})" if is_another else ""
