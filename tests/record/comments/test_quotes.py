"""What a steward approves of a comment is words of that comment, kept for ever or until it is withdrawn."""

import sqlite3

import pytest
from exports import export, line

from wellbeing.model.consent import Unstated
from wellbeing.model.errors import DataError
from wellbeing.record.comments.quotes import Quote, approve_quote, approved_quotes
from wellbeing.record.comments.texts import comment_text, comments
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE

#: What these tests are not about.
AGREED = Unstated(may_publish="yes", legal_basis="the notice says so")
TEXT = "I was unhappy with Hinemoa at the office.\nNobody called me back, ever."


@pytest.fixture
def one(record, take, tmp_path):
    """The id of one of twenty responses, which said TEXT."""
    take(export(tmp_path / "a.csv", [line(1, Why=f'"{TEXT}"'), *(line(number) for number in range(2, 21))]))
    (found,) = record.execute("SELECT contribution_id FROM answers WHERE text = ?", (TEXT,)).fetchone()
    return found


def words(record):
    return approved_quotes(record, AGREED)["words"].to_list()


def test_an_approval_is_kept_with_who_and_when_and_where(record, one):
    approve_quote(
        record, Quote(one, "why", "I was unhappy with [...] at the office.", "A. Steward", "taste"), AGREED
    )
    kept = record.execute(
        "SELECT question_id, approved_by, starts, ends, words, redaction, marks, theme, action, at > '' "
        "FROM quotes JOIN log ON seq = approved_in"
    ).fetchall()
    said = "I was unhappy with […] at the office."
    assert kept == [("why", "A. Steward", 0, 41, said, "shortened", 0, "taste", "quoted", 1)]
    assert approved_quotes(record, AGREED).rows() == [(one, "why", said, "taste")]


def test_the_log_repeats_no_words_and_no_name(record, one):
    approve_quote(record, Quote(one, "why", "Nobody called me back", "A. Steward"), AGREED)
    log = " ".join(str(entry) for entry in record.execute("SELECT * FROM log"))
    assert [told for told in ("Nobody", "Steward", one) if told in log] == []


def test_the_last_approval_of_a_comment_counts_and_earlier_ones_stay(record, one):
    approve_quote(record, Quote(one, "why", TEXT, "A. Steward"), AGREED)
    approve_quote(record, Quote(one, "why", "Nobody called me back", "B. Steward"), AGREED)
    assert words(record) == ["Nobody called me back"]
    approve_quote(record, Quote(one, "why", "", "B. Steward"), AGREED)
    assert words(record) == []
    states = record.execute("SELECT redaction FROM quotes ORDER BY approved_in").fetchall()
    assert states == [("whole",), ("shortened",), ("retracted",)]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        record.execute("UPDATE quotes SET words = 'other'")


def test_words_that_are_no_redaction_are_refused_and_nothing_is_kept(record, one):
    with pytest.raises(DataError, match="not a redaction of what contribution"):
        approve_quote(record, Quote(one, "why", "I was happy", "A. Steward"), AGREED)
    assert record.execute("SELECT count(*) FROM quotes").fetchone() == (0,)


def test_a_comment_that_is_not_there_is_named(record, one):
    assert comment_text(record, one, "why") == TEXT
    with pytest.raises(DataError, match=r"no comment to question 'content'. It wrote to 'why'"):
        comment_text(record, one, "content")
    with pytest.raises(DataError, match=r"'nobody' has no comment .* holds no comment of it"):
        comment_text(record, "nobody", "why")


def test_every_comment_is_listed(record, one):
    listed = comments(record)
    assert listed.height == 20
    assert (one, "why", TEXT) in listed.rows()


@pytest.mark.slow
def test_a_corrected_comment_is_quoted_no_more_unless_it_still_says_so(record, take, one, tmp_path):
    approve_quote(record, Quote(one, "why", "Nobody called me back", "A. Steward"), AGREED)
    take(export(tmp_path / "b.csv", [line(1, Why="Nobody called me back in 2020")]))
    assert words(record) == ["Nobody called me back"]
    take(export(tmp_path / "c.csv", [line(1, Why="All is well")]))
    assert words(record) == []


def test_a_withdrawn_contribution_leaves_no_quote(record, workspace, one):
    approve_quote(record, Quote(one, "why", "Nobody called me back", "A. Steward"), AGREED)
    withdraw_contributions(record, [one], "asked for")
    assert words(record) == []
    assert record.execute("SELECT count(*) FROM quotes").fetchone() == (0,)
    assert b"Nobody called" not in b"".join(path.read_bytes() for path in workspace.iterdir())


def test_whoever_asks_what_is_held_is_told_of_quotes(record, one):
    assert subject_access(record, one)["quotes"] == []
    approve_quote(record, Quote(one, "why", "Nobody called me back", "A. Steward"), AGREED)
    (told,) = subject_access(record, one)["quotes"]
    assert (told["words"], told["approved_by"]) == ("Nobody called me back", "A. Steward")


def test_quotes_are_part_of_what_is_verified(record, workspace, one):
    approve_quote(record, Quote(one, "why", "Nobody called me back", "A. Steward"), AGREED)
    record.execute("DROP TRIGGER quotes_are_never_changed")
    record.execute("UPDATE quotes SET words = 'Somebody called me back'")
    with pytest.raises(DataError, match="table quotes was changed"):
        verify_record(workspace / RECORD_FILE)
