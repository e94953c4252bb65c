"""What those who gave something may ask for: to see what is held, and to have it deleted; told in lines."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import polars as pl

from wellbeing.desk.reviewing.looked_at import erase_looked_at, looked_at_rows
from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.policy import policy
from wellbeing.record.comments.quotes import words_approved
from wellbeing.record.forms.drafts import Draft, forget_draft
from wellbeing.record.forms.numbers import drafts_by_contribution
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.withdrawal import Withdrawal, withdraw_contributions
from wellbeing.record.store.versions import is_held
from wellbeing.release.build.keeping import forget_quotes
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import table_file
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import HELD_FOLDER, READINGS_FOLDER
from wellbeing.sources.templates.typed import typed_cells

#: Where a contribution stands that is not in the record yet.
BEGUN: Final = "no: it was begun, and not saved"
LOOKED_AT: Final = "no: it stands in a file that was looked at, and not imported"


def withdraw(
    record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, ids: list[str], reason: str
) -> list[str]:
    """Delete contributions; what was deleted, and what is left to people.

    Raises:
        DataError: one is not in the record; then none is deleted.
    """
    quoting = _quoting(workspace, words_approved(record, ids))
    begun = [(one, draft.key) for one, draft in drafts_by_contribution(workspace, folder) if one in ids]
    seen = {row.contribution for row in looked_at_rows(workspace, folder)}
    done = withdraw_contributions(record, ids, reason, seen.union(one for one, _ in begun))
    files = erase_looked_at(workspace)
    for _, key in begun:
        forget_draft(workspace, key)
    forget_quotes(workspace, partial(is_held, record))
    shutil.rmtree(workspace / READINGS_FOLDER, ignore_errors=True)
    first, *left = _left(done, policy(folder.engagement, "adviser").batch)
    return [first, *_beside(done.rows, len(begun), files), *left, *quoting]


def held_of(
    record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, contribution: str
) -> dict[str, Any]:
    """Everything that is held of a contribution: ``subject_access``, and what is not taken into the record yet.

    That is forms that were begun and not saved, and rows of files that were only looked at.

    Raises:
        DataError: nothing is; it was withdrawn, or nobody knows it.
    """
    begun = [draft for one, draft in drafts_by_contribution(workspace, folder) if one == contribution]
    seen = [row for row in looked_at_rows(workspace, folder) if row.contribution == contribution]
    try:
        found = subject_access(record, contribution)
    except DataError:
        if not (begun or seen):
            raise
        found = {"contribution": {"contribution_id": contribution, "stands": BEGUN if begun else LOOKED_AT}}
    return found | {
        "drafts": [_typed(draft, folder) for draft in begun],
        "looked_at": [{"file": row.file, "row": row.row, "written": _written(row.cells)} for row in seen],
    }


def _typed(draft: Draft, folder: EngagementFolder) -> dict[str, Any]:
    return {"kept": draft.at, "written": _written(typed_cells(draft.typed, draft.key, folder))}


def _written(cells: Mapping[str, str | None]) -> dict[str, str]:
    return {heading: cell for heading, cell in cells.items() if cell}


def _as_held(words: str, _field: str) -> str:
    return words


def nested_lines(
    found: dict[str, Any], called: Callable[[str, str], str] = _as_held, indent: str = ""
) -> list[str]:
    """A nested value as lines that a person reads.

    Args:
        found: names and what they hold.
        called: what a name, or a word of the record's own, is called, where the second is the name that it stands
            under, "" of a name itself.
        indent: before each line.
    """
    lines: list[str] = []
    for name, value in found.items():
        label = f"{indent}{called(name.replace('_', ' '), '')}:"
        if isinstance(value, dict):
            lines += [label, *nested_lines(value, called, indent + "  ")]
        elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
            lines.append(label)
            for part in value:
                lines += [*nested_lines(part, called, indent + "  "), ""]
        else:
            parts = value if isinstance(value, list) else [value]
            lines.append(
                f"{label} {', '.join(called(str(part), name) for part in parts) or called('none', name)}"
            )
    return lines


def _quoting(workspace: Path, words: set[str]) -> list[str]:
    """What is said of releases in the workspace that quote them: a release is never changed."""
    here = [
        path.name
        for path in releases(workspace)
        if words.intersection(pl.read_parquet(path / table_file("quotes"))["words"])
    ]
    if not here:
        return []
    number, names = counted(len(here), "release"), quoted(here)
    if len(here) == 1:
        return [
            message(
                f"{number} here quotes words of theirs: {names}. Once retired, delete the folder, and copies of it."
            )
        ]
    return [
        message(
            f"{number} here quote words of theirs: {names}. Once retired, delete the folder, and copies of it."
        )
    ]


def _counted_still(number: int, batch: int) -> list[str]:
    made, changed = counted(number, "release"), counted(batch, "contribution")
    until = message(
        f"Still counted in {made} until the next release, which is made once {changed} have changed"
    )
    if number == 1:
        lines = [
            message(f"{until} and retires it."),
            message(
                "A running `wellbeing serve` of it goes over to the new one within a minute of that; it ends if that "
                "is of the other tier."
            ),
        ]
    else:
        lines = [
            message(f"{until} and retires them."),
            message(
                "A running `wellbeing serve` of one goes over to the new one within a minute of that; it ends if that "
                "is of the other tier."
            ),
        ]
    true = message(
        f"The true counts that figures were measured from ({HELD_FOLDER}/) count them too, each until its figure "
        "is measured anew."
    )
    return [*lines, true]


def _beside(rows: int, begun: int, files: int) -> list[str]:
    """What went that no release could count."""
    forms, seen = counted(begun, "form"), counted(files, "file")
    told = {
        message(f"{counted(rows, 'row')} of theirs that waited or was refused: emptied."): rows,
        message(f"{forms} of theirs, begun and not saved: deleted."): begun,
        message(
            f"{seen} that was looked at and not imported: deleted whole, whoever else stands in it."
        ): files,
    }
    return [text for text, number in told.items() if number]


def _left(done: Withdrawal, batch: int) -> list[str]:
    """What is done, and what still holds or counts it: until when, and who must act."""
    lines = [
        message(
            f"{counted(done.contributions, 'contribution')} deleted from the record, with answers and versions."
        )
    ]
    if done.releases:
        lines += _counted_still(len(done.releases), batch)
    if done.backups:
        days = ", ".join(done.backups)
        lines.append(message(f"Backups made on {days} still hold them: delete or replace these."))
    if done.waiting:
        lines.append(
            message("Another program had the record open: give `wellbeing verify` once it is closed.")
        )
    return [
        *lines,
        message(
            "Not reached from here: source files, exported quarantine and coding sheets that hold the same rows."
        ),
    ]
