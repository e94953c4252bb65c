"""Files that were only looked at: kept until somebody decides about them, found like all else, and gone then."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Profile
from wellbeing.record.custody.disposal import erase
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.paths import DRAFTS_FOLDER
from wellbeing.sources.private import private_folder, write_private
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable, read_file

#: Beside a file: the profile that it is read with.
_PROFILE: Final = ".profile"


@dataclass(frozen=True)
class LookedAtRow:
    """A row of a file that was looked at, and neither imported nor put away."""

    #: What it would become; "" where it has no number.
    contribution: str
    #: What is written where the file numbers its rows.
    numbers: tuple[str | None, ...]
    file: str
    row: int
    #: Heading → what is written; null: nothing.
    cells: dict[str, str | None]


def keep_looked_at(workspace: Path, folder: Path, name: str, content: bytes, profile: str) -> Path:
    """Keep a file for now, in place of any other that was looked at.

    Args:
        workspace: where the record lies.
        folder: of this file alone, among drafts.
        name: what it is called, without a path.
        content: all of it.
        profile: it is read with; "" where none is named.
    """
    erase_looked_at(workspace)
    path = private_folder(folder) / name
    write_private(path, content)
    write_private(path.with_name(_PROFILE), profile.encode())
    return path


def looked_at(folder: Path) -> Path | None:
    """The file that is kept in a folder of its own."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.is_file() and not path.name.startswith("."):
                return path
    return None


def erase_looked_at(workspace: Path) -> int:
    """Overwrite and delete every file that was looked at and not imported; how many there were."""
    found = _folders(workspace)
    number = sum(looked_at(folder) is not None for folder in found)
    for folder in found:
        for path in folder.iterdir():
            erase(path)
        folder.rmdir()
    return number


def looked_at_rows(workspace: Path, folder: EngagementFolder) -> list[LookedAtRow]:
    """What stands in the files that were looked at, their headings too (row 1)."""
    files = [path for one in _folders(workspace) if (path := looked_at(one))]
    return [row for path in files for row in _rows(path, folder)]


def _folders(workspace: Path) -> list[Path]:
    return [path for path in (workspace / DRAFTS_FOLDER).glob("*") if path.is_dir()]


def _rows(path: Path, folder: EngagementFolder) -> Iterator[LookedAtRow]:
    with contextlib.suppress(DataError):  # what cannot be read goes with the rest
        table, profile = _opened(path, folder)
        yield LookedAtRow("", (), table.file, 1, {name: name for name in table.columns})
        for batch in table.batches():
            ids, numbers = _numbered(batch.rows, profile, folder.engagement.id)
            for one, written, row in zip(ids, numbers, batch.rows.iter_rows(named=True), strict=True):
                number = row.pop(ROW)
                yield LookedAtRow(one, written, table.file, number, row)


def _opened(path: Path, folder: EngagementFolder) -> tuple[SourceTable, Profile | None]:
    """A file with its profile, fitted to it; without one where it has none that fits."""
    with contextlib.suppress(DataError, OSError):
        named = path.with_name(_PROFILE).read_text("utf8")
        table, profile = open_with_profile(path, folder, named)
        return table, fit_profile(profile, table.columns, table.file)
    return read_file(path), None


def _numbered(
    rows: pl.DataFrame, profile: Profile | None, engagement: str
) -> tuple[list[str], list[tuple[str | None, ...]]]:
    if profile is None or not profile.id:
        return [""] * rows.height, [()] * rows.height
    return contributions_of_rows(rows, profile, engagement).to_list(), rows.select(profile.id).rows()
