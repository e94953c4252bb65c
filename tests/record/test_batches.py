"""How much has changed since a release: added and removed contributions, both."""

import pytest

from wellbeing.record.batches import Mark, changed_since, mark, released
from wellbeing.record.log import append
from wellbeing.record.rows import columns, insert_rows

RELEASE = "2020-06-09.01"


@pytest.fixture
def after(filled):
    """A record from which a release has just been made."""
    released(filled, RELEASE, "adviser", mark(filled))
    return filled


def add(record, number):
    entry = append(record, "typed", {"rows": number})
    first = record.execute("SELECT * FROM contributions LIMIT 1").fetchone()
    known = dict(zip(columns(record, "contributions"), first, strict=True)) | {"added_in": entry}
    rows = [tuple((known | {"contribution_id": f"new-{entry}-{each}"}).values()) for each in range(number)]
    insert_rows(record, "contributions", rows)


def remove(record, number):
    some = "SELECT contribution_id FROM contributions LIMIT ?"
    record.execute(f"DELETE FROM contributions WHERE contribution_id IN ({some})", (number,))  # noqa: S608 (ours)


@pytest.mark.parametrize(("added", "removed"), [(0, 0), (7, 0), (0, 19), (7, 19)])
def test_added_and_removed_contributions_both_count(after, added, removed):
    remove(after, removed)
    add(after, added)
    assert changed_since(after, RELEASE, mark(after)) == added + removed


def test_since_a_release_that_the_log_does_not_know_everything_is_new(after):
    assert changed_since(after, "2001-01-01.01", mark(after)) == 600


def test_a_contribution_that_came_while_a_release_was_made_is_new(filled):
    read = mark(filled)
    add(filled, 3)
    released(filled, RELEASE, "adviser", read)
    assert read == Mark(1, 600)
    assert changed_since(filled, RELEASE, mark(filled)) == 3
