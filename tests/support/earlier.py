"""Records as earlier versions of this program wrote them."""

import sqlite3
from contextlib import closing, contextmanager
from importlib.resources import files

import pytest

from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.digests import digested_tables, note_digest
from wellbeing.record.store.log import append
from wellbeing.record.store.migrations import FIRST_CHAINED
from wellbeing.record.store.tables import LIST_COLUMNS, LOADING_ORDER, add_tables
from wellbeing.record.store.transactions import transaction

#: From this version on contributions hold their answers.
ANSWERS_WITHIN = 10
#: Before it contributions had a table more for their communities.
LISTS = LIST_COLUMNS | {"contributions": ("communities", "contribution_communities", "community")}


def written_by(workspace, tables, number):
    """A record as the program of a version wrote it."""
    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr("wellbeing.record.store.migrations.SCHEMA_VERSION", number)
        with first_opened(workspace, number) as record, transaction(record):
            if number >= ANSWERS_WITHIN:
                add_tables(record, tables, 1)
            for name in LOADING_ORDER if number < ANSWERS_WITHIN else ():
                written(record, name, getattr(tables, name))
            for table in digested_tables(record) if number >= FIRST_CHAINED else ():
                note_digest(record, table)
    return workspace


@contextmanager
def first_opened(workspace, number):
    """A new record with one entry in its log."""
    if number >= FIRST_CHAINED:
        with open_record(workspace, "two-islands", make=True) as record:
            append(record, "filled", {})
            yield record
        return
    workspace.mkdir()
    with closing(sqlite3.connect(workspace / RECORD_FILE, isolation_level=None)) as record:
        record.executescript(files("wellbeing.record.store").joinpath("schema/001.sql").read_text())
        record.execute("INSERT INTO identity VALUES (1, 'two-islands', NULL, '2020-07-01T00:00:00+00:00')")
        record.execute("INSERT INTO log VALUES (1, '2020-07-01T00:00:00+00:00', 'filled', '{}')")
        record.execute("PRAGMA user_version = 1")
        yield record


def written(record, name, rows):
    column, table, member = LISTS.get(name, ("", "", ""))
    for row in rows.iter_rows(named=True):
        flat = {key: str(value) if hasattr(value, "isoformat") else value for key, value in row.items()}
        listed = flat.pop(column, [])
        into = f"INSERT INTO {name} ({', '.join(flat)}, added_in) VALUES ({'?, ' * len(flat)}1)"  # noqa: S608
        record.execute(into, list(flat.values()))
        key, *_ = flat.values()
        for each in set(listed):
            record.execute(f"INSERT INTO {table} ({next(iter(flat))}, {member}) VALUES (?, ?)", (key, each))  # noqa: S608
