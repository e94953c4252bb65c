"""Attendance sheets and facilitators' notes; and responses whose answers stand in several rows."""

import pytest

from wellbeing.record.intake.imports import import_file
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.tables import read_tables

SHEET = """
about = "Attendance sheets of the tests."
evidence = "our own template"
kind = "attendance"
place = { columns = ["Place"] }
stakeholder = { columns = ["Who"] }
audience = { columns = ["Invited"], split = ";" }
number = { columns = ["People"] }
received_on = { columns = ["Date"] }
"""
NOTES = """
about = "Notes of the tests."
evidence = "our own template"
kind = "notes"
place = { columns = ["Place"] }
note = { columns = ["Note"] }
received_on = { columns = ["Date"] }
"""
VOTES = """
about = "A row for each vote."
evidence = "our own template"
rows = "many"
id = ["Voter"]
channel = { constant = "online" }
topic = { constant = "water" }
received_on = { constant = 2020-04-01 }
statements = { column = "Statement", questions = { a = "content", b = "tap" } }
questions = [ { id = "content", columns = ["Vote"] }, { id = "tap", columns = ["Vote"] } ]
"""
HEAD = "Date,Place,Who,Invited,People"


@pytest.fixture
def bring(record, folder, job, tmp_path):
    """Import lines under a profile; the account."""

    def brought(name, profile, *lines):
        (folder.path / "profiles" / f"{name}.toml").write_text(profile)
        path = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}.csv"
        path.write_text("\n".join(lines) + "\n")
        return import_file(record, job(path, name))

    return brought


def hui(record):
    return record.execute("SELECT held_on, region, status, attendees FROM events").fetchall()


def test_a_sheet_becomes_a_hui_and_a_contribution_for_each_who_came(record, bring):
    account = bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,Teachers,3", "2020-04-01,Nia,Fishers,,2")
    assert (account.rows, account.imported, account.added, account.events) == (2, 2, 5, 1)
    assert hui(record) == [("2020-04-01", "N1", "held", 5)]
    people = read_tables(record).contributions
    assert people["channel"].unique().to_list() == ["hui"]
    assert people["event_id"].n_unique() == 1


def test_a_sheet_that_comes_again_with_two_more_adds_two(record, bring):
    bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,Teachers,3")
    account = bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,Fishers,5")
    assert (account.added, account.unchanged, account.events) == (2, 3, 0)
    assert hui(record)[0][3] == 5
    audience = record.execute("SELECT stakeholder FROM event_audience ORDER BY 1").fetchall()
    assert audience == [("fisher",), ("teacher",)]


def test_attendances_alike_are_no_duplicates(bring):
    assert bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,,30").alike == 0


def test_a_mended_line_of_a_sheet_adds_to_the_people_beside_it(record, folder, bring):
    bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,,3", "2020-04-01,Nia,Pharmers,,2")
    mend_word(record, folder, Recode("stakeholder", "Pharmers", "farmer"))
    assert hui(record)[0][3] == 5


def test_notes_are_kept_of_their_hui_and_once(record, bring):
    lines = ("Date,Place,Note", "2020-04-01,Nia,The river is brown", "2020-04-01,Nia,Nobody asked us")
    assert bring("notes", NOTES, *lines).notes == 2
    assert bring("notes", NOTES, *lines, "2020-04-01,Nia,Ask again").notes == 1
    kept = record.execute("SELECT count(*), count(DISTINCT event_id) FROM notes").fetchone()
    assert kept == (3, 1)
    assert hui(record)[0][3] is None


def test_a_sheet_after_the_notes_says_how_many_came(record, bring):
    bring("notes", NOTES, "Date,Place,Note", "2020-04-01,Nia,The river is brown")
    bring("sheet", SHEET, HEAD, "2020-04-01,Nia,Farmers,,3")
    assert hui(record) == [("2020-04-01", "N1", "held", 3)]


@pytest.mark.slow
def test_a_mended_vote_joins_the_other_votes_of_its_voter(record, folder, bring):
    bring("votes", VOTES, "Voter,Statement,Vote", "1,a,yes", "1,b,iff filtered", "2,a,no")
    mend_word(record, folder, Recode("tap", "iff filtered", "if filtered"))
    said = record.execute(
        "SELECT question_id, value FROM answers JOIN contributions USING (contribution_id) "
    )
    assert sorted(said) == [("content", "no"), ("content", "yes"), ("tap", "if filtered")]
    account = bring("votes", VOTES, "Voter,Statement,Vote", "1,a,yes", "1,b,if filtered", "2,a,no")
    assert account.added == 0
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (2,)
