"""The record's contributions as a folder: private, without words, and counted to the same release."""

import resource
import shutil
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from exports import export as written
from exports import line, profiled
from two_islands import CANARY

from wellbeing.cli import main


@pytest.fixture
def export(released, withdraw, tmp_path):
    """Export what the record holds after a batch of withdrawals; the folder."""

    def made(*options):
        withdraw(30)
        folder = tmp_path / "exported"
        done = released("record", "export", str(folder), *options)
        assert done.exit_code == 0, done.output
        return folder, done

    return made


def give(release, folder, *options):
    return release("release", "--approve", "A. Tester", "--contributions", str(folder), *options)


def tables(path):
    return {file.name: file.read_bytes() for file in (Path(path) / "tables").iterdir()}


def test_a_release_of_the_folder_is_byte_for_byte_that_of_the_record(
    export, released, workspace, islands_folder, tmp_path
):
    folder, _ = export()
    shutil.copytree(workspace, tmp_path / "another")
    of_record = released("release", "--approve", "A. Tester")
    folders = ["--engagement", str(islands_folder), "--workspace", str(tmp_path / "another")]
    of_folder = give(lambda *words: CliRunner().invoke(main, [*folders, *words]), folder)
    assert (of_record.exit_code, of_folder.exit_code) == (0, 0), of_folder.output
    assert f"Reading the contributions in {folder}" in of_folder.stderr
    assert "Measuring 570 contributions" in of_folder.stderr
    assert tables(of_folder.stdout.strip()) == tables(of_record.stdout.strip())


def test_it_is_for_its_owners_eyes_and_holds_no_words(export):
    folder, done = export()
    kept = [*folder.rglob("*"), folder]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o700, 0o600}
    assert all(CANARY.encode() not in path.read_bytes() for path in kept if path.is_file())
    assert "570 contributions" in done.stdout
    assert pl.read_parquet(folder / "contributions").height == 570


def test_words_are_written_where_they_are_asked_for(export):
    folder, _ = export("--comments")
    words = pl.read_parquet(folder / "comments")["text"]
    assert words.null_count() == 0
    assert words.str.contains(CANARY).all()


def test_a_folder_that_is_there_stays_as_it_is(released, tmp_path):
    (tmp_path / "there").mkdir()
    done = released("record", "export", str(tmp_path / "there"))
    assert (done.exit_code, list((tmp_path / "there").iterdir())) == (1, [])
    assert "is there already" in done.stderr


def test_after_a_release_of_it_the_folder_still_stands(export, released):
    folder, _ = export()
    assert give(released, folder).exit_code == 0
    again = give(released, folder)
    assert (again.exit_code, "the newest stands" in again.stderr) == (0, True)


def test_a_folder_that_the_record_has_left_behind_is_refused(export, released, islands_record):
    folder, _ = export()
    one = islands_record.contributions.filter(topic="water")["contribution_id"][0]
    assert released("withdraw", one, "--reason", "asked for").exit_code == 0
    done = give(released, folder)
    assert (done.exit_code, "The record has changed since" in done.stderr) == (1, True)


def test_a_file_of_the_folder_that_is_gone_is_missed(export, released):
    folder, _ = export()
    rows = pl.read_parquet(folder / "contributions")
    rows.head(500).write_parquet(folder / "contributions/00001.parquet")
    done = give(released, folder)
    assert (done.exit_code, "holds 500 contributions, and 570 were written" in done.stderr) == (1, True)


#: A command, and the most address space that it took, in bytes.
MEASURED = """
import re, sys
from wellbeing.cli import main
main(sys.argv[1:], standalone_mode=False)
print(re.search(r"VmPeak:\\s+(\\d+)", open("/proc/self/status").read())[1] + "000")
"""
#: What an export of however many contributions may take beside what one of a few takes.
BESIDE = 400_000_000


@pytest.mark.prove
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="this system does not tell what a process took"
)
def test_many_contributions_are_exported_in_the_room_of_a_few(wellbeing, workspace, islands_folder, tmp_path):
    """Read at once, 300,000 take 660 MB more than 600."""
    profiled(islands_folder)

    def exported(name, most=resource.RLIM_INFINITY):
        folders = ["--engagement", str(islands_folder), "--workspace", str(workspace)]
        told = [sys.executable, "-c", MEASURED, *folders, "record", "export", str(tmp_path / name)]
        limited = partial(resource.setrlimit, resource.RLIMIT_AS, (most, most))
        done = subprocess.run(told, preexec_fn=limited, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return int(done.stdout.splitlines()[-1])

    assert wellbeing("demo").exit_code == 0
    few = exported("few")
    file = written(tmp_path / "many.csv", [line(number, Why="") for number in range(300_000)])
    assert wellbeing("import", str(file), "--profile", "web", "--sure").exit_code == 0
    exported("many", few + BESIDE)
    assert pl.read_parquet(tmp_path / "many" / "contributions")["contribution_id"].n_unique() == 300_600


# A folder of an agency's own.


@pytest.fixture
def own(export):
    """The same contributions, of which nobody says where they come from; no attendance and no organisation."""
    folder, _ = export()
    (folder / "export.json").unlink()
    file = folder / "contributions/00001.parquet"
    rows = pl.read_parquet(file)
    alone = rows.filter(pl.col("channel") != "hui").with_columns(organisation_id=pl.lit(None, pl.String))
    alone.write_parquet(file)
    return folder


@pytest.fixture
def elsewhere(islands_folder, tmp_path):
    """Give a command in a workspace that holds nothing."""
    folders = ["--engagement", str(islands_folder), "--workspace", str(tmp_path / "elsewhere")]
    return lambda *words: CliRunner().invoke(main, [*folders, *words], catch_exceptions=False)


def test_it_is_released_where_the_record_holds_no_contribution(own, elsewhere):
    done = give(elsewhere, own)
    assert done.exit_code == 0, done.output
    assert "Measuring 330 contributions" in done.stderr


def test_it_is_measured_anew_only_once_there_are_a_batch_more_or_fewer(own, elsewhere):
    assert give(elsewhere, own).exit_code == 0
    file = own / "contributions/00001.parquet"
    rows = pl.read_parquet(file)
    rows.head(311).write_parquet(file)
    few = give(elsewhere, own)
    rows.head(310).write_parquet(file)
    batch = give(elsewhere, own)
    assert "the newest stands" in few.stderr
    assert "Measuring 310 contributions" in batch.stderr


def test_it_is_refused_where_the_record_holds_others(own, released):
    done = give(released, own)
    assert done.exit_code == 1
    assert "the record in" in done.stderr
    assert "holds 570 contributions that it knows nothing of" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "duckdb"], "name it by --contributions DIR"),
        (["--contributions", ".", "--scorer", "vader-nz"], "read when it was written"),
    ],
)
def test_options_that_do_not_go_together_say_what_to_do(elsewhere, options, said):
    done = elsewhere("release", "--approve", "A. Tester", *options)
    assert (done.exit_code, said in done.stderr) == (2, True)
