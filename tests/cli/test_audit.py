"""``wellbeing audit``: one page, and an exit code."""

import pytest
from click.testing import CliRunner

from wellbeing.cli import main

FIRST = "2020-06-09.01"


def run(*arguments, folder, workspace):
    told = ["--engagement", str(folder), "--workspace", str(workspace)]
    return CliRunner().invoke(main, [*told, *arguments], catch_exceptions=False)


@pytest.fixture
def workspace(islands_folder, tmp_path):
    for command in (("demo",), ("release", "--approve", "A. Tester")):
        assert run(*command, folder=islands_folder, workspace=tmp_path / "workspace").exit_code == 0
    return tmp_path / "workspace"


def test_a_release_is_attacked_by_its_id_or_by_its_path(workspace, islands_folder):
    by_id = run("audit", FIRST, folder=islands_folder, workspace=workspace)
    by_path = run("audit", str(workspace / "releases" / FIRST), folder=islands_folder, workspace=workspace)
    assert (by_id.exit_code, by_id.stdout) == (0, by_path.stdout)
    assert "Approved by A. Tester" in by_id.stdout
    assert "Every hidden count keeps at least 4 possibilities" in by_id.stdout


def test_it_needs_neither_record_nor_keys(workspace, islands_folder):
    for left in workspace.iterdir():
        if left.is_file():
            left.unlink()
    assert run("audit", FIRST, folder=islands_folder, workspace=workspace).exit_code == 0


def test_a_release_that_is_not_there_is_said_to_be_missing(workspace, islands_folder):
    done = run("audit", "2001-01-01.01", folder=islands_folder, workspace=workspace)
    assert done.exit_code == 1
    assert "'2001-01-01.01' is neither" in done.stderr
