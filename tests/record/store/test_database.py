"""The record is of one engagement, strict, and changed by whole transactions only."""

import sqlite3
from contextlib import closing

import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.store.database import RECORD_FILE, open_record, read_record
from wellbeing.record.store.log import append, last_entry
from wellbeing.record.store.transactions import snapshot, transaction
from wellbeing.sources.private import private_folder, start_private


def rows(record, table):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def contributions(record):
    return rows(record, "contributions")


def clear_and_fail(record):
    record.execute("UPDATE contributions SET answers = '[]'")
    append(record, "tried", {"it": 1 / 0})


def refusal(workspace, engagement="two-islands", by=open_record, **how):
    with pytest.raises(DataError) as refused, by(workspace, engagement, **how):
        pass
    return str(refused.value)


@pytest.fixture
def closed(workspace):
    with open_record(workspace, "two-islands", make=True) as made:
        append(made, "filled", {})
    return workspace


@pytest.mark.parametrize("by", [open_record, read_record])
def test_another_engagements_record_is_refused(closed, by):
    message = refusal(closed, "your-other-say", by)
    assert "is the record of engagement 'two-islands', not of 'your-other-say'" in message
    assert "--workspace" in message


@pytest.mark.parametrize("by", [open_record, read_record])
def test_a_workspace_without_a_record_says_how_to_fill_one(workspace, by):
    assert "`wellbeing demo` fills a demonstration" in refusal(workspace, by=by)
    assert not workspace.exists()


def test_a_file_that_is_no_record_is_refused_and_left_alone(workspace):
    workspace.mkdir()
    (workspace / RECORD_FILE).write_text("not a database, and long enough to be looked at as one" * 99)
    before = (workspace / RECORD_FILE).read_bytes()
    assert "could not be opened or written (file is not a database)" in refusal(workspace, make=True)
    assert (workspace / RECORD_FILE).read_bytes() == before


@pytest.mark.parametrize("by", [open_record, read_record])
def test_a_record_of_a_later_version_is_refused(closed, by):
    with closing(sqlite3.connect(closed / RECORD_FILE)) as record:
        record.execute("PRAGMA user_version = 99")
    assert "has version 99" in refusal(closed, by=by)


def test_a_record_that_was_begun_and_never_made_reads_as_none(workspace):
    start_private(private_folder(workspace) / RECORD_FILE)
    assert "is empty: this workspace has no record yet" in refusal(workspace, by=read_record)


def test_who_reads_cannot_write_and_leaves_what_a_killed_writer_left(closed):
    path = closed / RECORD_FILE
    left = leave_side_file(path)
    with read_record(closed, "two-islands") as record:
        assert last_entry(record) == 2
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            record.execute("DELETE FROM contributions")
    assert path.with_name(f"{RECORD_FILE}-wal").read_bytes() == left


def leave_side_file(path):
    """As of a process that was killed after a commit: an entry that lies in the side file only."""
    with closing(sqlite3.connect(path, isolation_level=None)) as record:
        append(record, "tried", {})
        files = {end: path.with_name(path.name + end).read_bytes() for end in ("", "-wal")}
    for end, content in files.items():
        path.with_name(path.name + end).write_bytes(content)
    return files["-wal"]


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_every_commit_is_durable_and_every_reference_holds(record, setting, value):
    assert record.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_every_table_is_strict(record):
    query = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    tables = record.execute(query).fetchall()
    assert {name for name, strict in tables if not strict} == {"sqlite_schema"}
    assert len(tables) > 10


def test_the_log_is_never_changed_and_never_cut(record):
    append(record, "tried", {"it": 1})
    for change in ("UPDATE log SET action = 'x'", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            record.execute(change)
    assert last_entry(record) == 1


def test_a_block_that_fails_leaves_nothing(filled):
    before = contributions(filled), last_entry(filled)
    with pytest.raises(ZeroDivisionError), transaction(filled):
        clear_and_fail(filled)
    assert (contributions(filled), last_entry(filled)) == before
    assert rows(filled, "answers") > 0


def test_a_contribution_of_an_event_that_is_not_there_is_refused(filled):
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), transaction(filled):
        filled.execute("UPDATE contributions SET event_id = 'nowhere'")


def test_a_reader_sees_one_state_while_another_writes(workspace, filled):
    with read_record(workspace, "two-islands") as reader, snapshot(reader):
        before = contributions(reader)
        filled.execute("DELETE FROM contributions WHERE topic = 'roads'")
        assert contributions(reader) == before == 600
    assert contributions(filled) == 600 - 160


def test_withdrawing_a_contribution_takes_its_answers_with_it(filled):
    filled.execute("DELETE FROM contributions")
    for table in ("answers", "contribution_communities"):
        assert rows(filled, table) == 0
