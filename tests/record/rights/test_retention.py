"""What is kept longer than people were told is reported."""

import datetime as dt

import pytest
from exports import export, line

from wellbeing.record.rights.retention import retention_state
from wellbeing.record.store.log import append
from wellbeing.record.store.transactions import transaction


@pytest.fixture
def one(record, take, tmp_path):
    """The id of a response in N2, from the first file."""
    take(export(tmp_path / "first.csv", [line(1), line(2)]))
    return record.execute("SELECT contribution_id FROM answers WHERE text = 'reason 1'").fetchone()[0]


@pytest.mark.parametrize(("day", "due"), [(dt.date(2030, 1, 1), False), (dt.date(2030, 1, 2), True)])
def test_what_is_kept_past_its_day_is_reported(record, folder, one, day, due):
    found = retention_state(record, folder, day)
    assert found.is_due is due
    assert (found.kept["contributions"], found.kept["comments"]) == (2, 2)
    assert (found.first, found.last) == ("2020-04-02", "2020-04-03")


def test_an_empty_record_keeps_nothing_too_long(record, folder):
    with transaction(record):
        append(record, "tried", {})
    assert not retention_state(record, folder, dt.date(2040, 1, 1)).is_due
