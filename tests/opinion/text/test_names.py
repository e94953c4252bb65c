"""A name says nothing of how a comment sounds, whatever words it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.lexicon.vader import valued_words
from wellbeing.opinion.reading import read_tones, readable
from wellbeing.opinion.text.names import A_NAME, ProperNames

LISTED = (
    "Hope",
    "Nelson",
    "Te Aroha",
    "Hawke's Bay",
    "Tāmaki-makau-rau",
    "Great Barrier",
    "Better Lives Trust",
    "All",
)


@pytest.fixture(scope="module")
def names():
    return ProperNames(LISTED, valued_words())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We moved from Hope to Nelson.", f"We moved from {A_NAME} to {A_NAME}."),
        ("I live in te aroha", f"I live in {A_NAME}"),
        ("TE AROHA is home", f"{A_NAME} is home"),
        ("Hawkes Bay, or Hawke’s Bay", f"{A_NAME}, or {A_NAME}"),
        ("Tamaki Makau Rau", A_NAME),
        ("Nelson's roads", f"{A_NAME} roads"),
        ("The Better Lives Trust runs it", f"The {A_NAME} runs it"),
    ],
)
def test_a_listed_name_is_set_aside_in_every_spelling(names, text, left):
    assert names.set_aside(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Hope this works",
        "we hope for better lives",
        "a great barrier to access",
        "All of it",
        "Nelsonian",
        "HOPE AT LAST",
    ],
)
def test_words_that_are_also_names_stay_words(names, text):
    assert names.set_aside(text) == text


def test_a_name_of_te_reo_maori_within_an_english_sentence_needs_no_list():
    assert ProperNames().set_aside("I work in Te Aroha and for Ngāti Pikiao now") == (
        f"I work in {A_NAME} and for {A_NAME} now"
    )


@pytest.mark.parametrize("name", LISTED[:-1])
def test_a_name_sounds_like_nothing_and_is_no_other_language(names, name):
    tone = read_tones([f"We met in {name} on a Tuesday."], [None], LexiconScorer(), names=names)[0]
    assert (tone.state, tone.value) == ("scored", 0.0)


def test_a_name_alone_is_an_answer_and_neutral(names):
    tone = read_tones(["Te Aroha"], [None], LexiconScorer(), names=names)[0]
    assert (tone.state, tone.label) == ("scored", "neutral")


@given(st.lists(st.sampled_from([*LISTED, "hope", "is", "great", ".", "a", "Te", "&", "’s"])).map(" ".join))
def test_what_is_readable_stays_as_it_is(text):
    names = ProperNames(LISTED, valued_words())
    assert readable(readable(text, names), names) == readable(text, names)
