"""What the commands do that answer people who gave something."""

import datetime as dt
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.policy import policy
from wellbeing.record.comments.quotes import words_approved
from wellbeing.record.custody.disposal import DISPOSAL_FILE, dispose, to_dispose
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.retention import Retention, retention_state
from wellbeing.record.rights.withdrawal import Withdrawal, withdraw_contributions
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.log import now
from wellbeing.record.store.versions import is_held
from wellbeing.release.build.keeping import forget_quotes
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import table_file
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import HELD_FOLDER

_NOT_SEEN: Final = (
    "Not seen from here: source files, backups, exported quarantine, coding sheets, copies of releases."
)


def shown(folders: Folders, contribution: str, said: dict[str, str], reason: str, *, as_json: bool) -> str:
    """What is held, after it was corrected where corrections are given.

    Raises:
        DataError: there is no such contribution, or a correction makes no sense.
    """
    folder = read_engagement(folders.engagement)
    if said:
        with open_record(folders.workspace, folder.engagement.id) as record:
            correct_contribution(record, folder, contribution, said, reason)
    with read_record(folders.workspace, folder.engagement.id) as record:
        found = subject_access(record, contribution)
    return msgspec.json.format(msgspec.json.encode(found)).decode() if as_json else "\n".join(_lines(found))


def withdrawn(folders: Folders, contributions: list[str], reason: str) -> str:
    """What was deleted, and what is left to people.

    Raises:
        DataError: one is not in the record; then none is deleted.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        quoting = _quoting(folders.workspace, words_approved(record, contributions))
        done = withdraw_contributions(record, contributions, reason)
        forget_quotes(folders.workspace, partial(is_held, record))
    return "\n".join([*_left(done, policy(folder.engagement, "adviser").batch), *quoting])


def _quoting(workspace: Path, words: set[str]) -> list[str]:
    """What is said of releases in the workspace that quote them: a release is never changed."""
    here = [
        path.name
        for path in releases(workspace)
        if words.intersection(pl.read_parquet(path / table_file("quotes"))["words"])
    ]
    if not here:
        return []
    them = f"{counted(len(here), 'release')} here {'quotes' if len(here) == 1 else 'quote'} words of theirs"
    return [f"{them}: {quoted(here)}. Once retired, delete the folder, and copies of it."]


def what_is_kept(folders: Folders) -> str:
    """What is kept, whether its time is over, and what is to be deleted then."""
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        found = _retention(record, folder, folders.workspace)
    held = ", ".join(f"{number:,} {what}" for what, number in found.kept.items())
    over = f"{counted(found.past, 'day')} ago" if found.past > 0 else f"in {counted(-found.past, 'day')}"
    due = _due(folders.workspace) if found.is_due else ["Nothing is past its retention date."]
    lines = [
        f"To be kept until {found.until} ({over}): {folder.engagement.care.retention}",
        f"Held: {held}; received {found.first or '–'} to {found.last or '–'}.",
        *due,
        _NOT_SEEN,
    ]
    return "\n".join(lines)


def disposed(folders: Folders, by: str) -> str:
    """What was deleted of what is past its retention date.

    Raises:
        DataError: nothing is; then nothing is deleted.
    """
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        found = _retention(record, folder, folders.workspace)
    if not found.is_due:
        msg = f"Nothing is past its retention date, {found.until}: nothing was deleted."
        raise DataError(msg)
    account = {"engagement": folder.engagement.id, "deleted": now(), "by": by, "kept_until": found.until}
    number = dispose(folders.workspace, account | {"held": found.kept})
    gone = f"{counted(number, 'file')} overwritten and deleted in {folders.workspace}; the releases are left."
    return "\n".join([gone, f"What was held, when and by whom it was deleted: {DISPOSAL_FILE}.", _NOT_SEEN])


def _retention(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> Retention:
    today = dt.datetime.now(ZoneInfo(folder.engagement.time_zone)).date()
    held = [path for path in to_dispose(workspace) if workspace / HELD_FOLDER in path.parents]
    return retention_state(record, folder, today, len(held))


def _due(workspace: Path) -> list[str]:
    """Releases may stay: no contribution can be told from them."""
    files = [str(path.relative_to(workspace)) for path in to_dispose(workspace)]
    return [
        "Past its retention date: delete it, or say in engagement.toml why it is kept.",
        f"To delete in {workspace}: {quoted(files, 12)}; the releases may stay.",
        "`wellbeing retention --delete --by NAME` overwrites and deletes them.",
    ]


def _counted_still(number: int, batch: int) -> list[str]:
    them, one = ("it", "it") if number == 1 else ("them", "one")
    until = f"until the next release, which is made once {counted(batch, 'contribution')} have changed"
    true = f"The true counts that figures were measured from ({HELD_FOLDER}/) count them too"
    return [
        f"Still counted in {counted(number, 'release')} {until} and retires {them}.",
        f"A running `wellbeing serve` of {one} ends within a minute of that.",
        f"{true}, each until its figure is measured anew.",
    ]


def _left(done: Withdrawal, batch: int) -> list[str]:
    """What is done, and what still holds or counts it: until when, and who must act."""
    lines = [
        f"{counted(done.contributions, 'contribution')} deleted from the record, with answers and versions."
    ]
    if done.releases:
        lines += _counted_still(len(done.releases), batch)
    if done.backups:
        lines.append(f"Backups made on {', '.join(done.backups)} still hold them: delete or replace these.")
    if done.waiting:
        lines.append("Another program had the record open: give `wellbeing verify` once it is closed.")
    return [
        *lines,
        "Not reached from here: source files, exported quarantine and coding sheets that hold the same rows.",
    ]


def _lines(found: dict[str, Any], indent: str = "") -> list[str]:
    """A nested value as lines that a person reads."""
    lines: list[str] = []
    for name, value in found.items():
        label = f"{indent}{name.replace('_', ' ')}:"
        if isinstance(value, dict):
            lines += [label, *_lines(value, indent + "  ")]
        elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
            lines.append(label)
            for part in value:
                lines += [*_lines(part, indent + "  "), ""]
        else:
            lines.append(f"{label} {', '.join(value) if isinstance(value, list) else value}")
    return lines
