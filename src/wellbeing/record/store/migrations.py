"""Migrations: a record comes forward to the version that this program writes, a transaction a version."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Final

from wellbeing.record.store.digests import digested_tables, note_digest, noted_digest, table_digest
from wellbeing.record.store.log import GENESIS, append, entry_hash, last_entry
from wellbeing.record.store.transactions import transaction

#: Of ``schema/``. A higher number in a file: it was written by a later version of this program.
SCHEMA_VERSION: Final = 13
#: The first version with a chained log and digests.
FIRST_CHAINED: Final = 2


def version(record: sqlite3.Connection) -> int:
    """The version that a record has; 0 for an empty file."""
    return int(record.execute("PRAGMA user_version").fetchone()[0])


def migrate(record: sqlite3.Connection) -> None:
    """Take the steps that a record has not taken yet; of two programs at once, one takes them."""
    for number in range(version(record) + 1, SCHEMA_VERSION + 1):
        with transaction(record):
            if version(record) < number:
                _step(record, number)


def _step(record: sqlite3.Connection, number: int) -> None:
    """One version; the log says so, since a seal made before no longer describes the file."""
    made_from = _RESHAPED.get(number, {})
    sound = {table: all(_is_sound(record, part) for part in parts) for table, parts in made_from.items()}
    for statement in _statements(number):
        record.execute(statement)
    for table, is_sound in sound.items():
        note_digest(record, table, is_sound=is_sound)
    if number in _AFTER:
        _AFTER[number](record)
    if number > FIRST_CHAINED and last_entry(record):
        append(record, "migrated", {"version": number})
    record.execute(f"PRAGMA user_version = {number}")


def _is_sound(record: sqlite3.Connection, table: str) -> bool:
    return noted_digest(record, table) == table_digest(record, table)


def _statements(number: int) -> Iterator[str]:
    """One by one: running a whole script at once would commit first."""
    script = files(__package__).joinpath(f"schema/{number:03}.sql").read_text(encoding="utf-8")
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _chain(record: sqlite3.Connection) -> None:
    """Hashes for the entries of a log that had none, and digests for the tables."""
    record.execute("DROP TRIGGER log_is_never_changed")
    link, seq = GENESIS, 0
    for entry in record.execute("SELECT seq, at, action, detail FROM log ORDER BY seq").fetchall():
        seq, link = entry[0], entry_hash(link, entry)
        record.execute("UPDATE log SET hash = ? WHERE seq = ?", (link, seq))
    record.execute(_UNCHANGED)
    record.execute("INSERT INTO head (one, seq, hash) VALUES (1, ?, ?)", (seq, link))
    for table in digested_tables(record):
        note_digest(record, table)


_UNCHANGED: Final = (
    "CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
)
#: Tables whose rows have another shape from a version on, and those that they are made of. Only where these were as
#: they were written is the new digest noted: a row that was changed from outside before shows afterwards too.
_RESHAPED: Final[dict[int, dict[str, tuple[str, ...]]]] = {
    5: {"answers": ("answers",)},
    9: {"refusals": ("refusals",)},
    10: {"contributions": ("answers", "contribution_communities", "contributions")},
    11: {"organisations": ("organisations",)},
    13: {"contributions": ("contributions",)},
}
#: What SQL alone cannot do for a version: the digests of tables that it fills.
_AFTER: Final[dict[int, Callable[[sqlite3.Connection], None]]] = {
    2: _chain,
    9: lambda record: note_digest(record, "takings"),
}
