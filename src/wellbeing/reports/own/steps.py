"""What runs apart: files of measures are loaded and worked out step by step, and each step is told (``own.apart``).

``python -m wellbeing.reports.own.steps``, told on its standard input what to do (``Job``).
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from math import ceil
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.language import say, speak
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.own.loading import load_file, load_package, package_names
from wellbeing.reports.own.measure import own_shows
from wellbeing.reports.shows.own.working_out import OwnMeasure, Worked, worked_out
from wellbeing.state.figures import Figures

#: Bytes before each message, which say how long it is.
HEAD: Final = 4
#: Seconds after which a step ends by itself, beyond those that it may take: who would have ended it is gone.
_ALONE: Final = 5


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A release, a folder of measures, and which steps are not taken."""

    release: str
    #: By which the release is signed.
    key: str
    folder: str
    #: Seconds that each step may take.
    limit: float
    without: tuple[str, ...] = ()


class Begun(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A step that began: of a file or a package, or of a measure, which has a unit."""

    step: str
    name: str
    title: str
    unit: str = ""
    needs: tuple[str, ...] = ()
    explanation: str = ""


class Done(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It came to its end; what was worked out, of a measure."""

    worked: Worked | None = None


class Ended(msgspec.Struct, frozen=True, tag=True):
    """There is no further step."""


def _run() -> None:
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    telling = _Telling(job)
    release = read_release(Path(job.release), Trust(keys=(job.key,)))
    speak(release.engagement.language)
    for step, load in _loads(Path(job.folder)):
        if telling.begins(step):
            load()
            telling.tell(Done())
    figures = Figures(release)
    for show in own_shows():
        if telling.begins(_begun(show.measure)):
            telling.tell(Done(worked=worked_out(show.measure, figures)))
    telling.tell(Ended())


def _loads(folder: Path) -> Iterator[tuple[Begun, Callable[[], None]]]:
    """Each file, then each package that declares measures, and what loads it."""
    for path in sorted(folder.glob("*.py")):
        title = say("Measure of {file}", file=path.name)
        yield Begun(step=f"file {path.name}", name=path.stem, title=title), partial(load_file, path)
    for name in package_names():
        title = say("Measure {name}", name=name)
        yield Begun(step=f"package {name}", name=name, title=title), partial(load_package, name)


class _Telling:
    """Tells what began and ended by what was the standard output; what a measure prints goes where errors go."""

    def __init__(self, job: Job) -> None:
        self._out = os.fdopen(os.dup(1), "wb", buffering=0)
        os.dup2(2, 1)
        self._job = job

    def begins(self, step: Begun) -> bool:
        """Tell that a step begins, unless it is one of those that are not taken."""
        if step.step in self._job.without:
            return False
        signal.alarm(ceil(self._job.limit) + _ALONE)
        self.tell(step)
        return True

    def tell(self, said: Begun | Done | Ended) -> None:
        told = msgspec.msgpack.encode(said)
        self._out.write(len(told).to_bytes(HEAD, "big") + told)


def _begun(measure: OwnMeasure) -> Begun:
    return Begun(
        step=f"measure {measure.id}",
        name=measure.id,
        title=measure.title,
        unit=measure.unit,
        needs=measure.needs,
        explanation=measure.explanation,
    )


if __name__ == "__main__":
    _run()
