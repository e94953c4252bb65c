"""A correction is a new version, in words of the engagement, that imports respect."""

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution


@pytest.fixture
def one(record, take, tmp_path):
    """The id of a response in N2, from the first file."""
    take(export(tmp_path / "first.csv", [line(1), line(2)]))
    return record.execute("SELECT contribution_id FROM answers WHERE text = 'reason 1'").fetchone()[0]


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


def test_a_correction_takes_a_word_in_any_of_its_spellings(record, folder, one):
    said = {
        "region": "south–one",
        "stakeholder": "FISHERS",
        "communities": "Young people; OLD people",
        "topic": "roads",
    }
    correct_contribution(record, folder, one, said | {"content": "Yes"}, "asked for")
    shown = subject_access(record, one)
    held = {name: shown["contribution"][name] for name in ("region", "stakeholder", "topic")}
    assert held == {"region": "S1", "stakeholder": "fisher", "topic": "roads"}
    assert shown["communities"] == ["old", "young"]
    assert shown["answers"][0]["value"] == "yes"


def test_a_correction_without_a_reason_changes_nothing(record, folder, one):
    with pytest.raises(DataError, match="for a reason"):
        correct_contribution(record, folder, one, {"region": "S1"}, " ")
    assert subject_access(record, one)["earlier_versions"] == []


@pytest.mark.slow
def test_an_import_of_the_same_row_leaves_the_correction(record, folder, take, one, tmp_path):
    correct_contribution(record, folder, one, {"region": "S1", "why": ""}, "asked for")
    account = take(export(tmp_path / "later.csv", [line(1), line(3)]))
    assert (account.added, account.unchanged, account.changed) == (1, 1, 0)
    shown = subject_access(record, one)
    assert shown["contribution"]["region"] == "S1"
    assert [answer["question_id"] for answer in shown["answers"]] == ["content"]


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
