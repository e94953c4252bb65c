"""Imports in processes of their own, that can be killed, or given a disk that fails."""

import contextlib
import multiprocessing
import os
import sys
from pathlib import Path

from failing_disk import Disk

#: Python and its packages are loaded once, those too that commands import late; each process is a copy of that.
SERVER = multiprocessing.get_context("forkserver")
JOBS = [f"wellbeing.cli.jobs.{name}" for name in ("importing", "quarantine", "care")]
RECORD = [f"wellbeing.record.{name}" for name in ("custody.backup", "comments.codes")]
SERVER.set_forkserver_preload(["wellbeing.cli", *JOBS, *RECORD, "wellbeing.opinion.campaigns"])


class Loose(Disk):
    """A disk without a fault, and the loosest umask that there is."""

    def __init__(self) -> None:
        super().__init__(0)

    def install(self) -> None:
        os.umask(0)


def start(arguments, said: Path, disk: Disk | None = None):
    """Begin a command; what it prints goes to the file ``said``."""
    process = SERVER.Process(target=_run, args=([str(part) for part in arguments], said, disk))
    process.start()
    return process


def run(arguments, said: Path, disk: Disk | None = None) -> int:
    """Give a command to its end; its exit code, negative where a signal ended it."""
    process = start(arguments, said, disk)
    process.join()
    return process.exitcode


def _run(arguments: list[str], said: Path, disk: Disk | None) -> None:
    descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    if disk is not None:
        disk.install()
    from wellbeing.cli import main  # noqa: PLC0415

    code = 0
    with contextlib.suppress(KeyboardInterrupt):
        try:
            main(arguments, prog_name="wellbeing")
        except SystemExit as ended:
            code = ended.code or 0
    sys.stdout.flush()
    if disk is not None:
        Path(f"{said}.writes").write_text(str(disk.writes))
    os._exit(code)
