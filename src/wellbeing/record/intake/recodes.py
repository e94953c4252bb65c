"""Recodes: what a person decided that a word of a profile's files means; and conventions that files were read by."""

import sqlite3
from dataclasses import dataclass

from wellbeing.model.intake import Notice
from wellbeing.record.store.rows import insert_rows, remove
from wellbeing.sources.intake.conventions.notices import CONVENTION, unproven


@dataclass(frozen=True)
class Recode:
    """What a person decided that a word means."""

    field: str
    #: As files write it; "" for a cell that is empty.
    value: str
    #: A word that is understood; "" for "not stated".
    becomes: str
    #: Only for files of this profile; for all that have such rows where None.
    profile: str | None = None


def add_recode(record: sqlite3.Connection, profile: str, recode: Recode, entry: int) -> None:
    """Remember a recode for a profile's files in place of an earlier one, within the caller's transaction."""
    remove(record, "mends", {"profile": profile, "field": recode.field, "value": recode.value})
    insert_rows(record, "mends", [(profile, recode.field, recode.value, recode.becomes, entry)])


def recodes(record: sqlite3.Connection, profile: str) -> dict[str, dict[str, str]]:
    """Those of a profile: field → word → what is understood."""
    meanings: dict[str, dict[str, str]] = {}
    query = "SELECT field, value, becomes FROM mends WHERE profile = ? ORDER BY field, value"
    for name, value, becomes in record.execute(query, (profile,)):
        meanings.setdefault(name, {})[value] = becomes
    return meanings


def unproven_conventions(record: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """What no file proves of how files were read: the field, what was decided, by whom; each once, in their order."""
    query = "SELECT kind, number, text FROM notices WHERE substr(kind, 1, ?) = ?"
    told = (unproven(Notice(*row)) for row in record.execute(query, (len(CONVENTION), CONVENTION)))
    return sorted({one for one in told if one})


def conventions(record: sqlite3.Connection) -> list[tuple[str, str]]:
    """The file and what was decided for it, a pair for each convention, in the order of their names."""
    return record.execute(
        "SELECT sources.file, notices.text FROM notices JOIN sources USING (sha256) "
        "WHERE substr(notices.kind, 1, ?) = ? ORDER BY 1, 2",
        (len(CONVENTION), CONVENTION),
    ).fetchall()
