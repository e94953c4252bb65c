"""What must not be kept longer than people were told: until when, what is kept, and what is to be deleted then."""

import datetime as dt
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from wellbeing.language import in_digits, message
from wellbeing.model.errors import counted, quoted
from wellbeing.record.custody.disposal import to_dispose
from wellbeing.record.rights.retention import Retention, retention_state
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import HELD_FOLDER

#: So many files of a folder are named one by one.
_FEW_FILES: Final = 3
NOT_SEEN: Final = message(
    "Not seen from here: source files, backups, exported quarantine, coding sheets, copies of releases."
)


def retention_told(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> list[str]:
    """What is kept, whether its time is over, and what is to be deleted then."""
    found = retention_of(record, folder, workspace)
    held = ", ".join(f"{in_digits(number)} {what}" for what, number in found.kept.items())
    days = counted(abs(found.past), "day")
    over = message(f"{days} ago") if found.past > 0 else message(f"in {days}")
    due = _due(workspace) if found.is_due else [message("Nothing is past its retention date.")]
    until, first, last = found.until, found.first or "–", found.last or "–"
    return [
        message(f"To be kept until {until} ({over}): {folder.engagement.care.retention}"),
        message(f"Held: {held}; received {first} to {last}."),
        *due,
        NOT_SEEN,
    ]


def retention_of(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> Retention:
    """What is kept today, by the clock of the engagement."""
    today = dt.datetime.now(ZoneInfo(folder.engagement.time_zone)).date()
    held = [path for path in to_dispose(workspace) if workspace / HELD_FOLDER in path.parents]
    return retention_state(record, folder, today, len(held))


def _due(workspace: Path) -> list[str]:
    """Releases may stay: no contribution can be told from them."""
    files = _in_short([path.relative_to(workspace) for path in to_dispose(workspace)])
    return [
        message("Past its retention date: delete it, or say in engagement.toml why it is kept."),
        message(f"To delete in {workspace}: {quoted(files, 12)}; the releases may stay."),
        message("`wellbeing retention --delete --by NAME` overwrites and deletes them."),
    ]


def _in_short(files: list[Path]) -> list[str]:
    """Files by name; those of a folder that has many as the folder, and how many they are."""
    number_of = Counter(path.parts[0] for path in files if len(path.parts) > 1)
    named = [
        f"{path.parts[0]}/ ({in_digits(number_of[path.parts[0]])})"
        if number_of[path.parts[0]] > _FEW_FILES
        else str(path)
        for path in files
    ]
    return [*dict.fromkeys(named)]
