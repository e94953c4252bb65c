"""What every command has in common."""

import subprocess
import sys

import pytest
from serving import WELLBEING

from wellbeing.cli.folders import Folders
from wellbeing.sources.paths import ROOT, engagement_folder, workspace_folder

SLOW_TO_IMPORT = "{'polars', 'dataframely', 'geopandas', 'panel', 'holoviews'}"


@pytest.mark.parametrize("package", ["wellbeing", "wellbeing.cli"])
def test_it_is_imported_without_what_is_slow(package):
    code = f"import sys, {package}; print(sorted({SLOW_TO_IMPORT} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_names_the_commands():
    done = subprocess.run([WELLBEING, "--help"], capture_output=True, text=True, check=True)
    for command in ("demo", "release", "serve", "status"):
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("arguments", [["what"], ["release", "--tier", "analyst"], ["serve", "--port", "0"]])
def test_wrong_usage_exits_with_2(wellbeing, arguments):
    assert wellbeing(*arguments).exit_code == 2


def test_what_the_data_need_is_said_without_a_traceback(wellbeing, islands_folder):
    (islands_folder / "regions.csv").unlink()
    refused = wellbeing("demo")
    assert refused.exit_code == 1
    assert "regions.csv is missing" in refused.stderr
    assert "Traceback" not in refused.output


def test_folders_are_found_from_the_checkout_whatever_the_callers_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WELLBEING_WORKSPACE", raising=False)
    monkeypatch.delenv("WELLBEING_ENGAGEMENT", raising=False)
    folders = Folders(engagement_folder(None), workspace_folder("here"))
    assert folders == Folders(ROOT / "data/your-say-2018", ROOT / "here")
