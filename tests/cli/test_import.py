"""Files come in as a person brings them: the account is printed, rows are mended, templates are known."""

import contextlib
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from exports import export, line, profiled
from hostile import ENCRYPTED, bomb, long_line

from wellbeing.cli.threads import use_one_thread
from wellbeing.sources.paths import ROOT


@pytest.fixture
def given(wellbeing, islands_folder):
    """Give a command in the engagement whose profiles are ``web`` and ``plain``."""
    profiled(islands_folder)
    return wellbeing


@pytest.fixture
def survey(tmp_path):
    """A file of three responses, one of which is not understood."""
    return str(export(tmp_path / "survey.csv", [line(1), line(2), line(3, Region="North Too")]))


def test_the_account_closes_and_is_printed(given, survey):
    done = given("import", survey, "--profile", "web")
    assert done.exit_code == 0
    assert "survey.csv: 3 rows read = 2 imported + 1 quarantined + 0 refused.\n" in done.stdout
    assert "2 contributions added, 0 held already" in done.stdout
    assert (
        "region (column 'Region'): 'North Too' no region is called that. Perhaps 'North Two'?" in done.stdout
    )


@pytest.mark.parametrize("command", ["check", "import"])
def test_the_account_of_answers_closes_and_is_printed(given, survey, command):
    told = given(command, survey, "--profile", "web").stdout
    assert "  content: 3 answers read = 2 stored + 1 quarantined + 0 refused.\n" in told
    assert "  why: 3 answers read = 2 stored + 1 quarantined + 0 refused.\n" in told


def test_a_check_says_the_same_and_makes_nothing(given, survey, workspace):
    tried = given("check", survey, "--profile", "web")
    assert (tried.exit_code, workspace.exists()) == (0, False)
    assert "3 rows read = 2 imported + 1 quarantined + 0 refused" in tried.stdout
    assert "2 contributions would be added" in tried.stdout


def test_rows_that_would_be_kept_out_are_mended_in_a_copy_before_the_import(given, survey, tmp_path):
    copy = tmp_path / "copy.xlsx"
    tried = given("check", survey, "--profile", "web", "--annotate", str(copy))
    assert f"{copy}: 1 row with what keeps each out" in tried.stdout
    rows = pl.read_excel(copy, infer_schema_length=0)
    assert rows["wellbeing: reason"].to_list() == [
        "Region 'North Too' no region is called that; perhaps 'North Two'"
    ]
    given("import", survey, "--profile", "web")
    rows.with_columns(Region=pl.lit("North Two")).write_excel(copy, worksheet="Data")
    assert "1 contribution added" in given("import", str(copy), "--profile", "web").stdout


@pytest.mark.parametrize("command", ["check", "import"])
def test_what_was_noticed_is_printed(given, tmp_path, command):
    path = export(tmp_path / "a.csv", [line(1, Why="café")])
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    told = given(command, str(path), "--profile", "web").stdout
    assert "Noticed: Nothing in the file says how it is written: read as Windows-1252, a guess." in told


def test_what_a_whole_column_has_is_told_once_whatever_its_values(given, tmp_path):
    days = [line(number, Date=f"04/{number}/2020") for number in range(13, 17)]
    others = [line(number, Region=f"Nowhere {number}") for number in (20, 21)]
    told = given("check", str(export(tmp_path / "a.csv", days)), "--profile", "web").stdout
    assert told.count("Quarantined") == 1
    assert (
        "Quarantined, 4 rows: received_on (column 'Date'): '04/13/2020' and 3 other values: '04/13/2020',"
        in told
    )
    told = given("check", str(export(tmp_path / "b.csv", others)), "--profile", "web").stdout
    assert told.count("Quarantined, 1 row: region (column 'Region'): 'Nowhere 2") == 2


def test_the_same_file_again_adds_nothing_and_says_when_it_came(given, survey):
    given("import", survey, "--profile", "web")
    again = given("import", survey, "--profile", "web")
    assert again.exit_code == 0
    assert "survey.csv was imported already (20" in again.stdout


def test_of_several_files_one_that_cannot_be_read_does_not_keep_the_others_out(given, survey, tmp_path):
    other = str(export(tmp_path / "other.csv", [line(9)]))
    done = given("import", survey, str(tmp_path / "absent.csv"), other, "--profile", "web")
    assert done.exit_code == 1
    assert "absent.csv is missing" in done.stderr
    assert done.stdout.count(" rows read = ") + done.stdout.count(" row read = ") == 2


def test_a_profile_that_does_not_fit_names_the_columns_that_are_missing(given, tmp_path):
    (tmp_path / "other.csv").write_text("Name,Colour\na,red\n")
    refused = given("import", str(tmp_path / "other.csv"), "--profile", "web")
    assert refused.exit_code == 1
    assert "columns missing: 'Response'" in refused.stderr
    assert "Traceback" not in refused.output


def test_a_word_is_mended_and_its_rows_come_in(given, survey):
    given("import", survey, "--profile", "web")
    listed = given("quarantine", "list").stdout
    assert "wellbeing quarantine mend --word region 'North Too' 'North Two'" in listed
    done = given("quarantine", "mend", "--word", "region", "North Too", "North Two")
    assert "1 contribution added" in done.stdout
    assert given("quarantine", "list").stdout == "Nothing is in quarantine.\n"
    assert json.loads(given("quarantine", "list", "--json").stdout) == []
    anew = given("quarantine", "mend", "--word", "region", "North Too", "North One")
    assert "meant 'North Two' until now, and means 'North One', from now on." in anew.stdout
    again = ["import", survey, "--profile", "web", "--again"]
    assert RUN.findall(anew.stdout) == [shlex.join([again[0], Path(survey).name, *again[2:]])]
    assert given("quarantine", "forget", "region", "North Too").exit_code == 0
    assert "1 quarantined" in given(*again).stdout
    assert "there is nothing to forget" in given("quarantine", "forget", "region", "North Too").stderr


def test_rows_are_mended_in_a_spreadsheet(given, survey, tmp_path):
    given("import", survey, "--profile", "web")
    copy = tmp_path / "copy.xlsx"
    assert given("quarantine", "export", str(copy)).exit_code == 0
    pl.read_excel(copy, infer_schema_length=0).with_columns(Region=pl.lit("S2")).write_excel(copy)
    assert "1 contribution added" in given("quarantine", "mend", str(copy)).stdout


RUN = re.compile(r"^ +wellbeing (.*)$", re.MULTILINE)
WAITING = {
    "a word like one of ours": {"Region": "North Too"},
    "a word like none": {"Region": 'O\'Atlantis "X"'},
    "a type": {"Who": "Poets"},
    "a community": {"For": "Young people;Dragons"},
    "an answer": {"Content": "-1"},
    "an empty topic": {"Topic": ""},
    "an unknown topic": {"Topic": "Moon's"},
    "a word that begins like an option": {"Region": "--x"},
    "a total": {"Region": "Total"},
    "a total of a place": {"Region": "Subtotal North One"},
}


@pytest.mark.parametrize("name", WAITING)
def test_every_line_that_is_printed_to_be_run_helps(given, tmp_path, name):
    said = {theirs: f'"{word.replace(chr(34), chr(34) * 2)}"' for theirs, word in WAITING[name].items()}
    given("import", str(export(tmp_path / "a.csv", [line(1, **said), line(2)])), "--profile", "web")
    lines = RUN.findall(given("quarantine", "list").stdout)
    assert lines
    done = given(*shlex.split(lines[0]))
    assert (done.exit_code, done.stderr) == (0, "")
    assert given("quarantine", "list").stdout == "Nothing is in quarantine.\n"


@pytest.mark.parametrize(
    ("wrong", "field", "value"),
    [({"Date": "31/04/2020"}, "received_on", "31/04/2020"), ({"Response": "N/A"}, "id", "")],
)
def test_where_no_word_helps_it_is_said_what_does(given, tmp_path, wrong, field, value):
    given("import", str(export(tmp_path / "a.csv", [line(1, **wrong)])), "--profile", "web")
    listed = given("quarantine", "list").stdout
    assert RUN.findall(listed) == []
    assert "`wellbeing quarantine export OUT.xlsx`" in listed
    refused = given("quarantine", "mend", "--word", field, value, "01/04/2020")
    assert refused.exit_code == 1
    assert "cannot be mended by a word" in refused.stderr


def test_two_profiles_that_wait_for_one_word_have_a_line_each(given, tmp_path):
    wrong = {"Region": "Atlantis"}
    given("import", str(export(tmp_path / "a.csv", [line(1, **wrong)])), "--profile", "web")
    given("import", str(export(tmp_path / "b.csv", [line(2, **wrong)])), "--profile", "plain")
    for command in RUN.findall(given("quarantine", "list").stdout):
        assert given(*shlex.split(command)).exit_code == 0
    assert given("quarantine", "list").stdout == "Nothing is in quarantine.\n"


def test_a_day_that_a_spreadsheet_keeps_with_a_midnight_is_told_without(given, tmp_path):
    path = str(export(tmp_path / "a.csv", [line(1, Date="2019-04-15 00:00:00")]))
    told = given("import", path, "--profile", "web").stdout + given("quarantine", "list").stdout
    assert (told.count("'2019-04-15' lies outside"), "00:00:00" in told) == (2, False)


def test_a_total_row_is_dismissed_with_a_reason_and_the_account_closes(given, tmp_path):
    path = str(export(tmp_path / "a.csv", [line(1), line(2, Region="Total")]))
    given("import", path, "--profile", "web")
    (number,) = {row["id"] for row in json.loads(given("quarantine", "list", "--json").stdout)}
    assert given("quarantine", "dismiss", str(number), "--reason", " ").exit_code == 1
    assert (
        "1 row and 2 answers refused: a sum"
        in given("quarantine", "dismiss", str(number), "--reason", "a sum").stdout
    )
    assert (
        "2 rows read = 1 imported + 0 quarantined + 1 refused"
        in given("check", path, "--profile", "web").stdout
    )
    assert given("quarantine", "dismiss", str(number), "--reason", "again").exit_code == 1
    assert given("verify").exit_code == 0


BOXES = """
about = "Boxes."
evidence = "our own template"
id = ["Response"]
channel = {{ constant = "online" }}
topic = {{ columns = ["Topic"] }}
received_on = {{ columns = ["Date"], formats = ["%d/%m/%Y"] }}
communities = {{ flags = {{ "Who" = "young", "For" = "old" }}, values = {{ {values} }} }}
"""


@pytest.fixture
def boxes(given, islands_folder, tmp_path):
    """Import a file whose boxes hold "Yes" and "No response"."""

    def taken(values):
        (islands_folder / "profiles/boxes.toml").write_text(BOXES.format(values=values))
        lines = [line(1, Who="Yes", For="No response"), line(2, Who="No response", For="Yes")]
        return given("import", str(export(tmp_path / "a.csv", lines)), "--profile", "boxes").stdout

    return taken


@pytest.mark.parametrize("meaning", ["", "no"])
def test_the_profile_says_what_a_box_holds(boxes, meaning):
    assert "2 rows read = 2 imported + 0 quarantined" in boxes(f'"No response" = "{meaning}"')


def test_a_mend_says_what_a_box_holds(given, boxes, workspace):
    assert "2 rows read = 0 imported + 2 quarantined" in boxes("")
    (command,) = RUN.findall(given("quarantine", "list").stdout)
    assert "2 contributions added" in given(*shlex.split(command)).stdout
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        said = record.execute("SELECT community FROM contribution_communities ORDER BY 1").fetchall()
    assert said == [("old",), ("young",)]


@pytest.mark.parametrize("arguments", [[], ["file.xlsx", "--word", "a", "b", "c"]])
def test_mend_wants_one_of_its_two_ways(given, arguments):
    assert given("quarantine", "mend", *arguments).exit_code == 2


def test_a_proposed_profile_can_be_saved_and_used(given, survey, islands_folder):
    assert "region" in given("profile", survey).stdout
    saved = given("profile", survey, "--save", "mine")
    assert saved.exit_code == 0
    assert "asks: how did these responses arrive?" in saved.stdout
    assert "QUESTION" in given("check", survey, "--profile", "mine").stderr
    path = islands_folder / "profiles/mine.toml"
    answers = '[channel]\nconstant = "online"\n[received_on]\ncolumns = ["Date"]\nformats = ["%d/%m/%Y"]\n'
    path.write_text(path.read_text() + answers)
    told = given("check", survey, "--profile", "mine").stderr
    assert "1 question is not answered: line" in told
    assert 'does "For" say the communities that people speak for?' in told
    path.write_text(path.read_text() + '[communities]\ncolumns = ["For"]\n')
    checked = given("check", survey, "--profile", "mine")
    assert checked.exit_code == 0, checked.stderr
    assert given("profile", survey, "--save", "mine").exit_code == 1


@pytest.mark.parametrize("kind", ["attendance", "survey", "notes"])
def test_templates_are_written_and_known_when_they_come_back(given, kind, tmp_path):
    path = str(tmp_path / f"{kind}.xlsx")
    assert given("template", kind, path).exit_code == 0
    assert given("check", path).exit_code == 0
    assert given("template", kind, path).exit_code == 1


def test_a_file_without_profile_that_is_no_template_says_what_to_do(given, survey):
    refused = given("import", survey)
    assert refused.exit_code == 1
    assert "`wellbeing profile FILE` proposes one" in refused.stderr


def test_campaigns_and_duplicates_are_told_and_kept(given, tmp_path):
    copied = "We ask you to fix the river now because our children swim in it every single summer day"
    lines = [line(number, Why=f"{copied} {number}") for number in range(4)]
    path = str(export(tmp_path / "a.csv", [*lines, line(9), line(9)]))
    done = given("import", path, "--profile", "plain")
    assert "6 contributions added" in done.stdout
    assert "Likely duplicates, counted and kept: 1 row" in done.stdout
    assert "Likely 1 campaign, 4 comments in all" in done.stdout


HOSTILE = {
    "long-line.csv": long_line,
    "bomb.xlsx": bomb,
    "encrypted.xlsx": lambda path: path.write_bytes(ENCRYPTED),
    "nothing.csv": lambda path: path.write_bytes(b""),
    "wrong-magic.parquet": lambda path: path.write_bytes(b"PK\x03\x04 not parquet"),
    "nul.csv": lambda path: path.write_bytes(b"Response,Date\n1,\x00\n"),
    "macros.xlsm": lambda path: path.write_bytes(b"PK\x03\x04"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_leave_the_record_unchanged(given, survey, workspace, tmp_path, name):
    given("import", survey, "--profile", "web")
    before = (workspace / "record.sqlite").read_bytes()
    HOSTILE[name](tmp_path / name)
    refused = given("import", str(tmp_path / name), "--profile", "web")
    assert refused.exit_code == 1
    assert "Nothing of" in refused.stderr
    assert "Traceback" not in refused.output
    assert (workspace / "record.sqlite").read_bytes() == before


def test_formulas_markup_and_paths_are_text_like_any_other(given, tmp_path):
    evil = ("=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>", "@SUM(1)", "../../etc/passwd")
    path = tmp_path / "..%2f..%2fetc<b>.csv"
    export(path, [line(number, Why=f'"{text}"') for number, text in enumerate(evil)])
    done = given("import", str(path), "--profile", "web")
    assert done.exit_code == 0
    assert "4 rows read = 4 imported" in done.stdout
    assert "<b>" not in done.stdout
    assert "/" not in done.stdout.splitlines()[0]


def test_a_bar_is_drawn_only_where_somebody_looks():
    code = (
        "import sys, time; from wellbeing.cli import progress; progress.SECONDS = 0.0\n"
        "sys.stderr.isatty = lambda: sys.argv[1] == 'yes'\n"
        "with progress.progress('rows') as told:\n    [told(part / 4) for part in range(5)]"
    )
    run = [sys.executable, "-c", code]
    seen = subprocess.run([*run, "yes"], capture_output=True, text=True, check=True)
    unseen = subprocess.run([*run, "no"], capture_output=True, text=True, check=True)
    assert "rows" in seen.stderr
    assert unseen.stderr == seen.stdout == ""


@pytest.mark.prove
def test_a_million_rows_come_in_below_two_gigabytes():
    begun = time.monotonic()
    run = [sys.executable, ROOT / "benchmarks" / "import_rows.py", "1000000"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    print(f"\n{done.stdout}{time.monotonic() - begun:.0f} s in all")  # noqa: T201
    most = [int(text.split("; ")[-1].removesuffix(" MB").replace(",", "")) for text in lines_of(done.stdout)]
    assert max(most) < 2_000


def lines_of(printed: str) -> list[str]:
    return [text for text in printed.splitlines() if text.startswith(("check:", "import:"))]


def test_what_nothing_proves_waits_until_a_person_confirms_it_on_the_command_line(
    given, islands_folder, tmp_path
):
    profile = islands_folder / "profiles/web.toml"
    profile.write_text(profile.read_text().replace(', confirmed_by = "A. Tester"', ""))
    survey = str(export(tmp_path / "few.csv", [line(1, Date="05/04/2020")]))  # 5 April, or 4 May
    tried = given("check", survey, "--profile", "web").stdout
    assert "0 imported + 1 quarantined" in tried
    assert "nothing in the file proves whether day or month comes first: '05/04/2020' (1 row)" in tried
    assert "0 imported + 1 quarantined" in given("import", survey, "--profile", "web").stdout
    done = given("import", survey, "--profile", "web", "--again", "--confirmed-by", "B. Steward").stdout
    assert "1 imported + 0 quarantined" in done
    assert "days are read day first; nothing in the file proves it, confirmed by B. Steward" in done


@pytest.mark.parametrize(("said", "used"), [("", "1"), ("4", "4")])
def test_an_import_works_in_one_thread_unless_the_environment_says_otherwise(monkeypatch, said, used):
    monkeypatch.setenv("POLARS_MAX_THREADS", said)
    if not said:
        monkeypatch.delenv("POLARS_MAX_THREADS")
    use_one_thread()
    assert os.environ["POLARS_MAX_THREADS"] == used
