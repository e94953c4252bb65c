"""A record is killed, or its disk is full, while it comes forward: the old one is whole, and the next try succeeds."""

import errno
import itertools
import shutil

import pytest
from earlier import written_by
from failing_disk import Disk, can_install
from importer import run
from two_islands import FOLDER

from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE, open_record, reading
from wellbeing.record.store.migrations import SCHEMA_VERSION, version

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_install(), reason="Python's SQLite hides its hooks"),
]
EARLIER = 9
WAYS = {"killed": None, "full": errno.ENOSPC}


def broken_at_writes(tmp_path, tables, error, step):
    """Let every ``step``-th write of a command that brings a record forward fail; versions found, failures."""
    before = written_by(tmp_path / "before", tables, EARLIER)
    versions, failures = [], 0
    for at in itertools.count(1, step):
        workspace, said = tmp_path / f"at{at}", tmp_path / f"said{at}"
        shutil.copytree(before, workspace)
        arguments = ["--engagement", FOLDER, "--workspace", workspace, "backup", tmp_path / f"copy{at}"]
        ended = run(arguments, said, Disk(at, error, lasting=True))
        verify_record(workspace / RECORD_FILE)
        versions.append(version(reading(workspace / RECORD_FILE)))
        with open_record(workspace, "two-islands") as record:
            assert record.execute("SELECT count(*) FROM answers").fetchone() == (tables.answers.height,)
        verify_record(workspace / RECORD_FILE)
        shutil.rmtree(workspace)
        failures += ended != 0
        if ended == 0:
            return versions, failures
    return versions, failures


@pytest.mark.parametrize("way", WAYS)
def test_the_old_record_is_whole_or_the_new_one(tmp_path, islands_record, way):
    versions, failures = broken_at_writes(tmp_path, islands_record, WAYS[way], step=29)
    assert {EARLIER, SCHEMA_VERSION} <= {*versions} <= {*range(EARLIER, SCHEMA_VERSION + 1)}
    assert versions == sorted(versions)
    assert failures > 2


@pytest.mark.prove
@pytest.mark.parametrize("way", WAYS)
def test_at_each_write(tmp_path, islands_record, way):
    versions, failures = broken_at_writes(tmp_path, islands_record, WAYS[way], step=1)
    print(f"\n{way}: {failures} of {len(versions)} ended, {versions.count(EARLIER)} old records, all whole")  # noqa: T201
    assert {*versions} == {*range(EARLIER, SCHEMA_VERSION + 1)}
