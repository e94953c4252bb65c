"""Placing: what a contribution says now takes the place of what the record held, which is kept as a version."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from wellbeing.record.assembly.folding import ContributionContent, ContributionPart, differences, same_content
from wellbeing.record.assembly.parts import content_of, write_parts
from wellbeing.record.store.contributions import add_contribution
from wellbeing.record.store.rows import CHUNK
from wellbeing.record.store.versions import (
    ContributionRows,
    archive,
    contribution_rows,
    last_version,
    remove_contributions,
)

RESENT: Final = "a file says something else or something more"
MENDED: Final = "rows of it were mended"
UNDONE: Final = "an import was taken back"


@dataclass(frozen=True)
class Joined:
    """A contribution of which the record knew something before, with one more part."""

    contribution: str
    #: All of them, the new one too.
    parts: list[ContributionPart]
    #: What it said before; None where it does not stand in the record, since its import was taken back.
    before: ContributionContent | None
    after: ContributionContent

    @property
    def is_new(self) -> bool:
        """Whether it stands in the record only now."""
        return self.before is None

    @property
    def is_changed(self) -> bool:
        """Whether it stood in the record, and says something else now."""
        return self.before is not None and not same_content(self.before, self.after)

    def changes(self) -> list[tuple[str, Any, Any]]:
        """Which field or question, from what, to what; None is nothing."""
        return [*differences(self.before, self.after)] if self.before is not None else []


def place_joined(record: sqlite3.Connection, joined: Joined, entry: int, reason: str = RESENT) -> None:
    """Keep the parts of a contribution and what they say together, within the caller's transaction."""
    write_parts(record, joined.contribution, joined.parts)
    if joined.is_changed or joined.is_new:
        put(record, joined.contribution, joined.after, entry, reason)


def put(
    record: sqlite3.Connection, contribution: str, after: ContributionContent, entry: int, reason: str
) -> None:
    """Put what a contribution says in the place of what it said.

    An answer that says the same as before, or as when its import was taken back, keeps the entry that it came with:
    so the codes of its comment stand. So does a contribution that comes back as it was.
    """
    standing = contribution_rows(record, contribution)
    before = standing if standing["contributions"] else last_version(record, contribution)
    if standing["contributions"]:
        take_out(record, [contribution], entry, reason)
    number, came = _number_and_entry(record, before, after, entry, is_back=before is not standing)
    person = after.fields | after.source | {"contribution_id": contribution, "version": number}
    person["added_in"] = came
    add_contribution(record, person, _answers(before, after, entry))


def take_out(
    record: sqlite3.Connection, contributions: Sequence[str], entry: int, reason: str = UNDONE
) -> None:
    """Take contributions out of the record; what they said is kept as versions."""
    for start in range(0, len(contributions), CHUNK):
        some = contributions[start : start + CHUNK]
        archive(record, some, entry, reason)
        remove_contributions(record, some)


def _number_and_entry(
    record: sqlite3.Connection,
    before: ContributionRows | None,
    after: ContributionContent,
    entry: int,
    *,
    is_back: bool,
) -> tuple[int, int]:
    if before is None:
        return 1, entry
    (person,) = before["contributions"]
    is_same = is_back and same_content(content_of(before), after)
    came = int(person["added_in"])
    return int(person["version"]) + 1, came if is_same and _is_one_file(record, came, entry) else entry


def _is_one_file(record: sqlite3.Connection, came: int, entry: int) -> bool:
    """Whether an entry takes rows from the file whose import an earlier entry was."""
    query = (
        "SELECT 1 FROM takings AS earlier JOIN log ON seq = earlier.entry JOIN takings AS now USING (sha256) "
        "WHERE action = 'imported' AND earlier.entry = ? AND now.entry = ?"
    )
    return record.execute(query, (came, entry)).fetchone() is not None


def _answers(before: ContributionRows | None, after: ContributionContent, entry: int) -> list[dict[str, Any]]:
    came = {
        (row["question_id"], row["value"], row["text"]): row["added_in"]
        for row in (before or {}).get("answers", [])
    }
    return [
        {
            "question_id": question,
            "value": answer[0],
            "text": answer[1],
            "position": answer[2],
            "added_in": came.get((question, answer[0], answer[1]), entry),
        }
        for question, answer in sorted(after.answers.items())
        if answer is not None
    ]
