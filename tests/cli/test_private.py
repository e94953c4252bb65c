"""Everything that the commands write is its owner's alone, with the loosest umask that there is."""

import sqlite3
import stat
from contextlib import closing

import pytest
from exports import export, line, profiled
from importer import Loose, run
from two_islands import shipped


def give(workspace, *arguments):
    """One command in a process of its own, with umask 0; it must succeed."""
    folders = ["--engagement", workspace.parent / "engagement", "--workspace", workspace]
    said = workspace.parent / "said"
    said.unlink(missing_ok=True)
    code = run([*folders, *arguments], said, Loose())
    assert code == 0, f"{arguments}:\n{said.read_text()}"


def open_to_others(folder):
    """What group or others may do anything with, by its path and mode."""
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}
    wanted = {path: 0o700 if path.is_dir() else 0o600 for path in modes}
    return {str(path): oct(mode) for path, mode in modes.items() if mode != wanted[path]}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """A workspace in which a person has worked, and the folder into which they had things written."""
    folder = tmp_path_factory.mktemp("used")
    workspace, asked = folder / "workspace", folder / "asked"
    asked.mkdir(mode=0o700)
    profiled(shipped(folder / "engagement"))
    rows = [line(number) for number in range(30)] + [line(99, Region="Atlantis")]
    survey = export(folder / "survey.csv", rows)
    give(workspace, "demo")
    give(workspace, "import", survey, "--profile", "web")
    give(workspace, "quarantine", "export", asked / "waiting.xlsx")
    give(workspace, "codes", "sample", asked / "codes.xlsx", "--size", 20)
    give(workspace, "release", "--approve", "A. Tester")
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        asked_for = "SELECT contribution_id FROM contributions WHERE topic = 'roads' LIMIT 25"
        ids = [one for (one,) in record.execute(asked_for)]
    give(workspace, "backup", asked / "copy.sqlite")
    give(workspace, "withdraw", *ids, "--reason", "asked for")
    give(workspace, "subject", "--correct", "region=S1", _first(workspace))
    give(workspace, "release", "--approve", "A. Tester")
    give(workspace, "release", "--tier", "public", "--approve", "A. Tester")
    return workspace, asked


def _first(workspace):
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        return record.execute("SELECT contribution_id FROM contributions LIMIT 1").fetchone()[0]


def test_every_file_of_the_workspace_is_0600_in_folders_0700(used):
    workspace, _ = used
    names = {path.name for path in workspace.iterdir()}
    assert {"record.sqlite", "record.sqlite.seal", "secret.key", "signing.key", "releases", "held"} <= names
    assert (workspace / "releases/retired.json").exists()
    assert open_to_others(workspace) == {}


def test_so_is_what_the_user_asked_to_be_written(used):
    _, asked = used
    names = {path.name for path in asked.iterdir()}
    assert {"waiting.xlsx", "codes.xlsx", "copy.sqlite", "copy.sqlite.seal"} < names
    assert "copy.sqlite.secret.key" in names
    assert open_to_others(asked) == {}


def test_so_are_the_side_files_of_a_record_in_use(used):
    workspace, _ = used
    give(workspace, "retention")
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        record.execute("SELECT count(*) FROM log").fetchone()
        assert {path.name for path in workspace.glob("record.sqlite-*")} == {
            "record.sqlite-shm",
            "record.sqlite-wal",
        }
        assert open_to_others(workspace) == {}


def test_a_looser_workspace_is_tightened_when_it_is_opened(used):
    workspace, _ = used
    for path in (workspace, *workspace.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    old = workspace / "backups" / "before.sqlite"
    old.parent.mkdir()
    old.write_bytes(b"what people said")
    give(workspace, "retention")
    assert open_to_others(workspace) == {}
