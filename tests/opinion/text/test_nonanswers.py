"""What is an answer depends on the question."""

import pytest

from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.questions import Valence


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
        *(
            "See attachment",
            "Please refer to the attached document",
            "Our submission is attached.",
            "as attached",
        ),
        *("As per my answer to question 3", "see Q2", "Same as question 4", "Refer to my previous response"),
        *(
            "As stated in my previous answer",
            "already answered",
            "See pages 3-4 of our submission",
            "as above thanks",
        ),
        *(
            "No further comment at this time, thank you",
            "I have nothing to add",
            "Nothing further at this stage",
        ),
        *(
            "I need to think about it",
            "I'll come back to this",
            "Will send separately",
            "None for now",
            "That's all",
        ),
        *("asdfgh", "qwerty", "aaaa", "blah blah", "jkjkjk", "Sorry, no idea"),
    ],
)
@pytest.mark.parametrize("wanted", list(Valence))
def test_to_decline_is_no_answer_whatever_was_asked(text, wanted):
    assert reply(text, wanted) is Reply.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Nothing",
        "nothing at all!",
        "Nothing comes to mind",
        "No suggestions",
        "Nothing, thanks",
        "None",
        "Not a thing",
        "Nil",
        "no",
        "Karekau",
    ],
)
def test_nothing_is_content_discontent_or_no_answer(text):
    assert [reply(text, wanted) for wanted in (Valence.FAULTS, Valence.PRAISE, Valence.OPEN)] == [
        Reply.CONTENT,
        Reply.DISCONTENT,
        Reply.NONE,
    ]


def test_everything_is_the_opposite_of_nothing():
    assert reply("Everything", Valence.PRAISE) is Reply.CONTENT
    assert reply("Absolutely everything.", Valence.FAULTS) is Reply.DISCONTENT
    assert reply("Everything", Valence.OPEN) is Reply.COMMENT


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
        "Think about the children",
        "We need more time",
        "Later appointments",
        "Answer the phone",
        "They never answered",
        "No more forms",
        "Explained well",
        "Same day appointments",
        "read my file",
        "Attached to my whānau",
        "As before, nobody listens",
    ],
)
@pytest.mark.parametrize("wanted", list(Valence))
def test_a_comment_that_begins_like_a_non_answer_is_a_comment(text, wanted):
    assert reply(text, wanted) is Reply.COMMENT
