"""``wellbeing audit``: one page, and an exit code."""

import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from wellbeing.release.building import Content

from wellbeing.cli import main
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import read_release
from wellbeing.sources.engagement import read_engagement

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


def test_a_release_in_which_hidden_cells_are_shown_again_is_not_safe(workspace, islands_folder, tmp_path):
    """As a careless hand would leave it, and sign it: what was withheld for others gets a figure."""
    safe = read_release(workspace / "releases" / FIRST)
    tables = {name: shown_again(safe.table(name)) for name in safe.tables}
    careless = Content(tables, pl.read_parquet(safe.path / "boundaries.parquet"), dt.date(2020, 6, 9))
    folder = read_engagement(islands_folder)
    path = write_release(tmp_path / "careless", careless, folder, Approval("A. Careless", "adviser"), "")
    done = run("audit", str(path), folder=islands_folder, workspace=workspace)
    assert done.exit_code == 1
    assert "NOT SAFE" in done.stdout


def shown_again(table):
    if not {"status", "count", "low"} <= {*table.columns}:
        return table
    hidden = pl.col("status") == "withheld"
    return table.with_columns(
        count=pl.when(hidden).then(pl.col("low").clip(lower_bound=6)).otherwise("count"),
        status=pl.when(hidden).then(pl.lit("shown", table.schema["status"])).otherwise("status"),
    )


@pytest.fixture
def second(workspace, islands_folder):
    """The id of a second release, made after 20 responses about roads were withdrawn."""
    some = "SELECT contribution_id FROM contributions WHERE topic = 'roads' LIMIT 20"
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
        record.execute("PRAGMA foreign_keys = ON")
        record.execute(f"DELETE FROM contributions WHERE contribution_id IN ({some})")  # noqa: S608 (ours)
    made = run("release", "--approve", "A. Tester", folder=islands_folder, workspace=workspace)
    return Path(made.stdout.strip()).name


def test_two_releases_in_a_row_are_attacked_together(workspace, islands_folder, second):
    done = run("audit", second, folder=islands_folder, workspace=workspace)
    assert done.exit_code == 0
    assert f"together with {workspace / 'releases' / FIRST}" in done.stderr
    assert f"held since {FIRST}" in done.stdout
    first, now = (read_release(workspace / "releases" / name).table("region") for name in (FIRST, second))
    held = now.join(first, on="area", suffix="_first").filter(pl.col("held_since") == FIRST)
    assert held.height > 0
    assert held["count"].equals(held["count_first"], check_names=False)


def test_a_second_release_alone_says_what_could_not_be_attacked(workspace, islands_folder, second, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "releases"
    alone = shutil.copytree(workspace / "releases" / second, elsewhere / second)
    shutil.copy(workspace / "releases" / "signing.pub", elsewhere)
    done = run("audit", str(alone), folder=islands_folder, workspace=workspace)
    assert done.exit_code == 0
    assert f"held from release {FIRST}, which is not beside this one" in done.stdout
