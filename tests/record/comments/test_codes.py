"""What people code of a comment is kept for ever, counts while the comment stands, and goes with it."""

import datetime as dt
import sqlite3

import polars as pl
import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.comments.codes import add_codes, standing_codes
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE

TEXT = "The water tastes of iron"
COLUMNS = {
    "contribution_id": pl.String,
    "question_id": pl.String,
    "reading": pl.Int64,
    "coder": pl.String,
    "tone": pl.String,
    "themes": pl.List(pl.String),
    "coded_on": pl.Date,
    "purpose": pl.String,
    "codebook_version": pl.String,
    "provenance": pl.String,
}


@pytest.fixture
def one(record, take, tmp_path):
    """The id of one of three responses, which said TEXT."""
    take(export(tmp_path / "a.csv", [line(1, Why=TEXT), line(2), line(3)]))
    (found,) = record.execute("SELECT contribution_id FROM answers WHERE text = ?", (TEXT,)).fetchone()
    return found


def code(one, tone="negative", themes=("taste",), **other):
    known = {"question_id": "why", "reading": 1, "coder": "A. Coder", "coded_on": dt.date(2020, 7, 1)}
    about = {"purpose": "measure", "codebook_version": "1", "provenance": "tests"}
    row = {"contribution_id": one, "tone": tone, "themes": list(themes), **known, **about, **other}
    return pl.DataFrame([row], COLUMNS)


def tones(record):
    return standing_codes(record).select("reading", "tone").rows()


def test_codes_come_back_as_they_were_added(record, one):
    given = pl.concat([code(one), code(one, None, ["size", "colour"], reading=2, purpose="teach")])
    assert add_codes(record, given) == {"added": 2, "corrected": 0, "unchanged": 0}
    read = standing_codes(record)
    assert dict(read.schema) == COLUMNS
    assert read.rows() == [
        (one, "why", 1, "A. Coder", "negative", ["taste"], dt.date(2020, 7, 1), "measure", "1", "tests"),
        (one, "why", 2, "A. Coder", None, ["colour", "size"], dt.date(2020, 7, 1), "teach", "1", "tests"),
    ]


def test_a_record_without_codes_has_none_with_the_same_columns(record):
    assert (standing_codes(record).height, dict(standing_codes(record).schema)) == (0, COLUMNS)


@pytest.mark.slow
def test_the_same_code_is_not_added_again_whatever_day_and_order(record, one):
    add_codes(record, code(one, None, ["taste", "size"]))
    again = code(one, None, ["size", "taste", "size"], coded_on=dt.date(2020, 8, 1))
    before = record.execute("SELECT count(*) FROM log").fetchone()
    assert add_codes(record, again) == {"added": 0, "corrected": 0, "unchanged": 1}
    assert record.execute("SELECT count(*) FROM log").fetchone() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "changed", [{"tone": "neutral"}, {"tone": None}, {"themes": []}, {"coder": "B. Coder"}]
)
def test_a_correction_is_a_new_row_and_the_last_one_counts(record, one, changed):
    add_codes(record, code(one))
    corrected = code(one, **changed)
    assert add_codes(record, corrected) == {"added": 0, "corrected": 1, "unchanged": 0}
    assert standing_codes(record).equals(corrected)
    assert record.execute("SELECT tone FROM codes ORDER BY added_in").fetchall()[0] == ("negative",)


@pytest.mark.slow
def test_a_correction_of_one_reading_leaves_the_other(record, one):
    add_codes(record, pl.concat([code(one), code(one, "neutral", reading=2)]))
    add_codes(record, code(one, "positive"))
    assert tones(record) == [(1, "positive"), (2, "neutral")]


@pytest.mark.slow
def test_a_known_file_takes_no_correction_back(record, one, tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text("negative")
    add_codes(record, code(one), file)
    add_codes(record, code(one, "neutral"))
    more = pl.concat([code(one), code(one, reading=2)])
    assert add_codes(record, more, file) == {"added": 1, "corrected": 0, "unchanged": 1}
    assert tones(record) == [(1, "neutral"), (2, "negative")]
    assert record.execute("SELECT rows FROM sources WHERE file = 'codes.csv'").fetchall() == [(1,)]


@pytest.mark.slow
def test_the_log_counts_and_names_nobody(record, one):
    add_codes(record, code(one))
    entry = record.execute("SELECT action, detail FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    assert entry == ("coded", '{"added":1,"corrected":0}')


@pytest.mark.slow
def test_a_comment_that_is_not_there_is_named_and_nothing_is_added(record, one):
    wrong = pl.concat([code(one), code("nobody"), code(one, question_id="content")])
    with pytest.raises(DataError, match=f"2 comments not in the record: '{one} content', 'nobody why'"):
        add_codes(record, wrong)
    assert standing_codes(record).is_empty()


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong", [{"tone": "angry"}, {"reading": 3}, {"coder": ""}, {"purpose": "fun"}, {"themes": [""]}]
)
def test_what_breaks_the_rules_is_counted_and_refused(record, one, wrong):
    with pytest.raises(DataError, match="1 code of 2 break the table's rules"):
        add_codes(record, pl.concat([code(one, reading=2), code(one, **wrong)]))
    assert standing_codes(record).is_empty()


@pytest.mark.slow
def test_two_codes_of_one_reading_at_once_are_refused(record, one):
    with pytest.raises(DataError, match="2 codes of 2 break"):
        add_codes(record, pl.concat([code(one), code(one, "neutral")]))


@pytest.mark.slow
def test_a_code_counts_until_its_comment_says_something_else(record, take, one, tmp_path):
    add_codes(record, code(one))
    take(export(tmp_path / "b.csv", [line(1, Why=TEXT, Region="S1")]))
    assert record.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    assert tones(record) == [(1, "negative")]
    take(export(tmp_path / "c.csv", [line(1, Why="It is fine now", Region="S1")]))
    assert tones(record) == []
    assert add_codes(record, code(one, "positive"))["added"] == 1
    assert tones(record) == [(1, "positive")]


def test_codes_are_never_changed_nor_deleted_while_the_contribution_is_held(record, one):
    add_codes(record, code(one))
    changes = "UPDATE codes SET tone = 'neutral'", "UPDATE code_themes SET theme = 'size'"
    for statement in (*changes, "DELETE FROM codes", "DELETE FROM code_themes"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            record.execute(statement)


@pytest.mark.slow
def test_a_withdrawn_contribution_leaves_no_code(record, workspace, one):
    add_codes(record, code(one, coder="Coder Kahurangi"))
    add_codes(record, code(one, "neutral", coder="Coder Kahurangi"))
    withdraw_contributions(record, [one], "asked for")
    left = [record.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("codes", "code_themes")]  # noqa: S608
    assert left == [(0,), (0,)]
    assert b"Kahurangi" not in b"".join(path.read_bytes() for path in workspace.iterdir())
    verify_record(workspace / RECORD_FILE)


@pytest.mark.slow
def test_whoever_asks_what_is_held_is_told_of_codes(record, one):
    assert subject_access(record, one)["codes"] == []
    add_codes(record, code(one, None, []))
    add_codes(record, code(one, "neutral", ["size", "taste"]))
    first, last = subject_access(record, one)["codes"]
    assert (first["tone"], first["themes"]) == (None, [])
    assert (last["tone"], sorted(last["themes"]), last["coder"]) == ("neutral", ["size", "taste"], "A. Coder")


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), [("codes", "tone"), ("code_themes", "theme")])
def test_codes_are_part_of_what_is_verified(record, workspace, one, table, column):
    add_codes(record, code(one))
    verify_record(workspace / RECORD_FILE)
    record.execute(f"DROP TRIGGER {table}_are_never_changed")
    record.execute(f"UPDATE {table} SET {column} = 'neutral'")  # noqa: S608
    with pytest.raises(DataError, match=f"table {table} was changed"):
        verify_record(workspace / RECORD_FILE)
