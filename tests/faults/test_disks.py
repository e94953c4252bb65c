"""A disk that is full or fails: a clear message, the old state intact, and the next attempt succeeds."""

import errno
import itertools
import os
import shutil
import subprocess

import pytest
from failing_disk import Disk, can_install
from importer import run

needs_hooks = pytest.mark.skipif(not can_install(), reason="Python's SQLite hides its hooks")
#: Imports that are tried once a disk has been full.
MORE = 5
KINDS = {"full": (errno.ENOSPC, True), "failing once": (errno.EIO, False), "failing": (errno.EIO, True)}


def failed_at_writes(trial, step, kinds=KINDS):
    """Let every ``step``-th write of an import fail, in each way; what was broken, how many failures."""
    base = trial("base", 3)
    assert run(base.arguments(*base.files[:2]), base.said) == 0
    broken, failures = [], 0
    for kind in kinds:
        error, lasting = KINDS[kind]
        for at in itertools.count(1, step):
            one = trial(f"{kind}{at}", 3)
            shutil.copytree(base.workspace, one.workspace)
            shutil.copy(base.said, one.said)
            ended = run(one.arguments(one.files[2]), one.said, Disk(at, error, lasting=lasting))
            told = ended == 0 or (ended == 1 and "intact" in one.said.read_text())
            again = run(one.arguments(*one.files), one.said)
            wrong = [
                *one.broken(),
                *([] if told else [f"ended with {ended}"]),
                *([] if again == 0 else ["again"]),
            ]
            broken += [f"{kind}, write {at}: {what}" for what in wrong]
            failures += ended != 0
            writes = int((one.workspace.parent / "said.writes").read_text())
            shutil.rmtree(one.workspace.parent)
            if writes < at:
                break
    return broken, failures


@needs_hooks
def test_some_writes_fail(trial):
    broken, failures = failed_at_writes(trial, step=41)
    assert broken == []
    assert failures > 2


@needs_hooks
@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS)
def test_each_write_fails(trial, kind):
    broken, failures = failed_at_writes(trial, step=1, kinds=[kind])
    print(f"\n{failures} imports ended by a disk that is {kind}: {len(broken)} losses")  # noqa: T201
    assert broken == []


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of so many kilobytes in a folder."""
    mounted = []

    def made(kilobytes):
        folder = tmp_path / f"disk{kilobytes}"
        folder.mkdir()
        mounting = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder]
        if os.geteuid() or subprocess.run(mounting, capture_output=True, check=False).returncode:
            pytest.skip("only the superuser may mount a small disk")
        mounted.append(folder)
        return folder

    yield made
    for folder in mounted:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_a_disk_that_is_really_full(trial, small_disk):
    broken, full = [], 0
    for kilobytes in range(300, 1_200, 60):
        one = trial(f"full{kilobytes}", 60)
        one.workspace = small_disk(kilobytes) / "workspace"
        codes = []
        for file in one.files:
            codes.append(run(one.arguments(file), one.said))
            if codes.count(1) > MORE:
                break
        broken += [*one.broken(), *([] if set(codes) <= {0, 1} else [f"ended with {set(codes)}"])]
        full += 1 in codes
    print(f"\n{full} disks that were really full: {len(broken)} losses")  # noqa: T201
    assert broken == []
    assert full > 5
