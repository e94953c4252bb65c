"""Whoever asks what is held gets all of it; a correction is a new version that imports respect."""

import datetime as dt
import json

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.releases import confirm_release, watermark
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.retention import retention_state
from wellbeing.record.store.log import append
from wellbeing.record.store.transactions import transaction


@pytest.fixture
def one(record, take, tmp_path):
    """The id of a response in N2, from the first file."""
    take(export(tmp_path / "first.csv", [line(1), line(2)]))
    return record.execute("SELECT contribution_id FROM answers WHERE text = 'reason 1'").fetchone()[0]


def test_everything_that_is_held_is_shown(record, one):
    confirm_release(record, "2020-04-29.01", "adviser", watermark(record))
    shown = subject_access(record, one)
    assert shown["contribution"]["region"] == "N2"
    assert shown["communities"] == ["young"]
    assert [answer.get("text") or answer["value"] for answer in shown["answers"]] == ["somewhat", "reason 1"]
    assert (shown["source"]["file"], shown["source"]["row"], shown["source"]["by"]) == (
        "first.csv",
        2,
        "imported",
    )
    assert shown["used_in_releases"] == ["2020-04-29.01"]
    assert json.dumps(shown)


def test_a_correction_keeps_what_was_said_before(record, folder, one):
    said = {"region": "S1", "content": "no", "why": "I meant otherwise", "communities": "old; young"}
    assert correct_contribution(record, folder, one, said, "asked for") == 2
    shown = subject_access(record, one)
    assert (shown["contribution"]["region"], shown["communities"]) == ("S1", ["old", "young"])
    assert {answer["question_id"]: answer.get("position") for answer in shown["answers"]} == {
        "content": "oppose",
        "why": None,
    }
    (before,) = shown["earlier_versions"]
    assert (before["version"], before["reason"]) == (1, "asked for")
    assert before["content"]["contributions"][0]["region"] == "N2"


def test_an_import_of_the_same_row_leaves_the_correction(record, folder, take, one, tmp_path):
    correct_contribution(record, folder, one, {"region": "S1", "why": ""}, "asked for")
    account = take(export(tmp_path / "later.csv", [line(1), line(3)]))
    assert (account.added, account.unchanged, account.changed) == (1, 1, 0)
    shown = subject_access(record, one)
    assert shown["contribution"]["region"] == "S1"
    assert [answer["question_id"] for answer in shown["answers"]] == ["content"]


def test_where_it_was_used_includes_what_counted_an_earlier_version(record, folder, one):
    confirm_release(record, "2020-04-29.01", "adviser", watermark(record))
    correct_contribution(record, folder, one, {"region": "S1"}, "asked for")
    assert subject_access(record, one)["used_in_releases"] == ["2020-04-29.01"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"region": "Atlantis"}, "1 unknown region: 'Atlantis'"),
        ({"colour": "red"}, "Unknown: 'colour'"),
        ({"topic": ""}, "May not be empty: 'topic'"),
        ({"content": "perhaps"}, "does not offer 'perhaps'. It offers 'yes', 'somewhat', 'no'"),
        ({"received_on": "yesterday"}, "'yesterday' is no date"),
        ({"round": "fourth"}, "Unknown round: 'fourth'"),
    ],
)
def test_a_correction_that_makes_no_sense_changes_nothing(record, folder, one, said, told):
    with pytest.raises(DataError) as refused:
        correct_contribution(record, folder, one, said, "asked for")
    assert told in str(refused.value)
    assert subject_access(record, one)["earlier_versions"] == []


def test_one_that_is_not_held_is_told(record):
    with pytest.raises(DataError, match="'nobody' is not in the record"):
        subject_access(record, "nobody")


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
