"""What every command has in common."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from exports import export, line, profiled
from serving import WELLBEING

from wellbeing.cli import main
from wellbeing.cli.folders import Folders
from wellbeing.sources.paths import ROOT, engagement_folder, workspace_folder

SLOW_TO_IMPORT = "{'polars', 'dataframely', 'geopandas', 'panel', 'holoviews'}"


@pytest.mark.parametrize("package", ["wellbeing", "wellbeing.cli"])
def test_it_is_imported_without_what_is_slow(package):
    code = f"import sys, {package}; print(sorted({SLOW_TO_IMPORT} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


#: What is begun when somebody serves → what it does without until it is asked for.
SPARED = {
    "from wellbeing.cli.jobs import serve; from wellbeing.cli.entry import WayIn; WayIn().check()": {
        "panel",
        "sklearn",
    },
    "import wellbeing.desk.serving": {"sklearn", "pandas"},
    "import wellbeing.views.explore": {"matplotlib.figure"},
}


@pytest.mark.parametrize("begun", SPARED, ids=["command", "desk", "page"])
def test_who_serves_does_without_what_few_ask_for(begun):
    code = f"{begun}; import sys; print(sorted({SPARED[begun]!r} & set(sys.modules)))"
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


def test_folders_that_the_environment_names_are_found_from_the_checkout(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WELLBEING_WORKSPACE", "here")
    monkeypatch.delenv("WELLBEING_ENGAGEMENT", raising=False)
    folders = Folders(engagement_folder(None), workspace_folder(None))
    assert folders == Folders(ROOT / "data/your-say-2018", ROOT / "here")


def test_folders_that_are_typed_are_the_callers(monkeypatch, islands_folder):
    monkeypatch.chdir(islands_folder.parent)
    typed = ["--engagement", islands_folder.name, "--workspace", "here"]
    assert CliRunner().invoke(main, [*typed, "demo"], catch_exceptions=False).exit_code == 0
    assert (islands_folder.parent / "here/record.sqlite").is_file()


REFUSED = {
    "a file where a folder should be": ("--workspace", "{file}/x", "demo"),
    "a name that is too long": ("check", "{folder}/" + "x" * 300 + ".csv", "--profile", "web"),
    "a folder that is not there": ("template", "survey", "{folder}/nowhere/a.xlsx"),
    "a file that may not be made": ("template", "survey", "/proc/a.xlsx"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_system_refuses_is_one_sentence(wellbeing, islands_folder, tmp_path, name):
    profiled(islands_folder)
    file = tmp_path / "a.csv"
    file.write_text("Name\na\n")
    refused = wellbeing(*(part.format(file=file, folder=tmp_path) for part in REFUSED[name]))
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert refused.stderr.count("\n") == 1


def test_of_several_files_one_that_the_system_refuses_does_not_keep_the_others_out(
    wellbeing, islands_folder, tmp_path
):
    profiled(islands_folder)
    good = export(tmp_path / "good.csv", [line(1)])
    done = wellbeing("import", str(tmp_path / f"{'x' * 300}.csv"), str(good), "--profile", "web")
    assert done.exit_code == 1
    assert "1 row read = 1 imported" in done.stdout
    assert "Nothing of" in done.stderr
