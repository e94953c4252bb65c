"""A backup is whole, verified, and enough to go on from; it takes the place of nothing."""

import shutil
from uuid import UUID

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.custody.backup import back_up
from wellbeing.record.custody.secret import secret_key
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.forms.drafts import Draft, drafts, forget_draft, keep_draft
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


@pytest.mark.slow
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


def test_a_backup_holds_what_was_begun_and_not_saved(sealed, workspace, tmp_path):
    begun = Draft(str(UUID(int=7)), "form", {"region": "Otago"})
    keep_draft(workspace, begun)
    with open_record(workspace, "two-islands") as record:
        beside = back_up(record, workspace, tmp_path / "b.sqlite")[-1]
    forget_draft(workspace, begun.key)
    (workspace / "drafts").rmdir()
    shutil.copytree(beside, workspace / "drafts")
    assert [(one.key, one.typed) for one in drafts(workspace)] == [(begun.key, begun.typed)]
    assert {path.stat().st_mode & 0o077 for path in (beside, *beside.iterdir())} == {0}


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


def test_nobody_releases_or_imports_while_a_backup_is_made(sealed, workspace, tmp_path):
    told = []

    def meanwhile(_):
        with pytest.raises(DataError) as refused, open_record(workspace, "two-islands"):
            pass
        told.append(str(refused.value))

    with open_record(workspace, "two-islands") as record:
        back_up(record, workspace, tmp_path / "copy", meanwhile)
    assert told
    assert all("Another program is writing to the record" in one for one in told)


def test_a_name_that_is_taken_meanwhile_is_left_alone(sealed, workspace, tmp_path):
    copy = tmp_path / "copy"
    with open_record(workspace, "two-islands") as record, pytest.raises(DataError, match="exists already"):
        back_up(record, workspace, copy, lambda _: copy.write_text("mine"))
    assert copy.read_text() == "mine"
