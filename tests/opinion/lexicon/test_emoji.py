"""Emoji are read by what people mean by them."""

import pytest

from wellbeing.opinion.lexicon.emoji import emoji
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.lexicon.vader import corrected_vader


def said(text):
    return LexiconScorer().score([text], [None])[0].label


@pytest.mark.parametrize(
    "text", ["👍", "Can't wait 😊", "The new office 👏👏", "The hui ❤️", "🙌🏾", "Not a word 😀"]
)
def test_pleased_emoji_are_positive(text):
    assert said(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "👎🏽",
        "Three months. 😡",
        "Another survey 🙄",
        "🤦🏽‍♀️",
        "The app👎",
        "Not one reply 💔",
        "Forms... 🤮",
    ],
)
def test_displeased_emoji_are_negative(text):
    assert said(text) == "negative"


def test_every_listed_emoji_is_read_with_its_own_sign():
    compound = corrected_vader().compound
    for words, value in zip(emoji().values, emoji().values.values(), strict=True):
        assert compound(chr(int(words.removeprefix("emoji_"), 16))) * value > 0


def test_about_sixty_are_listed():
    assert 60 <= len(emoji().values) <= 80
