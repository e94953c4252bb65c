"""A record, or a backup of it, that is not what was written is never taken for sound."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.custody.backup import back_up
from wellbeing.record.custody.secret import secret_key
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.intake.imports import import_file
from wellbeing.record.releases import announce_release, watermark
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.tables import read_tables
from wellbeing.sources.private import private_folder, write_private


@pytest.fixture
def sealed(workspace, job, tmp_path):
    """A record with some responses and rows in quarantine, closed; its path."""
    lines = [line(number) for number in range(40)]
    with open_record(workspace, "two-islands", make=True) as record:
        import_file(record, job(export(tmp_path / "a.csv", [*lines, line(99, Region="Atlantis")])))
        secret_key(record, workspace)
    return workspace / RECORD_FILE


def test_what_was_written_is_sound_again_and_again(sealed, workspace):
    assert verify_record(sealed) == verify_record(sealed)
    with open_record(workspace, "two-islands") as record:
        read_tables(record)
    assert verify_record(sealed).seq == 2


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE answers SET value = 'no' WHERE value = 'yes'", "table answers was changed"),
        (
            "DELETE FROM answers WHERE question_id = 'why'",
            "table answers was changed: 40 rows read, 80 written",
        ),
        ("UPDATE contributions SET region = 'S2' WHERE region = 'N1'", "table contributions was changed"),
        ("UPDATE problems SET value = 'Avalon'", "table problems was changed"),
        ("UPDATE imports SET file = 'b.csv'", "table imports was changed"),
        ("UPDATE digests SET digest = '0' WHERE name = 'answers'", "digests of the tables are not those"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM contributions", "refers to a row of contributions"),
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


def test_a_backup_is_whole_verified_and_brings_the_record_back(sealed, workspace, tmp_path, job):
    copy = tmp_path / "backup.sqlite"
    with open_record(workspace, "two-islands") as record:
        before = read_tables(record, texts=True)
        written = [path.name for path in back_up(record, workspace, copy)]
        import_file(record, job(export(tmp_path / "later.csv", [line(500)])))
    assert written == ["backup.sqlite", "backup.sqlite.seal", "backup.sqlite.secret.key"]
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == written
    assert verify_record(copy, at_rest=True).seq == 3
    shutil.copy(copy, sealed)
    shutil.copy(tmp_path / written[1], sealed.with_name(f"{RECORD_FILE}.seal"))
    assert verify_record(sealed).seq == 3
    with open_record(workspace, "two-islands") as record:
        after = read_tables(record, texts=True)
        assert secret_key(record, workspace) == (tmp_path / written[2]).read_bytes()
    assert all(getattr(after, name).equals(getattr(before, name)) for name in vars(before))


def test_a_backup_takes_the_place_of_nothing(sealed, workspace, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with (
        open_record(workspace, "two-islands") as record,
        pytest.raises(DataError, match="exists already: 'taken'"),
    ):
        back_up(record, workspace, taken)
    assert taken.read_text() == "mine"


def test_who_withdraws_is_told_of_backups_made_before(sealed, workspace, tmp_path):
    with open_record(workspace, "two-islands") as record:
        back_up(record, workspace, tmp_path / "copy")
        (one,) = record.execute("SELECT min(contribution_id) FROM contributions").fetchone()
        assert len(withdraw_contributions(record, [one], "asked for").backups) == 1


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


def test_a_backup_holds_what_the_newest_release_was_measured_from(sealed, workspace, tmp_path):
    for measurement in ("m1", "m2"):
        write_private(private_folder(workspace / "held" / measurement) / "counts.parquet", b"true")
    target = private_folder(tmp_path / "drive")
    target.chmod(0o755)
    with open_record(workspace, "two-islands") as record:
        announce_release(record, "2020-06-09.01", "adviser", watermark(record), "m2")
        written = back_up(record, workspace, target / "copy")
    held = target / "copy.held"
    assert written[-1] == held
    assert [path.relative_to(held).as_posix() for path in held.rglob("*.*")] == ["m2/counts.parquet"]
    modes = {path.stat().st_mode & 0o077 for path in target.rglob("*")}
    assert (modes, target.stat().st_mode & 0o777) == ({0}, 0o755)


def test_a_backup_during_which_a_release_was_made_is_refused(sealed, workspace, tmp_path):
    with open_record(workspace, "two-islands") as record:

        def meanwhile(_):
            with open_record(workspace, "two-islands") as other:
                announce_release(other, "2020-06-09.01", "adviser", watermark(other), "m1")

        with pytest.raises(DataError, match="A release was made while"):
            back_up(record, workspace, tmp_path / "copy", meanwhile)
    assert [path.name for path in tmp_path.glob("*copy*")] == []
