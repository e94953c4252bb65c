"""What is an answer depends on the question."""

import pytest

from wellbeing.opinion.asked import Asked, asked
from wellbeing.opinion.nonanswers import Reply, reply


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What could be better?", Asked.FAULTS),
        ("How could we improve?", Asked.FAULTS),
        ("Do you have any concerns about the policy?", Asked.FAULTS),
        ("What was good?", Asked.PRAISE),
        ("What do you like about the approach?", Asked.PRAISE),
        ("What worries or hopes do you have?", Asked.OPEN),
        ("What works well, and what could be improved?", Asked.OPEN),
        ("Is there anything else you would like to tell us about wellbeing?", Asked.OPEN),
        ("What would you change about the policy?", Asked.FAULTS),
        ("What works well?", Asked.PRAISE),
        ("What would success look like?", Asked.OPEN),
        ("How well were you looked after?", Asked.OPEN),
        ("How satisfied are you with the service?", Asked.OPEN),
        ("What are your hopes for your whānau?", Asked.OPEN),
        ("", Asked.OPEN),
        (None, Asked.OPEN),
    ],
)
def test_a_question_asks_for_praise_for_faults_or_for_anything(question, wanted):
    assert asked(question) is wanted


@pytest.mark.parametrize(
    "text",
    [
        *(
            "n/a",
            "N/A.",
            "na",
            "-",
            "—",
            ".",
            "",
            "   ",
            "No comment",
            "no comments at this stage",
            "Don't know",
        ),
        *("don’t know", "Not sure.", "nothing to add", "As above", "Prefer not to say", "blank", "xxx"),
        *("Kia ora koutou", "Kāore he kōrero", "kaore aku whakaaro"),
    ],
)
@pytest.mark.parametrize("wanted", list(Asked))
def test_to_decline_is_no_answer_whatever_was_asked(text, wanted):
    assert reply(text, wanted) is Reply.NONE


@pytest.mark.parametrize(
    "text", ["Nothing", "nothing at all!", "None", "Not a thing", "Nil", "no", "Karekau"]
)
def test_nothing_is_content_discontent_or_no_answer(text):
    assert [reply(text, wanted) for wanted in (Asked.FAULTS, Asked.PRAISE, Asked.OPEN)] == [
        Reply.CONTENT,
        Reply.DISCONTENT,
        Reply.NONE,
    ]


def test_everything_is_the_opposite_of_nothing():
    assert reply("Everything", Asked.PRAISE) is Reply.CONTENT
    assert reply("Absolutely everything.", Asked.FAULTS) is Reply.DISCONTENT
    assert reply("Everything", Asked.OPEN) is Reply.COMMENT


@pytest.mark.parametrize(
    "text",
    [
        "Nothing about us without us",
        "Nothing, excellent service",
        "No concerns",
        "I don't know who sees my file",
        "Nobody asked us",
        "No comment that I make ever changes anything, so why ask me again?",
        "Thank you",
    ],
)
@pytest.mark.parametrize("wanted", list(Asked))
def test_a_comment_that_begins_like_a_non_answer_is_a_comment(text, wanted):
    assert reply(text, wanted) is Reply.COMMENT
