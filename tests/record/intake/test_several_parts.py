"""Two files of one survey, joined by the id of the response, are one contribution; what has no partner is told."""

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.recalling import take_awaited
from wellbeing.record.store.tables import read_tables
from wellbeing.record.undoing import undo_import

SECOND = """
about = "The other questions of the survey."
evidence = "our own template"
id = ["Response"]
collection = "survey"
adds = true
channel = { constant = "online" }
topic = { constant = "both" }
received_on = { constant = 2020-04-30 }
questions = [{ id = "why", columns = ["Why"] }]
"""


@pytest.fixture
def parts(folder, tmp_path):
    """The first part says who and the closed answer; the second, without 3, has 9 without a response, and 5 twice."""
    profiles = folder.path / "profiles"
    first = (profiles / "web.toml").read_text().replace("evidence", 'collection = "survey"\nevidence')
    (profiles / "first.toml").write_text(first.replace('{ id = "why", columns = ["Why"] },', ""))
    (profiles / "second.toml").write_text(SECOND)
    more = ["1,Keep it simple", "2,", "4,Ask first", "5,Who sees it?", "5,Nobody", "9,Late by email"]
    (tmp_path / "2.csv").write_text("\n".join(["Response,Why", *more]) + "\n")
    return export(tmp_path / "1.csv", [line(one) for one in range(1, 6)]), tmp_path / "2.csv"


def test_the_second_part_adds_answers_to_the_first(record, take, parts):
    take(parts[0], "first")
    before = read_tables(record)
    account = take(parts[1], "second")
    after = read_tables(record, texts=True)
    assert (account.imported, account.quarantined, account.added, account.changed) == (2, 3, 0, 2)
    said = ["region", "stakeholder", "topic", "received_on"]
    assert after.contributions.sort("source_row").height == 5
    assert sorted(after.contributions.select(said).rows()) == sorted(before.contributions.select(said).rows())
    assert set(after.answers["text"].drop_nulls()) == {"Keep it simple", "Ask first"}
    (notice,) = account.notices
    assert notice.text == "1 response of 'survey' without a row here: 'row 4 of 1.csv'."


def told(account):
    return [notice.text for notice in account.notices]


def test_the_first_part_says_that_the_second_is_to_come(take, parts):
    (text,) = told(take(parts[0], "first"))
    assert text.startswith(
        "Answers to 'why' of these responses come in another file, of profile 'second': none"
    )


def test_the_first_part_names_who_has_no_row_in_a_second_that_came_before(
    record, folder, take, parts, tmp_path
):
    take(parts[1], "second")
    (text,) = told(take(parts[0], "first"))
    assert text == "1 response of this file without a row in '2.csv': 'row 4'."
    assert len(take_awaited(record, folder)) == 1
    # A longer export of the first part: 9 has a row there that was taken in since, 6 has none.
    (text,) = told(take(export(tmp_path / "1b.csv", [line(one) for one in (1, 2, 3, 9, 6)]), "first"))
    assert text == "2 responses of this file without a row in '2.csv': 'row 4', 'row 6'."


def test_a_third_part_is_told_apart_from_the_second(folder, take, parts):
    (folder.path / "profiles" / "third.toml").write_text(SECOND.replace('"why"', '"content"'))
    (folder.path / "profiles" / "broken.toml").write_text("adds = ")
    assert len(told(take(parts[0], "first"))) == 2
    take(parts[1], "second")


def test_the_account_of_the_second_part_closes(record, take, parts):
    take(parts[0], "first")
    account = take(parts[1], "second")
    # read, stored, merged, no answer, quarantined, refused: the two of 5 and that of 9 wait.
    assert account.answers().rows() == [("why", 5, 2, 0, 0, 3, 0)]
    waiting = dict(
        record.execute("SELECT cells ->> 'Response', reason FROM quarantine JOIN problems USING (id)")
    )
    assert waiting["9"].startswith("is of no response that is held")
    assert waiting["5"].startswith("is the id of several rows")


def test_a_second_part_that_comes_first_comes_in_by_itself_when_the_first_arrives(
    record, folder, take, parts
):
    assert take(parts[1], "second").quarantined == 5
    assert take_awaited(record, folder) == []
    take(parts[0], "first")
    (account,) = take_awaited(record, folder)
    assert (account.imported, account.changed) == (2, 2)
    query = "SELECT read, stored, quarantined FROM answer_accounts WHERE question_id = 'why'"
    assert record.execute(query).fetchall() == [(5, 2, 3)]
    undo_import(record, "2.csv", "the wrong file")
    assert read_tables(record, texts=True).answers["text"].drop_nulls().is_empty()


def test_what_others_add_to_is_taken_back_after_them(record, take, parts):
    """Else contributions were left of which nobody says who they are."""
    take(parts[0], "first")
    take(parts[1], "second")
    said = r"2\.csv \(2 responses\) would be left without 1\.csv.*`wellbeing undo \d+ --reason TEXT`"
    with pytest.raises(DataError, match=said):
        undo_import(record, "1.csv", "wrong")
    assert read_tables(record).contributions.height == 5
    undo_import(record, "2.csv", "wrong")
    undo_import(record, "1.csv", "wrong")
    assert read_tables(record).contributions.height == 0
