"""An import stops and asks where most of a file changes what is held, or looks like people who are here already."""

from dataclasses import replace

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.intake.imports import import_file
from wellbeing.record.store.digests import digested_tables, table_digest
from wellbeing.record.store.tables import read_tables

FORMS = """
about = "Paper forms of two offices."
evidence = "our own template"
{id}
apart = ["Office"]
channel = {{ constant = "paper" }}
topic = {{ constant = "water" }}
region = {{ columns = ["Region"] }}
stakeholder = {{ columns = ["Who are you?"] }}
received_on = {{ columns = ["Received"], formats = ["%d/%m/%Y"] }}
questions = [
  {{ id = "content", columns = ["Content"] }},
  {{ id = "why", columns = ["Comment"] }},
]
"""
HEAD = "Form,Received,Office,Region,Who are you?,Content,Comment"
#: Two pairs of the first office are alike, and the forms of the second are alike to others of the first.
FIRST = [
    "14,A,Farmers,yes,",
    "14,A,Farmers,yes,",
    "14,A,Farmers,no,No",
    "15,A,Farmers,no,No",
    "15,A,Fishers,yes,",
    "15,A,Farmers,yes,",
]
SECOND = ["14,B,Farmers,yes,", "14,B,Farmers,yes,", "15,B,Farmers,no,No"]
LATER = [FIRST[at] for at in (3, 2, 5, 0, 0, 1, 4)]


def forms(path, rows, *, numbered=False, start=1):
    lines = [
        f"{number if numbered else ''},{day}/04/2020,{office},North One,{who},{said},{why}"
        for number, (day, office, who, said, why) in enumerate((row.split(",") for row in rows), start)
    ]
    path.write_text("\n".join([HEAD, *lines]) + "\n")
    return path


@pytest.fixture
def offices(folder):
    for name, numbered in (("forms", ""), ("numbered", 'id = ["Form"]')):
        (folder.path / f"profiles/{name}.toml").write_text(FORMS.format(id=numbered))


def state(record):
    return {table: table_digest(record, table) for table in digested_tables(record)}


def number(record):
    return record.execute("SELECT count(*) FROM contributions").fetchone()[0]


@pytest.mark.slow
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_forms_of_other_people_that_say_the_same_are_ten_people(record, take, offices, tmp_path, order):
    files = [forms(tmp_path / f"{at}.csv", rows) for at, rows in enumerate([FIRST, SECOND, LATER])]
    accounts = {at: take(files[at], "forms") for at in order}
    assert number(record) == 10
    assert [accounts[at].alike for at in range(3)] == [1, 1, 2]
    resorted = forms(tmp_path / "again.csv", sorted(LATER))
    assert take(resorted, "forms").added == 0


@pytest.mark.slow
def test_the_same_forms_with_numbers_are_asked_about(record, take, job, offices, tmp_path):
    for at, rows in enumerate([FIRST, SECOND, LATER]):
        take(forms(tmp_path / f"{at}.csv", rows), "forms")
    before = state(record)
    merged = forms(tmp_path / "merged.csv", [*LATER, *SECOND], numbered=True)
    with pytest.raises(DataError, match=r"10 of 10 new ones say word for word.*without an id.*--sure"):
        take(merged, "numbered")
    assert state(record) == before
    import_file(record, replace(job(merged, "numbered"), sure=True))
    assert number(record) == 20


def commented(said):
    """Twenty-three forms, nine of them with a comment."""
    return [f"1{at % 9},A,Farmers,yes,{said(at) if at < 9 else ''}" for at in range(23)]


def test_a_file_that_is_held_but_for_its_numbers_is_asked_about(record, take, try_out, offices, tmp_path):
    rows = commented(lambda at: f"reason {at}")
    take(forms(tmp_path / "a.csv", rows, numbered=True), "numbered")
    again = forms(tmp_path / "b.csv", rows, numbered=True, start=101)
    (doubt,) = try_out(again, "numbered").doubts()
    assert doubt.startswith("9 of 9 new ones with a comment say in all")
    with pytest.raises(DataError, match=r"under another id.*--sure"):
        take(again, "numbered")
    assert number(record) == 23


def test_words_of_a_campaign_and_a_few_that_are_alike_are_no_doubt(take, try_out, offices, tmp_path):
    campaign = ["14,A,Farmers,yes,save the bridge"] * 12
    take(forms(tmp_path / "a.csv", campaign, numbered=True), "numbered")
    assert try_out(forms(tmp_path / "b.csv", campaign, numbered=True, start=101), "numbered").doubts() == []
    take(
        forms(tmp_path / "c.csv", commented(lambda at: f"reason {at}"), numbered=True, start=301), "numbered"
    )
    few = commented(lambda at: f"reason {at}" if at < 4 else f"other {at}")
    assert try_out(forms(tmp_path / "d.csv", few, numbered=True, start=401), "numbered").doubts() == []


@pytest.mark.slow
def test_a_file_in_which_most_answers_change_stops_and_says_what_changes(
    record, take, try_out, job, tmp_path
):
    take(export(tmp_path / "a.csv", [line(one, Content="yes") for one in range(12)]))
    before = state(record)
    wrong = export(tmp_path / "b.csv", [line(one, Content="no") for one in range(12)])
    assert try_out(wrong).doubts() == ["12 of 12 that are held already say something else now."]
    with pytest.raises(DataError, match=r"content from 'yes' to 'no' \(12\).*--sure.*undo"):
        take(wrong)
    assert state(record) == before
    import_file(record, replace(job(wrong), sure=True))
    assert set(read_tables(record).answers["value"].drop_nulls()) == {"no"}


@pytest.mark.slow
def test_a_few_who_think_again_are_no_doubt(take, tmp_path):
    take(export(tmp_path / "a.csv", [line(one, Content="yes") for one in range(4)]))
    assert take(export(tmp_path / "b.csv", [line(one, Content="no") for one in range(4)])).changed == 4
