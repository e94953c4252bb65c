"""What leaves repeats nothing that somebody wrote, but for words that a steward approved."""

import sqlite3
from contextlib import closing

import pytest

from wellbeing.record.comments.repeated import RUN, repeated_texts

COMMENT = "The bridge at Nia was closed for three weeks and nobody told us"
NOTE = "One said that his mother’s file was read out to a whole room"


@pytest.fixture
def record():
    """Comments and notes alone."""
    with closing(sqlite3.connect(":memory:")) as found:
        found.execute("CREATE TABLE answers (text TEXT)")
        found.execute("CREATE TABLE notes (text TEXT)")
        found.executemany("INSERT INTO answers VALUES (?)", [(COMMENT,), (None,), ("Ka pai ngā mahi",)])
        found.execute("INSERT INTO notes VALUES (?)", (NOTE,))
        yield found


@pytest.mark.parametrize(
    "text",
    [
        COMMENT,
        NOTE,
        "“the bridge: at NĪA — was closed, for three”, they say",
        "They told us: nobody knew, closed for three weeks and nobody told us",
        "his mothers file was read out to a",
    ],
)
def test_eight_words_in_a_row_are_found_however_they_are_spelt(record, text):
    assert repeated_texts(record, ["The board takes it up", text]) == [text]


@pytest.mark.parametrize(
    "text", ["", "Ka pai ngā mahi", *(" ".join(COMMENT.split()[at:][: RUN - 1]) for at in range(5))]
)
def test_fewer_are_chance(record, text):
    assert repeated_texts(record, [text]) == []
