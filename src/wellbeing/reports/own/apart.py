"""Measures worked out in a process of their own, before a page is served: none holds readers up, and none ends them.

A step loads one file, or works out one measure. One that takes too long, or with which the process ends, is told in
its place, and another process goes on with those that are left (``reports.own.steps`` is what runs there).
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, cast

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.release.store.opening import Release
from wellbeing.reports.own.measure import register_failed, register_worked
from wellbeing.reports.own.steps import HEAD, Begun, Done, Ended, Job
from wellbeing.reports.shows.own.errors import Failure
from wellbeing.reports.shows.own.working_out import OwnMeasure, Worked

#: Seconds that a file may take to load, and a measure to be worked out.
LIMIT: Final = 30.0
#: Seconds after which the process is there: it imports what this one has.
_TO_BEGIN: Final = 60.0
_MESSAGES: Final[msgspec.msgpack.Decoder[Begun | Done | Ended]] = msgspec.msgpack.Decoder(
    Begun | Done | Ended
)
#: ``-P``: no module of the folder that this was started in takes the place of one that is installed.
_COMMAND: Final = ("-P", "-m", "wellbeing.reports.own.steps")


class _Stopped(msgspec.Struct, frozen=True):
    """No more is told, and why."""

    why: str


def load_apart(folder: Path, release: Release, limit: float = LIMIT) -> None:
    """Run each Python file of a folder, and what installed packages declare, apart; show what came of them.

    Args:
        folder: with ``*.py``.
        release: of which they are worked out; of any other they say that they were not.
        limit: seconds that each file may take to load, and each measure to be worked out.
    """
    job = Job(release=f"{release.path}", key=f"{release.manifest.key}", folder=f"{folder}", limit=limit)
    taken: list[str] = []
    while _goes_on(msgspec.structs.replace(job, without=tuple(taken)), release.id, taken):
        pass


def _goes_on(job: Job, release_id: str, taken: list[str]) -> bool:
    """Take steps until one stops all, if any: whether there may be others after it."""
    step: Begun | None = None
    with _started(job) as process:
        for said in _said(process, job.limit):
            if isinstance(said, Begun):
                step = said
            elif isinstance(said, Done) and step:
                _done(step, said, release_id, taken)
                step = None
            elif isinstance(said, _Stopped):
                return _stopped(step, said, release_id, taken)
    return False


def _done(step: Begun, said: Done, release_id: str, taken: list[str]) -> None:
    """What was worked out is not worked out again."""
    if said.worked:
        taken.append(step.step)
        _show(step, said.worked, release_id)


def _stopped(step: Begun | None, said: _Stopped, release_id: str, taken: list[str]) -> bool:
    """Show in its place why a step did not come to its end; whether it was one, and others may follow."""
    if step is None:
        register_failed("measures", say("Measures"), Failure(text=said.why))
        return False
    taken.append(step.step)
    if step.unit:
        _show(step, Worked(failure=Failure(text=said.why)), release_id)
    else:
        register_failed(step.name, step.title, Failure(text=said.why))
    return True


def _show(step: Begun, worked: Worked, release_id: str) -> None:
    register_worked(
        OwnMeasure(
            id=step.name,
            title=step.title,
            unit=step.unit,
            needs=step.needs,
            explanation=step.explanation,
            function=pl.DataFrame,
        ),
        worked,
        release_id,
    )


@contextmanager
def _started(job: Job) -> Iterator[subprocess.Popen[bytes]]:
    """The process, in a group of its own, of which nothing is left at the end."""
    command = [sys.executable, *_COMMAND]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True) as process:  # noqa: S603
        try:
            with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as told:
                told.write(msgspec.msgpack.encode(job))
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _said(process: subprocess.Popen[bytes], limit: float) -> Iterator[Begun | Done | Ended | _Stopped]:
    """What the process tells, until there is no further step or it stops."""
    seconds = _TO_BEGIN
    while True:
        try:
            said = _message(process, time.monotonic() + seconds)
        except TimeoutError:
            yield _Stopped(message(f"It takes longer than {seconds:g} seconds, and was broken off."))
            return
        except (EOFError, msgspec.MsgspecError):
            yield _Stopped(message(f"Its process ended: {_code(process)}."))
            return
        yield said
        if isinstance(said, Ended):
            return
        seconds = limit


def _message(process: subprocess.Popen[bytes], until: float) -> Begun | Done | Ended:
    long = int.from_bytes(_bytes(process, HEAD, until), "big")
    return _MESSAGES.decode(_bytes(process, long, until))


def _bytes(process: subprocess.Popen[bytes], count: int, until: float) -> bytes:
    found, line = b"", cast("IO[bytes]", process.stdout).fileno()
    while len(found) < count:
        ready, _, _ = select.select([line], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        if not (more := os.read(line, count - len(found))):
            raise EOFError
        found += more
    return found


def _code(process: subprocess.Popen[bytes]) -> str:
    with suppress(subprocess.TimeoutExpired):
        code = process.wait(1)
        return message(f"exit code {code}" if code >= 0 else f"by {signal.Signals(-code).name}")
    return message("it tells no more")
