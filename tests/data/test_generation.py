"""The generator gives the same tables again, and the library never sees what was planted."""

import json
import subprocess
import sys

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wellbeing.sources.paths import ROOT

SYNTHETIC = ROOT / "data/your-say-2018/synthetic"
MADE = (
    "events.csv",
    "organisations.csv",
    "consents.csv",
    "codes.csv",
    "notes.csv",
    "contributions.parquet",
    "answers.parquet",
)


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    into = tmp_path_factory.mktemp("again")
    command = [sys.executable, "-W", "error", str(SYNTHETIC / "make.py"), "--into", str(into)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return into


def rows(path):
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)


@pytest.mark.parametrize("name", MADE)
def test_a_table_made_again_is_the_committed_one(again, name):
    assert_frame_equal(rows(again / name), rows(SYNTHETIC / name))


def test_the_truth_told_again_is_the_committed_one(again):
    told = (again / "truth.json").read_text(encoding="utf8")
    assert json.loads(told) == json.loads((SYNTHETIC / "truth.json").read_text(encoding="utf8"))


def test_no_module_of_the_library_reads_the_truth():
    modules = sorted((ROOT / "src").rglob("*.py"))
    assert modules
    assert [path.name for path in modules if "truth.json" in path.read_text(encoding="utf8")] == []
