"""The account of typed forms: typed = stored + quarantined + refused + withdrawn + replaced.

Each is a file of one row; stored are the contributions that stand.
"""

import sqlite3
from dataclasses import dataclass
from typing import Final

from wellbeing.language import message
from wellbeing.model.intake import WITHDRAWN
from wellbeing.sources.templates.typed import TYPED_PROFILE

#: What the file of a typed form is called, before its running number.
_FILE: Final = "typed form "


@dataclass(frozen=True)
class TypedForms:
    """How many forms were typed, and what came of them."""

    typed: int
    stored: int
    quarantined: int
    refused: int
    #: Of contributions that were withdrawn since, or before: nothing else is kept of them.
    withdrawn: int
    #: In whose place a later one of their number stands; they are kept as earlier versions.
    replaced: int


def typed_forms(record: sqlite3.Connection) -> TypedForms:
    """All that stand; those taken back are none."""
    row = record.execute(
        "SELECT sum(rows), sum(imported), sum(quarantined), sum(refused) FROM imports WHERE profile = ?",
        (TYPED_PROFILE,),
    ).fetchone()
    typed, imported, quarantined, refused = (number or 0 for number in row)
    gone, turned_away, stored = _withdrawn_since(record), _turned_away(record), _standing(record)
    withdrawn, replaced = gone + turned_away, imported - gone - stored
    return TypedForms(typed, stored, quarantined, refused - turned_away, withdrawn, replaced)


def _standing(record: sqlite3.Connection) -> int:
    """Contributions of which a typed form speaks, however many of their number were typed."""
    query = (
        "WITH typed AS (SELECT entry FROM takings JOIN imports USING (sha256) WHERE profile = ?) "
        "SELECT count(*) FROM contributions WHERE added_in IN typed "
        "OR contribution_id IN (SELECT contribution_id FROM parts WHERE added_in IN typed)"
    )
    return int(record.execute(query, (TYPED_PROFILE,)).fetchone()[0])


def _withdrawn_since(record: sqlite3.Connection) -> int:
    """Forms that were stored, of which no contribution speaks any more: neither as it is, nor as one of its parts."""
    query = (
        "SELECT count(*) FROM imports WHERE profile = ? AND imported > 0 AND NOT EXISTS (SELECT 1 FROM takings "
        "WHERE takings.sha256 = imports.sha256 AND (entry IN (SELECT added_in FROM contributions) "
        "OR entry IN (SELECT added_in FROM parts)))"
    )
    return int(record.execute(query, (TYPED_PROFILE,)).fetchone()[0])


def _turned_away(record: sqlite3.Connection) -> int:
    """Forms that waited, or were typed or set aside, of a contribution that was withdrawn."""
    query = "SELECT count(*) FROM refusals JOIN imports USING (sha256) WHERE profile = ? AND reason = ?"
    return int(record.execute(query, (TYPED_PROFILE, WITHDRAWN)).fetchone()[0])


def typed_file(number: int) -> str:
    """What the record calls the file of a typed form."""
    return message(f"typed form {number}")


def number_of(record: sqlite3.Connection, sha256: str) -> int:
    """The running number of the form with that digest; 0 where it is not in the record."""
    row = record.execute("SELECT file FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0].removeprefix(_FILE)) if row else 0


def next_form_number(record: sqlite3.Connection) -> int:
    """One more than any typed form has or had."""
    query = (
        "SELECT max(CAST(substr(file, ?) AS INTEGER)) FROM "
        "(SELECT file FROM imports UNION ALL SELECT file FROM undone) WHERE substr(file, 1, ?) = ?"
    )
    (highest,) = record.execute(query, (len(_FILE) + 1, len(_FILE), _FILE)).fetchone()
    return (highest or 0) + 1
