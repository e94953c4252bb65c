"""What was read of comments stays where a release or an export is killed, and goes once it is counted."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

#: A command whose comments come twenty at a time, each batch noted as it is kept, slowly where it is to be killed.
COMMAND = """
import sys, time
from wellbeing.cli import main
from wellbeing.cli.jobs.counting.readings import Readings
from wellbeing.record.comments import texts

texts.BATCH = 20
log, wait, put = sys.argv.pop(1), float(sys.argv.pop(1)), Readings.put

def noted(self, name, rows):
    put(self, name, rows)
    with open(log, "a") as file:
        file.write(name + "\\n")
    time.sleep(wait)

Readings.put = noted
main(sys.argv[1:])
"""
KEPT = 3


@pytest.fixture
def begin(islands_folder, tmp_path):
    """Start a command in a process of its own, on a workspace."""

    def started(workspace, *words, wait=0.0):
        folders = ["--engagement", str(islands_folder), "--workspace", str(workspace)]
        told = [sys.executable, "-c", COMMAND, str(tmp_path / "log"), str(wait), *folders, *words]
        return subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return started


def killed(process, folder):
    """Kill it once a few batches are kept; their names (the last may be kept and not yet noted)."""
    until = time.monotonic() + 120
    while len([*folder.glob("*.parquet")]) < KEPT:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return {path.stem for path in folder.glob("*.parquet")}


def done(process):
    said, problems = process.communicate()
    assert process.returncode == 0, problems
    return said.strip()


def tables(path):
    return {file.name: file.read_bytes() for file in (Path(path) / "tables").iterdir()}


def noted(tmp_path):
    return (tmp_path / "log").read_text().split()


def test_a_release_that_is_killed_goes_on_and_tells_what_one_that_was_not_tells(
    released, withdraw, workspace, begin, tmp_path
):
    withdraw(30)
    whole = Path(shutil.copytree(workspace, tmp_path / "whole"))
    order = ("release", "--approve", "A. Tester")
    folder = workspace / "readings"
    held = killed(begin(workspace, *order, wait=0.3), folder)
    assert len(held) >= KEPT
    assert {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())} == {0o700, 0o600}
    again = done(begin(workspace, *order))
    assert not folder.exists()
    names = noted(tmp_path)
    assert len(names) - len(set(names)) <= 1
    (tmp_path / "log").unlink()
    assert tables(again) == tables(done(begin(whole, *order)))
    assert sorted(noted(tmp_path)) == sorted(held.union(names))
    assert len(held.union(names)) > 2 * KEPT


def test_an_export_that_is_killed_goes_on_and_leaves_nothing_beside_it(released, workspace, begin, tmp_path):
    out = tmp_path / "lakes" / "exported"
    folder = out.parent / ".exported-readings"
    killed(begin(workspace, "record", "export", str(out), wait=0.3), folder)
    assert not out.exists()
    done(begin(workspace, "record", "export", str(out)))
    names = noted(tmp_path)
    assert len(names) - len(set(names)) <= 1
    assert not folder.exists()
    assert (out / "export.json").is_file()


def test_whoever_withdraws_is_in_no_reading(released, workspace, begin, islands_record, withdraw):
    withdraw(30)
    folder = workspace / "readings"
    killed(begin(workspace, "release", "--approve", "A. Tester", wait=0.3), folder)
    held = b"".join(path.read_bytes() for path in folder.iterdir())
    assert all(one.encode() not in held for one in islands_record.contributions["contribution_id"])
    one = islands_record.contributions.filter(topic="water")["contribution_id"][0]
    assert released("withdraw", one, "--reason", "asked for").exit_code == 0
    assert not folder.exists()
