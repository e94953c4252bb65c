"""The record is of one engagement, strict, and changed by whole transactions only."""

import sqlite3

import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.log import append, last_entry
from wellbeing.record.store.transactions import snapshot, transaction


def rows(record, table):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def contributions(record):
    return rows(record, "contributions")


def clear_and_fail(record):
    record.execute("DELETE FROM answers")
    append(record, "tried", {"it": 1 / 0})


def refusal(workspace, engagement="two-islands", **how):
    with pytest.raises(DataError) as refused, open_record(workspace, engagement, **how):
        pass
    return str(refused.value)


def test_another_engagements_record_is_refused(workspace, record):
    message = refusal(workspace, "your-other-say")
    assert "is the record of engagement 'two-islands', not of 'your-other-say'" in message
    assert "--workspace" in message


def test_a_workspace_without_a_record_says_how_to_fill_one(workspace):
    assert "`wellbeing demo` fills a demonstration" in refusal(workspace)
    assert not workspace.exists()


def test_a_file_that_is_no_record_is_refused_and_left_alone(workspace):
    workspace.mkdir()
    (workspace / RECORD_FILE).write_text("not a database, and long enough to be looked at as one" * 99)
    before = (workspace / RECORD_FILE).read_bytes()
    assert "could not be opened or written (file is not a database)" in refusal(workspace, make=True)
    assert (workspace / RECORD_FILE).read_bytes() == before


def test_a_record_of_a_later_version_is_refused(workspace, record):
    record.execute("PRAGMA user_version = 99")
    assert "has version 99" in refusal(workspace)


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_every_commit_is_durable_and_every_reference_holds(record, setting, value):
    assert record.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_every_table_is_strict(record):
    tables = record.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
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
    with open_record(workspace, "two-islands") as writer, snapshot(filled):
        before = contributions(filled)
        writer.execute("DELETE FROM contributions WHERE topic = 'roads'")
        assert contributions(filled) == before == 600
    assert contributions(filled) == 600 - 160


def test_withdrawing_a_contribution_takes_its_answers_with_it(filled):
    filled.execute("DELETE FROM contributions")
    for table in ("answers", "contribution_communities"):
        assert rows(filled, table) == 0
