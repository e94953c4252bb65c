"""The account of typed forms: each is a file of one row, so that typed = stored + quarantined + refused."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from wellbeing.language import message
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


def typed_forms(record: sqlite3.Connection) -> TypedForms:
    """All that stand; those taken back are none."""
    row = record.execute(
        "SELECT sum(rows), sum(imported), sum(quarantined), sum(refused) FROM imports WHERE profile = ?",
        (TYPED_PROFILE,),
    ).fetchone()
    return TypedForms(*(number or 0 for number in row))


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
