"""A record that an earlier version wrote comes forward whole, once, whoever opens it first."""

import dataclasses
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import polars as pl
import pytest
from earlier import written_by

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE, open_record, read_record
from wellbeing.record.store.log import append, broken_links, last_entry
from wellbeing.record.store.migrations import FIRST_CHAINED, SCHEMA_VERSION, version
from wellbeing.record.store.tables import LOADING_ORDER, PRIMARY_KEYS, read_tables

pytestmark = pytest.mark.slow
#: Of a record of the first version that was brought forward: it was filled, and one for each step since the chain.
ENTRIES = 1 + SCHEMA_VERSION - FIRST_CHAINED


def in_order(tables, name):
    """Rows by key, and lists as the sets that they stand for."""
    lists = pl.col(pl.List(pl.String)).list.unique().list.sort()
    return getattr(tables, name).sort(PRIMARY_KEYS[name]).with_columns(lists)


@pytest.fixture
def first_version(workspace, islands_record):
    """A record as the first version of this program wrote it."""
    return written_by(workspace, islands_record, 1)


@pytest.mark.parametrize("number", range(1, SCHEMA_VERSION))
def test_a_record_of_any_version_comes_forward_whole(workspace, islands_record, number):
    with open_record(written_by(workspace, islands_record, number), "two-islands") as record:
        read = read_tables(record, texts=True)
        assert list(broken_links(record)) == []
    for name in LOADING_ORDER:
        assert in_order(read, name).equals(in_order(islands_record, name)), name
    verify_record(workspace / RECORD_FILE)


def test_nothing_is_lost_and_the_log_is_chained(first_version, islands_record):
    with open_record(first_version, "two-islands") as record:
        read = read_tables(record, texts=True)
        assert version(record) == SCHEMA_VERSION
        assert (last_entry(record), list(broken_links(record))) == (ENTRIES, [])
        for name in LOADING_ORDER:
            assert getattr(read, name).height == getattr(islands_record, name).height
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            record.execute("UPDATE log SET action = 'x'")
    assert verify_record(first_version / RECORD_FILE).seq == ENTRIES


def test_nobody_has_said_of_bodies_that_imports_brought_whether_they_may_be_named(workspace, islands_record):
    bodies = islands_record.organisations.with_columns(
        pl.Series("may_be_named", [True, *[False] * (islands_record.organisations.height - 1)]),
        pl.Series(
            "provenance", ["imported", "imported", *["roster"] * (islands_record.organisations.height - 2)]
        ),
    )
    before = dataclasses.replace(islands_record, organisations=bodies)
    said = "SELECT may_be_named FROM organisations ORDER BY organisation_id"
    with open_record(written_by(workspace, before, 10), "two-islands") as record:
        assert [may for (may,) in record.execute(said)][:3] == [1, None, 0]


def test_of_those_who_open_it_at_once_one_brings_it_forward(first_version):
    def opened(_):
        with suppress(DataError), open_record(first_version, "two-islands") as record:
            return version(record), last_entry(record)

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(opened, range(12))) - {None} == {(SCHEMA_VERSION, ENTRIES)}


def test_who_reads_brings_nothing_forward_and_is_told_who_does(fourth_version):
    path = fourth_version / RECORD_FILE
    before = path.read_bytes()
    with (
        pytest.raises(DataError, match=f"version 4 of {SCHEMA_VERSION}.*`wellbeing backup FILE` does"),
        read_record(fourth_version, "two-islands"),
    ):
        pass
    assert path.read_bytes() == before


def test_a_record_that_was_only_opened_by_a_later_version_is_sound(workspace, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr("wellbeing.record.store.migrations.SCHEMA_VERSION", FIRST_CHAINED)
        with open_record(workspace, "two-islands", make=True) as record:
            append(record, "filled", {})
    with open_record(workspace, "two-islands") as record:
        assert version(record) == SCHEMA_VERSION
    assert verify_record(workspace / RECORD_FILE).seq == ENTRIES


@pytest.fixture
def fourth_version(workspace, islands_record):
    """A record of the version in which answers had columns that nothing filled."""
    return written_by(workspace, islands_record, 4)


def test_a_row_that_was_changed_from_outside_shows_after_the_step_too(fourth_version):
    with closing(sqlite3.connect(fourth_version / RECORD_FILE)) as record, record:
        record.execute("UPDATE answers SET value = 'other' WHERE value IS NOT NULL")
    with open_record(fourth_version, "two-islands"):
        pass
    with pytest.raises(DataError, match="table contributions was changed"):
        verify_record(fourth_version / RECORD_FILE)


def test_a_new_record_has_every_table_that_a_migrated_one_has(first_version, tmp_path):
    def shape(workspace):
        with open_record(workspace, "two-islands", make=True) as record:
            return dict(record.execute("SELECT name, sql FROM sqlite_schema").fetchall())

    assert shape(first_version) == shape(tmp_path / "new")
