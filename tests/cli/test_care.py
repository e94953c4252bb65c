"""What people may ask of what they gave, and that the record can be trusted: one command each."""

import json
import sqlite3
from contextlib import closing

import pytest
from exports import export, line, profiled

from wellbeing.release.store.catalogue import releases


@pytest.fixture
def given(wellbeing, islands_folder, tmp_path):
    """Give a command, after three responses were imported."""
    profiled(islands_folder)
    path = export(tmp_path / "survey.csv", [line(1), line(2), line(3)])
    assert wellbeing("import", str(path), "--profile", "web").exit_code == 0
    return wellbeing


@pytest.fixture
def one(given, workspace):
    """The id of one of them."""
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        return record.execute("SELECT contribution_id FROM answers WHERE text = 'reason 1'").fetchone()[0]


def test_what_is_held_is_shown_in_words_and_for_programs(given, one):
    assert "text: reason 1" in given("subject", one).stdout
    shown = json.loads(given("subject", one, "--json").stdout)
    assert shown["source"]["file"] == "survey.csv"


def test_a_correction_is_a_version(given, one):
    done = given("subject", one, "--correct", "region=S1", "--correct", "why=x = y", "--reason", "asked for")
    assert done.exit_code == 0
    shown = json.loads(given("subject", one, "--json").stdout)
    assert (shown["contribution"]["region"], shown["contribution"]["version"]) == ("S1", 2)
    assert [answer["text"] for answer in shown["answers"] if "text" in answer] == ["x = y"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["subject", "nobody"], 1),
        (["withdraw", "nobody", "--reason", "asked for"], 1),
        (["withdraw", "nobody"], 2),
        (["withdraw", "nobody", "--reason", " "], 2),
        (["subject", "nobody", "--correct", "region"], 2),
        (["backup", "."], 2),
        (["verify", "absent.sqlite"], 1),
    ],
)
def test_what_cannot_be_done_exits_with_1_and_wrong_usage_with_2(given, arguments, code):
    refused = given(*arguments)
    assert refused.exit_code == code
    assert "Traceback" not in refused.output


def test_a_withdrawal_says_what_it_did_and_what_is_left_to_people(given, one, tmp_path):
    given("backup", str(tmp_path / "copy"))
    done = given("withdraw", one, "--reason", "asked for")
    assert done.stdout.startswith("1 contribution deleted from the record")
    assert "Backups made on 20" in done.stdout
    asked = given("subject", one)
    assert (asked.exit_code, "was withdrawn" in asked.stderr) == (1, True)


def test_retention_says_until_when_and_what(given):
    said = given("retention").stdout
    assert "To be kept until 2030-01-01" in said
    assert "3 contributions, 3 comments" in said


def test_a_backup_is_verified_and_names_its_files(given, tmp_path):
    done = given("backup", str(tmp_path / "copy"))
    assert done.stdout.splitlines() == [str(tmp_path / "copy"), str(tmp_path / "copy.seal")]
    assert "is as it was written: 2 entries" in given("verify", str(tmp_path / "copy")).stdout


def test_a_file_that_was_imported_is_held_against_its_account(given, tmp_path):
    told = given("verify", "--source", str(tmp_path / "survey.csv")).stdout
    assert "survey.csv is the file that was imported: 3 rows, as its account says." in told
    assert "  why: 3 answers read = 3 stored + 0 quarantined + 0 refused." in told
    (tmp_path / "survey.csv").write_text("Response\n1\n")
    assert given("verify", "--source", str(tmp_path / "survey.csv")).exit_code == 1


def test_a_record_that_was_changed_outside_is_found(given, workspace):
    assert given("verify").exit_code == 0
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
        record.execute("UPDATE contributions SET region = 'S2'")
    found = given("verify")
    assert found.exit_code == 1
    assert "table contributions was changed" in found.stderr


KNOWN = """name,also,type,regions,basis,source
Water Watch,,farmer,N1|N2,published,tests
Silent Society,,farmer,N2,published,tests
Fish (north),Fish,fisher,N1,published,tests
Fish (south),Fish,fisher,S1,published,tests
"""


def test_who_was_never_thought_of_is_listed_and_an_unclear_name_is_not_guessed(
    given, islands_folder, tmp_path
):
    (islands_folder / "roster.csv").write_text(KNOWN)
    asked = "name,type,invited_on\nwater WATCH,farmer,2020-02-01\nFish,fisher,2020-02-01\n"
    (tmp_path / "asked.csv").write_text(asked)
    given("roster", "load", str(tmp_path / "asked.csv"))
    said = given("roster", "list").stdout
    assert "North One, Farmers: 1 known, 1 invited, 0 heard" in said
    assert "North Two, Farmers: 2 known, 1 invited, 0 heard" in said
    assert "Known, no invitation recorded (3):\n  Fish (north)\n  Fish (south)\n  Silent Society\n" in said
    unclear = "'Fish' is joined to no known body, since it may mean 'Fish (north)', 'Fish (south)'"
    assert unclear in said


def test_a_roster_names_who_was_invited_and_not_heard(given, tmp_path):
    (tmp_path / "roster.csv").write_text("name,type,region,invited_on\nWater Watch,farmer,N1,2020-02-01\n")
    assert "1 organisation read = 1 added" in given("roster", "load", str(tmp_path / "roster.csv")).stdout
    said = given("roster", "list").stdout
    assert "North One, Farmers: 1 invited, 0 heard, 0 declined, 1 invited, not heard" in said
    assert "  Water Watch (not to be named)" in said
    assert json.loads(given("roster", "list", "--json").stdout)[0]["state"] == "invited, not heard"


def test_a_release_that_counts_what_was_withdrawn_is_not_served_once_the_next_exists(released, workspace):
    wellbeing, first = released, releases(workspace)[-1].name
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        ids = [one for (one,) in record.execute("SELECT contribution_id FROM contributions LIMIT 20")]
    withdrawn = wellbeing("withdraw", *ids, "--reason", "asked for")
    assert "Still counted in 1 release" in withdrawn.stdout
    assert not (workspace / "releases" / "retired.json").exists()
    assert wellbeing("report", first, "--format", "csv", str(workspace / "csv")).exit_code == 0
    assert list((workspace / "claims").iterdir())
    second = wellbeing("release", "--approve", "A. Tester").stdout.strip().rpartition("/")[2]
    assert first != second
    assert not list((workspace / "claims").iterdir())
    refused = wellbeing("serve", "--release", first)
    assert refused.exit_code == 1
    assert f"Release {first} is retired" in refused.stderr


def test_a_withdrawal_says_what_counts_them_still_and_until_when(wellbeing, workspace):
    wellbeing("demo")
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        ids = [one for (one,) in record.execute("SELECT contribution_id FROM contributions LIMIT 45")]
    assert "Still counted" not in wellbeing("withdraw", ids[0], "--reason", "asked for").stdout
    wellbeing("release", "--approve", "A. Tester")
    said = wellbeing("withdraw", *ids[1:25], "--reason", "asked for").stdout
    assert "Still counted in 1 release until the next release, which is made once 20 contributions" in said
    assert "The true counts that figures were measured from (held/) count them too" in said
    wellbeing("release", "--approve", "A. Tester")
    said = wellbeing("withdraw", *ids[25:], "--reason", "asked for").stdout
    assert "Still counted in 1 release until" in said  # the first is retired


def test_what_is_past_its_day_is_named_file_by_file(wellbeing, islands_folder, workspace):
    wellbeing("demo")
    assert "Nothing is past its retention date." in wellbeing("retention").stdout
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text("utf8").replace("2030-01-01", "2020-12-31"), encoding="utf8")
    assert "held/" not in wellbeing("retention").stdout
    (workspace / "held").mkdir(exist_ok=True)
    (workspace / "held" / "counts.parquet").write_bytes(b"true counts")
    said = wellbeing("retention").stdout
    assert "Past its retention date: delete it, or say in engagement.toml why it is kept." in said
    named = "'held/counts.parquet', 'record.sqlite.seal', 'record.sqlite'"
    assert f"To delete in {workspace}: {named}; the releases may stay." in said
    (workspace / "held" / "one").mkdir()
    for number in range(1500):
        (workspace / "held" / "one" / f"{number}.parquet").write_bytes(b"true counts")
    named = "'held/ (1,501)', 'record.sqlite.seal', 'record.sqlite'"
    assert f"To delete in {workspace}: {named}; the releases may stay." in wellbeing("retention").stdout


def test_what_is_past_its_day_is_deleted_by_somebody_and_no_byte_of_it_is_left(
    released, islands_folder, workspace
):
    wellbeing = released
    delete = ("retention", "--delete", "--by", "A. Steward")
    refused = wellbeing(*delete)
    assert (refused.exit_code, "2030-01-01: nothing was deleted" in refused.stderr) == (1, True)
    assert wellbeing("retention", "--delete").exit_code == 2
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text("utf8").replace("2030-01-01", "2020-12-31"), encoding="utf8")
    done = wellbeing(*delete)
    assert (done.exit_code, "the releases are left" in done.output) == (0, True)
    left = {str(path.relative_to(workspace)) for path in workspace.rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("releases/")} == {
        *(".gitignore", "deleted.json", "record.writer", "signing.key", "signing.pub")
    }
    note = json.loads((workspace / "deleted.json").read_text())
    assert (note["by"], note["kept_until"], note["held"]["contributions"]) == (
        "A. Steward",
        "2020-12-31",
        600,
    )
    assert wellbeing("retention").exit_code == 1


def test_a_response_is_found_by_the_number_that_its_survey_gave_it(given, one):
    number = "1"
    by_number = json.loads(given("subject", number, "--json").stdout)
    assert by_number["contribution"]["contribution_id"] == one
    assert given("withdraw", number, "--reason", "asked for").exit_code == 0
    assert "was withdrawn" in given("subject", number).stderr
