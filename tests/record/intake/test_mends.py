"""A word is explained once; a row can be corrected by hand; the account of the file closes throughout."""

from dataclasses import replace

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.intake.mends import decided_before, mend_rows, mend_word, redecide
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.log import broken_links
from wellbeing.record.undoing import import_again

TOO = Recode("region", "North Too", "North Two")


def count(record, table="contributions"):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def account(record):
    return record.execute("SELECT rows, imported, quarantined, refused, added FROM imports").fetchone()


@pytest.mark.slow
def test_a_words_meaning_takes_in_every_row_that_waited_for_it(record, folder, take, tmp_path):
    misspelt = [line(number, Region="North Too") for number in range(3)]
    take(export(tmp_path / "a.csv", [*misspelt, line(9), line(8, Region="Atlantis")]))
    assert account(record) == (5, 1, 4, 0, 1)
    (done,) = mend_word(record, folder, TOO)
    assert (done.rows, done.imported, done.added) == (3, 3, 3)
    assert account(record) == (5, 4, 1, 0, 4)
    assert quarantine_problems(record)["value"].to_list() == ["Atlantis"]
    regions = record.execute("SELECT DISTINCT region FROM contributions WHERE source_row < 5").fetchall()
    assert regions == [("N2",)]


@pytest.mark.slow
def test_it_is_remembered_for_files_to_come(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Region="North Too")]))
    mend_word(record, folder, TOO)
    later = take(export(tmp_path / "b.csv", [line(1, Region="North Too"), line(2, Region="north TOO")]))
    assert (later.imported, later.added, later.unchanged) == (2, 1, 1)


@pytest.mark.slow
def test_a_row_with_two_problems_waits_for_the_second(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Region="North Too", Who="Poets")]))
    mend_word(record, folder, TOO)
    assert quarantine_problems(record).select("field", "value").rows() == [("stakeholder", "Poets")]
    mend_word(record, folder, Recode("stakeholder", "Poets", ""))
    assert account(record) == (1, 1, 0, 0, 1)
    assert record.execute("SELECT stakeholder FROM contributions").fetchone() == (None,)


@pytest.mark.slow
def test_what_a_word_was_said_to_mean_is_decided_anew_or_taken_back(record, folder, take, job, tmp_path):
    path = export(tmp_path / "a.csv", [line(1, Region="North Too"), line(2)])
    take(path)
    mend_word(record, folder, TOO)
    assert redecide(record, folder, replace(TOO, becomes="S1")) == [("a.csv", "web")]
    import_again(record, job(path), "decided anew")
    query = "SELECT region FROM contributions WHERE source_row = 2"
    assert record.execute(query).fetchone() == ("S1",)
    with pytest.raises(DataError, match="no region is called that"):
        redecide(record, folder, replace(TOO, becomes="Atlantis"))
    redecide(record, folder, TOO, forget=True)
    import_again(record, job(path), "taken back")
    assert quarantine_problems(record).select("value", "source_row").rows() == [("North Too", 2)]
    assert (count(record), decided_before(record, TOO)) == (1, {})
    assert not list(broken_links(record))


def test_a_meaning_that_is_no_word_of_the_engagement_changes_nothing(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Region="North Too")]))
    with pytest.raises(DataError, match="no region is called that"):
        mend_word(record, folder, Recode("region", "North Too", "Atlantis"))
    assert (count(record), count(record, "mends"), account(record)) == (0, 0, (1, 0, 1, 0, 0))


def test_a_word_that_no_row_waits_for_is_told(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Region="North Too")]))
    with pytest.raises(DataError, match=r"No row in quarantine waits for region 'Elsewhere'.*'region'"):
        mend_word(record, folder, Recode("region", "Elsewhere", "N1"))


@pytest.mark.slow
def test_a_mended_row_that_says_what_another_of_its_file_says_is_one_more(record, folder, take, tmp_path):
    right, wrong = line(1, Region="North Two"), line(1, Region="North Too")
    take(export(tmp_path / "a.csv", [right, wrong]), "plain")
    mend_word(record, folder, TOO)
    assert count(record) == 2
    assert take(export(tmp_path / "again.csv", [wrong, right]), "plain").unchanged == 2
    assert count(record) == 2


@pytest.mark.slow
def test_a_mended_row_that_another_file_spelt_right_is_the_same(record, folder, take, tmp_path):
    take(export(tmp_path / "right.csv", [line(1, Region="North Two")]), "plain")
    take(export(tmp_path / "wrong.csv", [line(1, Region="North Too")]), "plain")
    (done,) = mend_word(record, folder, TOO)
    assert (done.added, done.unchanged, count(record)) == (0, 1, 1)


@pytest.mark.slow
def test_a_mended_row_beside_one_that_an_earlier_file_held_is_one_more(record, folder, take, tmp_path):
    right, wrong = line(1, Region="North Two"), line(1, Region="North Too")
    take(export(tmp_path / "first.csv", [right]), "plain")
    take(export(tmp_path / "second.csv", [right, wrong]), "plain")
    mend_word(record, folder, TOO)
    assert count(record) == 2


def test_a_row_that_is_not_in_quarantine_any_more_is_told(record, folder):
    with pytest.raises(DataError, match="1 row not in quarantine"):
        mend_rows(record, folder, {7: {"Region": "N1"}})
