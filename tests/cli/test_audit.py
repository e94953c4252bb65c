"""``wellbeing audit``: one page, and an exit code."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from two_islands import shipped

from wellbeing.cli import main

FIRST = "2020-06-09.01"


def run(*arguments, folder, workspace):
    chosen = ["--engagement", str(folder), "--workspace", str(workspace)]
    return CliRunner().invoke(main, [*chosen, *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def approved(tmp_path_factory):
    """A workspace with a release that somebody approved, to be copied."""
    folder = tmp_path_factory.mktemp("approved")
    engagement = shipped(folder / "engagement")
    for command in (("demo",), ("release", "--approve", "A. Tester")):
        assert run(*command, folder=engagement, workspace=folder / "workspace").exit_code == 0
    return folder / "workspace"


@pytest.fixture
def workspace(approved, tmp_path):
    return Path(shutil.copytree(approved, tmp_path / "workspace"))


def test_a_release_is_audited_by_its_id_or_by_its_path(workspace, islands_folder):
    by_id = run("audit", FIRST, folder=islands_folder, workspace=workspace)
    by_path = run("audit", str(workspace / "releases" / FIRST), folder=islands_folder, workspace=workspace)
    assert (by_id.exit_code, by_id.stdout) == (0, by_path.stdout)
    assert "Approved by A. Tester" in by_id.stdout
    assert "Every claim holds." in by_id.stdout


def test_it_needs_neither_record_nor_secret_nor_measurements(workspace, islands_folder):
    """The public half of the workspace's key stays, by which its signature is known."""
    for left in workspace.iterdir():
        if left.is_file() and left.name != "signing.pub":
            left.unlink()
    shutil.rmtree(workspace / "held")
    assert run("audit", FIRST, folder=islands_folder, workspace=workspace).exit_code == 0


def test_a_release_that_is_not_there_is_said_to_be_missing(workspace, islands_folder):
    done = run("audit", "2001-01-01.01", folder=islands_folder, workspace=workspace)
    assert done.exit_code == 1
    assert "'2001-01-01.01' is neither" in done.stderr


def test_both_tiers_are_held_against_each_other(workspace, islands_folder):
    ordered = ("release", "--tier", "public", "--approve", "A. Tester")
    public = Path(run(*ordered, folder=islands_folder, workspace=workspace).stdout.strip()).name
    done = run("audit", public, folder=islands_folder, workspace=workspace)
    assert done.exit_code == 0
    assert f"the figures of {FIRST}, which lie beside it" in done.stdout


@pytest.fixture
def second(workspace, islands_folder):
    """The id of a second release, made after 20 responses about roads were withdrawn."""
    some = "SELECT contribution_id FROM contributions WHERE topic = 'roads' LIMIT 20"
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
        record.execute("PRAGMA foreign_keys = ON")
        record.execute(f"DELETE FROM contributions WHERE contribution_id IN ({some})")  # noqa: S608 (ours)
    made = run("release", "--approve", "A. Tester", folder=islands_folder, workspace=workspace)
    return Path(made.stdout.strip()).name


def test_two_releases_in_a_row_are_compared(workspace, islands_folder, second):
    assert second != FIRST
    done = run("audit", second, folder=islands_folder, workspace=workspace)
    assert done.exit_code == 0
    assert f"the figures of {FIRST}" in done.stdout
