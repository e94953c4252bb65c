"""Words that deny what follows, near or far."""

import pytest

from wellbeing.opinion.lexicon.scorer import LexiconScorer


def said(text):
    return LexiconScorer().score([text], [None])[0].label


@pytest.mark.parametrize(
    "text",
    [
        "Hardly anyone was kind to my mother.",
        "It was barely helpful.",
        "Scarcely a friendly face in the building.",
        "The whole process was far from transparent.",
        "Anything but respectful.",
        "I don't think that this plan will ever help a family like ours.",
        "I dont think they care",
        "We do not believe the staff at that counter were honest.",
        "I can't say I enjoyed it.",
        "I wouldn't say that it was useful.",
        "I doubt that this makes anyone safer.",
        "I don't see how that is fair.",
        "Definitely not.",
    ],
)
def test_praise_that_is_denied_is_negative(text):
    assert said(text) == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "There were hardly any problems.",
        "I don't think there is a problem with it.",
        "I don't think so, it was great.",
        "I don't think so. Lovely staff!",
        "I can't say why, but the food was lovely.",
    ],
)
def test_a_denied_fault_is_praise_and_a_denial_ends_with_its_clause(text):
    assert said(text) == "positive"
