"""A record, or a backup of it, that is not what was written is never taken for sound."""

import sqlite3
from contextlib import closing
from importlib.resources import files

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record import store
from wellbeing.record.custody.accounts import account_findings
from wellbeing.record.custody.backup import back_up
from wellbeing.record.custody.secret import secret_key
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.intake.imports import import_file
from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.migrations import SCHEMA_VERSION
from wellbeing.record.store.tables import read_tables


@pytest.fixture
def sealed(workspace, job, tmp_path):
    """A record with some responses and rows in quarantine, closed; its path."""
    lines = [line(number) for number in range(40)]
    with open_record(workspace, "two-islands", make=True) as record:
        import_file(record, job(export(tmp_path / "a.csv", [*lines, line(99, Region="Atlantis")])))
        secret_key(record, workspace)
    return workspace / RECORD_FILE


def test_a_record_whose_first_writer_was_killed_needs_no_backup(workspace):
    workspace.mkdir()
    for number in (0, 1):
        (workspace / RECORD_FILE).unlink(missing_ok=True)
        with closing(sqlite3.connect(workspace / RECORD_FILE, isolation_level=None)) as record:
            for version in range(1, number + 1):
                record.executescript(files(store).joinpath(f"schema/{version:03}.sql").read_text())
            record.execute(f"PRAGMA user_version = {number}")
        with pytest.raises(DataError, match=r"is empty.*Nothing is lost.*give that command again"):
            verify_record(workspace / RECORD_FILE)


@pytest.mark.slow
def test_what_was_written_is_sound_again_and_again(sealed, workspace):
    assert verify_record(sealed) == verify_record(sealed)
    with open_record(workspace, "two-islands") as record:
        read_tables(record)
    assert verify_record(sealed).seq == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            "UPDATE contributions SET answers = replace(answers, 'somewhat', 'no')",
            "table contributions was changed",
        ),
        (
            "DELETE FROM contributions WHERE source_row = 9",
            "table contributions was changed: 39 rows read, 40 written",
        ),
        ("UPDATE contributions SET region = 'S2' WHERE region = 'N1'", "table contributions was changed"),
        ("UPDATE problems SET value = 'Avalon'", "table problems was changed"),
        ("UPDATE imports SET file = 'b.csv'", "table imports was changed"),
        ("UPDATE digests SET digest = '0' WHERE name = 'imports'", "digests of the tables are not those"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM quarantine", "refers to a row of quarantine"),
    ],
)
def test_a_change_from_outside_is_found(sealed, change, found):
    with closing(sqlite3.connect(sealed)) as record:
        record.executescript(change)
    with pytest.raises(DataError, match=found):
        verify_record(sealed)


def test_a_missing_seal_is_told(sealed):
    sealed.with_name(f"{RECORD_FILE}.seal").unlink()
    with pytest.raises(DataError, match=r"its seal record\.sqlite\.seal is missing or damaged"):
        verify_record(sealed)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["record", "backup"])
def test_a_flipped_byte_anywhere_and_a_cut_anywhere_are_found(sealed, workspace, tmp_path, which):
    path = sealed
    if which == "backup":
        path = tmp_path / "copy"
        with open_record(workspace, "two-islands") as record:
            back_up(record, workspace, path)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            with pytest.raises(DataError):
                verify_record(path, at_rest=which == "backup")
    path.write_bytes(whole)
    verify_record(path, at_rest=which == "backup")


def test_accounts_that_do_not_fit_what_waits_are_found(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="perhaps"), line(2, Region="Atlantis")]))
    assert [*account_findings(record, SCHEMA_VERSION)] == []
    record.execute("UPDATE imports SET imported = 2, quarantined = 0")
    record.execute("UPDATE answer_accounts SET stored = stored + quarantined, quarantined = 0")
    rows, answers = account_findings(record, SCHEMA_VERSION)
    assert rows.startswith("the account of a.csv does not close: 2 read")
    assert answers == "answers to content of a.csv: 1 wait, but its account says 0"
