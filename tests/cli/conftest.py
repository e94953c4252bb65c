"""The commands as a person gives them, on the small engagement."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from sharing import made_once
from two_islands import shipped

from wellbeing.cli import main


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def wellbeing(islands_folder, workspace) -> Callable[..., Result]:
    """Give a command; what it prints, and its exit code."""
    folders = ["--engagement", str(islands_folder), "--workspace", str(workspace)]
    return lambda *arguments: CliRunner().invoke(main, [*folders, *arguments], catch_exceptions=False)


@pytest.fixture(scope="session")
def released_once(tmp_path_factory):
    """A workspace whose record was filled and a release made, to be copied; its engagement beside it."""

    def make(folder):
        folders = [
            "--engagement",
            str(shipped(folder / "engagement")),
            "--workspace",
            str(folder / "workspace"),
        ]
        for command in (["demo"], ["release", "--approve", "demonstration"]):
            assert CliRunner().invoke(main, [*folders, *command], catch_exceptions=False).exit_code == 0

    return made_once(tmp_path_factory, "released", make) / "workspace"


@pytest.fixture
def released(wellbeing, workspace, released_once):
    """The same, in a workspace whose record was filled and a release made."""
    shutil.copytree(released_once, workspace)
    return wellbeing


@pytest.fixture
def withdraw(workspace) -> Callable[[int], None]:
    """Delete so many responses about roads from the record."""

    def delete(number: int) -> None:
        some = "SELECT contribution_id FROM contributions WHERE topic = 'roads' LIMIT ?"
        with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
            record.execute("PRAGMA foreign_keys = ON")
            record.execute(f"DELETE FROM contributions WHERE contribution_id IN ({some})", (number,))  # noqa: S608

    return delete
