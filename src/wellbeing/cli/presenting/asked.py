"""Questions that a room asked and the figures could not answer, from the server's folder to the workspace's file."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from wellbeing.sources.private import private_folder, read_handed, start_private

if TYPE_CHECKING:
    from wellbeing.reports.room.asking import RoomIndex
    from wellbeing.state.figures import Figures

#: In the workspace, with a file for each release; beside the copy that is served, with a file for each question.
_FOLDER: Final = "room"
#: Questions at one look.
_AT_ONCE: Final = 20


def asked_file(workspace: Path, release: str) -> Path:
    """Where questions about a release are kept."""
    return workspace / _FOLDER / f"{release}.jsonl"


class Questions:
    """Questions that a server hands over, taken as far as the releases that it was given say what was meant."""

    def __init__(self, workspace: Path, private: Path, figures_of: "Callable[[str], Figures | None]") -> None:
        """Take where they are kept, where the server's folder is, and the figures of what it was given, by id.

        Without a folder, where none can be kept, the server says so to whoever asks.
        """
        self._workspace, self._theirs, self._figures_of = workspace, private / _FOLDER, figures_of
        self._indexes: dict[str, RoomIndex | None] = {}
        self._number, self._is_told = 0, False
        try:
            private_folder(workspace / _FOLDER)
            private_folder(self._theirs)
        except OSError as error:
            self._say(error)

    def carry(self) -> None:
        """Take what is new; what cannot be written stays where it is."""
        from wellbeing.reports.room.log import LONGEST_ASKED, MOST_ASKED, handed  # noqa: PLC0415

        for path in self._new():
            content = read_handed(path, LONGEST_ASKED)
            found = handed(content, self._index_of) if content and self._number < MOST_ASKED else None
            if found is not None:
                self._number += 1
                if self._number == MOST_ASKED:
                    click.echo(
                        f"{MOST_ASKED:,} questions were kept: what a room asks from now on is not.", err=True
                    )
                try:
                    _append(asked_file(self._workspace, found.release), found.as_line)
                except OSError as error:
                    self._say(error)
                    return
            path.unlink(missing_ok=True)

    def _new(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return sorted(path for path in self._theirs.iterdir() if path.suffix == ".json")[:_AT_ONCE]
        return []

    def _index_of(self, release: str) -> "RoomIndex | None":
        from wellbeing.reports.briefing.making import briefing  # noqa: PLC0415
        from wellbeing.reports.room.asking import RoomIndex  # noqa: PLC0415

        if release not in self._indexes:
            figures = self._figures_of(release)
            self._indexes[release] = RoomIndex(briefing(figures), figures) if figures else None
        return self._indexes[release]

    def _say(self, error: OSError) -> None:
        if not self._is_told:
            self._is_told = True
            folder, why = self._workspace / _FOLDER, error.strerror
            click.echo(f"What a room asks is not kept: {folder} cannot be written ({why}).", err=True)


def _append(path: Path, line: bytes) -> None:
    """Write a line, on the disk; after one that was broken off it begins anew."""
    start_private(path)
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def told(workspace: Path, release: str | None) -> Iterator[str]:
    """The list for the analyst, a line each: of one release, or of every one that was presented."""
    from wellbeing.reports.room.log import list_of, read_log  # noqa: PLC0415

    paths = [asked_file(workspace, release)] if release else sorted((workspace / _FOLDER).glob("*.jsonl"))
    found = [path for path in paths if path.is_file()]
    if not found:
        yield "No question is kept: none was asked that the figures could not answer."
    for path in found:
        questions = read_log(path)
        yield f"Release {path.stem}: {len(questions)} questions could not be answered as they were asked."
        yield from (f"  {line}" for line in list_of(questions))
        yield f"Kept in {path}: what was meant, by its published name; nothing that was typed."
