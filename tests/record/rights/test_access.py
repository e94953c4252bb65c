"""Whoever asks what is held gets all of it, and where it has been used."""

import json

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.releases import confirm_release, watermark
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution


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


def test_where_it_was_used_includes_what_counted_an_earlier_version(record, folder, one):
    confirm_release(record, "2020-04-29.01", "adviser", watermark(record))
    correct_contribution(record, folder, one, {"region": "S1"}, "asked for")
    assert subject_access(record, one)["used_in_releases"] == ["2020-04-29.01"]


def test_one_that_is_not_held_is_told(record):
    with pytest.raises(DataError, match="'nobody' is not in the record"):
        subject_access(record, "nobody")
