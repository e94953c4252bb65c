"""Every connection and every write of a process to a record, and whether it held the writer's lock then."""

import contextlib
import fcntl
import os
import sys
from pathlib import Path

from failing_disk import Disk, can_install

from wellbeing.record.store.database import RECORD_FILE
from wellbeing.record.store.writer import LOCK_FILE

READ_ONLY = ("mode=ro", "immutable=1")


class Guard(Disk):
    """Notes in a file, a line each, ``connection`` or ``write``, to what, ``locked`` or ``unlocked``.

    A connection that cannot write is ``read-only``. What goes to the shared index (``-shm``) is no write: it
    holds nothing of the record, and whoever reads keeps their place there.
    """

    def __init__(self, notes: Path) -> None:
        super().__init__(0)
        self._notes = notes

    def install(self) -> None:
        if can_install():
            super().install()
        sys.addaudithook(self._overhear)

    def _overhear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect":
            address = str(arguments[0])
            path = Path(address.removeprefix("file://").partition("?")[0])
            if path.name == RECORD_FILE:
                self._note("connection", path, "read-only" if address.endswith(READ_ONLY) else "")

    def _tried(self, file: int) -> int:
        path = Path(f"/proc/self/fd/{file}").readlink()
        if path.name in {RECORD_FILE, f"{RECORD_FILE}-wal"}:
            self._note("write", path, "")
        return super()._tried(file)

    def _note(self, what: str, path: Path, how: str) -> None:
        how = how or ("locked" if is_mine(path.with_name(LOCK_FILE)) else "unlocked")
        with self._notes.open("a") as notes:
            notes.write(f"{what} {path.name} {how}\n")


def is_mine(lock: Path) -> bool:
    """Whether this process holds the lock."""
    with contextlib.suppress(FileNotFoundError), lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().startswith(f"process {os.getpid()},")
    return False
