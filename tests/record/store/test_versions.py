"""What takes the place of a contribution keeps what it said, and the codes of answers that stay the same."""

import json

import pytest
from exports import export, line

from wellbeing.record.store.digests import digested_tables, table_digest
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import contribution_rows, remove_contributions


@pytest.fixture
def one(record, take, tmp_path):
    """The id of a response that was sent again, changed."""
    take(export(tmp_path / "a.csv", [line(1)]))
    take(export(tmp_path / "b.csv", [line(1, Content="no")]))
    return record.execute("SELECT contribution_id FROM contributions").fetchone()[0]


@pytest.mark.slow
def test_an_answer_that_is_the_same_keeps_the_entry_it_came_with(record, one):
    rows = contribution_rows(record, one)
    assert {row["question_id"]: (row["value"], row["added_in"]) for row in rows["answers"]} == {
        "content": ("no", 2),
        "why": (None, 1),
    }


@pytest.mark.slow
def test_what_was_said_before_is_kept_whole(record, one):
    (content,) = record.execute("SELECT content FROM versions").fetchone()
    before = json.loads(content)
    assert {row["question_id"]: row["value"] for row in before["answers"]} == {
        "content": "somewhat",
        "why": None,
    }
    assert [row["community"] for row in before["contribution_communities"]] == ["young"]


@pytest.mark.slow
def test_what_is_removed_leaves_no_row_and_sound_digests(record, one):
    with transaction(record):
        remove_contributions(record, [one])
    assert set(map(len, contribution_rows(record, one).values())) == {0}
    digests = dict(record.execute("SELECT name, digest FROM digests"))
    for table in digested_tables(record):
        rows, digest = table_digest(record, table)
        assert digests.get(table, digest) == digest, (table, rows)
