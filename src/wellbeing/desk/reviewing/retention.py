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
#: What is counted, where there is one.
_ONE: Final = {
    "contributions": message("contribution"),
    "comments": message("comment"),
    "facilitators' notes": message("facilitator's note"),
    "earlier versions": message("earlier version"),
    "rows in quarantine": message("row in quarantine"),
    "answers in quarantine": message("answer in quarantine"),
    "refused rows": message("refused row"),
    "files with true counts of releases": message("file with true counts of releases"),
}
_NOT_DUE: Final = message("Nothing is past its retention date.")
_DUE_IN_WORDS: Final = (
    message(
        "Past its retention date: delete it, or say in the engagement's settings (engagement.toml) why it is kept."
    ),
    message(
        "What goes is everything that says something of people: the record, what was begun or only looked at, what is "
        "kept for the figures of releases, and the key by which ids are made. Releases may stay."
    ),
    message(
        "No button does this, since nothing brings it back: whoever looks after this machine closes these pages and "
        "gives `wellbeing retention --delete --by NAME`, which overwrites and deletes it all."
    ),
)


def retention_told(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> list[str]:
    """What is kept, whether its time is over, and what is to be deleted then."""
    due = _due(workspace) if retention_of(record, folder, workspace).is_due else [_NOT_DUE]
    return [*_kept(record, folder, workspace), *due, NOT_SEEN]


def retention_in_words(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> list[str]:
    """The same for a page: no file is named, and who deletes it is."""
    due = _DUE_IN_WORDS if retention_of(record, folder, workspace).is_due else (_NOT_DUE,)
    return [*_kept(record, folder, workspace), *due, NOT_SEEN]


def _kept(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> list[str]:
    found = retention_of(record, folder, workspace)
    held = ", ".join(f"{in_digits(number)} {_named(what, number)}" for what, number in found.kept.items())
    days = counted(abs(found.past), "day")
    over = message(f"{days} ago") if found.past > 0 else message(f"in {days}")
    until, first, last = found.until, found.first or "–", found.last or "–"
    return [
        message(f"To be kept until {until} ({over}): {folder.engagement.care.retention}"),
        message(f"Held: {held}; received {first} to {last}."),
    ]


def retention_of(record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> Retention:
    """What is kept today, by the clock of the engagement."""
    today = dt.datetime.now(ZoneInfo(folder.engagement.time_zone)).date()
    held = [path for path in to_dispose(workspace) if workspace / HELD_FOLDER in path.parents]
    return retention_state(record, folder, today, len(held))


def _named(what: str, number: int) -> str:
    return _ONE.get(what, what) if number == 1 else what


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
