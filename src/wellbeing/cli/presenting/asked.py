"""The file of a release in which questions are kept that a room asked and the figures could not answer."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from wellbeing.sources.private import private_folder, start_private

#: In the workspace, a file for each release.
_FOLDER: Final = "room"


def asked_file(workspace: Path, release: str) -> Path:
    """Where questions about a release are kept."""
    return workspace / _FOLDER / f"{release}.jsonl"


@contextlib.contextmanager
def open_asked(workspace: Path, release: str) -> Iterator[int | None]:
    """The file, open for appending, for a process that is not told where it is; None where none can be written."""
    path = asked_file(workspace, release)
    try:
        private_folder(path.parent)
        start_private(path)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    except OSError as error:
        click.echo(f"What a room asks is not kept: {path} cannot be written ({error.strerror}).", err=True)
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)
        if not path.stat().st_size:
            path.unlink()


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
