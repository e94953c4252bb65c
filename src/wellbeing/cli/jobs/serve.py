"""Start the serving process behind the wall: copies of releases, and no path that leads to the record."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click

from wellbeing.cli.carrying import AT_ONE_LOOK, Carried, tried_again
from wellbeing.cli.entry import WayIn
from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.audit import audited_with_others, release_as_claimed
from wellbeing.cli.jobs.retiring import RetiredError, check_in_service, out_of_service
from wellbeing.cli.own_measures import handed_measures
from wellbeing.cli.presenting.asked import Questions
from wellbeing.cli.presenting.notes import write_notes
from wellbeing.cli.presenting.screen import on_screen
from wellbeing.cli.remarks import remark_of
from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import comparable, later_than
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.claims.keeping import MOST_CLAIMS
from wellbeing.sources.paths import (
    ENGAGEMENT_VARIABLE,
    NOTES_VARIABLE,
    RELEASE,
    TRUSTED_KEYS,
    WORKSPACE_VARIABLE,
)
from wellbeing.sources.private import passing_folder

#: Variables that name folders of the record's side, or of the caller.
DROPPED: Final = frozenset(
    {ENGAGEMENT_VARIABLE, WORKSPACE_VARIABLE, NOTES_VARIABLE, RELEASE, "PWD", "OLDPWD"}
)
#: How often is looked whether the release was retired: people were told that it ends within a minute.
WATCH_SECONDS: Final = 5.0
FORWARDED: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Where notes lie, for the presenter's window alone.
NOTES_FILE: Final = "notes.json"
_NOTES: Final = (
    "Presenter’s notes: the window that N opens in the briefing asks for a code once. It is {code}"
)
#: What a copy is called until it is whole.
_COMING: Final = ".coming"


def run(
    release: Path, folders: Folders, place: tuple[int, str], way: WayIn, *, is_kiosk: bool = False
) -> int:
    """Serve a copy of a release until the process ends; its exit code. As a kiosk, brief alone and on the screen.

    The serving process has nothing but copies, so that this one watches whether a release is retired, or a newer
    one is out. It starts anew without one that is retired, which may be in its memory.

    Raises:
        RetiredError: it was retired while it was served.
        DataError: the release was changed, is not complete, is not signed by a key that is believed, or not
            protected as it claims; or it is retired.
    """
    with passing_folder() as private:
        found = release_as_claimed(release, folders)
        check_in_service(found, folders.workspace)
        way.check_beyond(place[1], found.manifest.tier)
        if lacking := remark_of(found):
            click.echo(lacking, err=True)
        key = f"{found.manifest.key}"
        copy = Path(shutil.copytree(release, Path(private) / release.name))
        read_release(copy, Trust(keys=(key,)))
        environment = {**_environment(folders.workspace), TRUSTED_KEYS: key}
        if code := write_notes(folders.engagement, found, notes := Path(private) / NOTES_FILE):
            environment[NOTES_VARIABLE] = str(notes)
            click.echo(_NOTES.format(code=code))
        others = Handed(found, folders, Path(private))
        (port, address), only = place, ["--only", "brief"] if is_kiosk else []
        options = ["--port", str(port), "--address", address, *only, *way.options(Path(private))]
        options += handed_measures(folders, Path(private))
        screen = on_screen(address, port, Path(private)) if is_kiosk else contextlib.nullcontext()
        with screen:
            start = partial(_started, copy, environment, way.program, *options)
            return _until_it_ends(start, found, folders, others)


def _until_it_ends(
    start: Callable[[], subprocess.Popen[bytes]], found: Release, folders: Folders, others: "Handed"
) -> int:
    """The exit code of a serving process, which is started anew without what was retired."""
    code = None
    while code is None:
        others.carry(MOST_CLAIMS)
        others.hand_over()
        with _forwarding(start()) as process:
            code = _watched(process, found, folders, others)
    others.carry()
    return code


class Handed:
    """Copies in a private folder, beside that of the release that is served; claims are carried there and back.

    What a room asked is fetched from there too: all that the server writes, it writes there.

    Earlier ones are compared only, and are verified by whoever opens them. A later one may become a page: its
    claims are recomputed first, as those of the release that is served were.
    """

    def __init__(self, served: Release, folders: Folders, private: Path) -> None:
        """Take what is served, and where its copy lies."""
        self._served, self._folders, self._private = served, folders, private
        self._refused: set[str] = set()
        self._claims = Carried(served, folders, private)
        self._questions = Questions(folders.workspace, private, self._claims.figures_of)

    def hand_over(self) -> None:
        """Copy those that are not there yet."""
        here = {path.name for path in self._private.iterdir()} | self._refused
        for path in comparable(self._served.path.resolve()):
            if path.name not in here:
                try:
                    self._hand(path)
                except (DataError, OSError) as error:  # pages go on without it
                    self._refused.add(path.name)
                    click.echo(f"Release {path.name} is not offered to readers: {error}", err=True)

    def carry(self, most: int = AT_ONE_LOOK) -> None:
        """Carry what readers took and a room asked to the workspace, and sentences that are there to the server.

        Raises:
            DataError: which releases are retired cannot be read.
        """
        self._claims.carry(out_of_service(self._served, self._folders.workspace), most)
        self._questions.carry()

    def take_back(self) -> bool:
        """Remove copies of what was retired since, and what was taken from it; whether there was any."""
        gone = out_of_service(self._served, self._folders.workspace) - {self._served.id}
        found = [path for path in self._private.iterdir() if path.name in gone]
        for path in found:
            shutil.rmtree(path)
        return self._claims.take_back(gone) or bool(found)

    def _hand(self, path: Path) -> None:
        is_later = path in later_than(self._served.path.resolve())
        if is_later and (problems := audited_with_others(path, self._folders)[1].problems):
            raise DataError(" ".join(problems))
        coming = self._private / _COMING
        shutil.rmtree(coming, ignore_errors=True)
        shutil.copytree(path, coming).rename(self._private / path.name)


def _watched(
    process: subprocess.Popen[bytes], served: Release, folders: Folders, others: Handed
) -> int | None:
    """The exit code of a serving process that ended; None where it has to start anew.

    Raises:
        RetiredError: the release that it serves is retired.
    """
    while not _has_ended(process):
        check_in_service(served, folders.workspace, RetiredError)
        if others.take_back():
            return None
        others.hand_over()
        with tried_again():
            others.carry()
    return _code(process.returncode)


def _started(copy: Path, given: dict[str, str], program: str, *options: str) -> subprocess.Popen[bytes]:
    """In this process's group, so that what ends the group ends it too; it ends when its input is closed."""
    told = [sys.executable, "-m", program, str(copy), "--watched", *options]
    return subprocess.Popen(told, stdin=subprocess.PIPE, env=given, cwd=copy)  # noqa: S603


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the serving process ended while one waited for the next look."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(WATCH_SECONDS)
    return process.returncode is not None


def _environment(workspace: Path) -> dict[str, str]:
    """What this process was given, without anything that names the workspace."""
    inside = str(workspace.resolve())
    return {name: value for name, value in os.environ.items() if name not in DROPPED and inside not in value}


@contextlib.contextmanager
def _forwarding(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """What this process is told to do, the serving process is told too; neither outlives the other."""

    def forward(number: int, _: object) -> None:
        # A terminal tells the whole group of Ctrl+C: told twice, a server would break off its own ending.
        if not (number == signal.SIGINT and sys.stdin.isatty()):
            process.send_signal(number)

    before = {number: signal.signal(number, forward) for number in FORWARDED}
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for number, handler in before.items():
            signal.signal(number, handler)


def _code(returned: int) -> int:
    """The shell's way to say that a process ended by a signal."""
    return returned if returned >= 0 else 128 - returned
