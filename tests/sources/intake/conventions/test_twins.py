"""A heading that stands twice, and two places of one question: what they say must agree."""

import msgspec
import pytest
from taking import GOOD, HEADINGS, SHIPPED, SURVEY, counts, taken, written

from wellbeing.model.intake import Remembered
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.reading.source import read_file

SAID = [("agree", "Agree"), ("agree", ""), ("", "disagree"), ("agree", "disagree"), ("agree", "perhaps")]


def twins(tmp_path, heading="Trust", said=SAID):
    rows = [(str(at), *GOOD[1:5], first, GOOD[6], second) for at, (first, second) in enumerate(said, 1)]
    return written(tmp_path, rows, (*HEADINGS, heading))


@pytest.mark.parametrize("heading", ["Trust", "Faith"])
def test_places_that_agree_are_taken_once_and_those_that_disagree_wait_with_the_pair(tmp_path, heading):
    named = msgspec.structs.replace(SURVEY.questions[0], columns=("Trust", "Faith"))
    profile = SURVEY if heading == "Trust" else msgspec.structs.replace(SURVEY, questions=(named,))
    intake = taken(twins(tmp_path, heading), profile)
    assert (counts(intake), intake.answers["value"].drop_nulls().to_list()) == (
        (5, 0, 0),
        ["agree", "agree", "disagree"],
    )
    assert intake.waiting.sort("source_row")["value"].to_list() == ["agree | disagree", "agree | perhaps"]
    assert "places that disagree" in intake.waiting["reason"][0]


def test_a_pair_is_mended_as_a_word_is(tmp_path):
    mends = Remembered({"trust": {"agree | disagree": "disagree", "agree | perhaps": ""}})
    intake = taken(twins(tmp_path), remembered=mends)
    assert (intake.waiting.height, intake.answers["value"].drop_nulls().len()) == (0, 4)


def test_a_region_that_stands_in_two_places_holds_back_its_row(tmp_path):
    intake = taken(twins(tmp_path, "Region", [("agree", "Otago"), ("agree", ""), ("agree", "Nelson")]))
    assert intake.quarantined.select("field", "value").rows() == [("region", "Otago | Nelson")]


def test_twins_are_told_and_those_of_comments_are_not_joined(tmp_path):
    for heading, told in (
        ("Trust", "rows in which they differ wait"),
        ("Why", "only those that the profile names"),
    ):
        table = read_file(twins(tmp_path, heading))
        decided = decide_conventions(table, SURVEY, SHIPPED)
        assert told in decided.notices[0].text
        assert f"'{heading} (2)'" in decided.notices[0].text
