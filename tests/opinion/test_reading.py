"""The order of work, the cache, and scorers found by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import (
    REASON_FOREIGN,
    REASON_NO_ANSWER,
    REASON_TE_REO,
    cache_key,
    read_tones,
    values,
)
from wellbeing.opinion.scorers import scorer, scorer_names
from wellbeing.opinion.text.names import A_NAME, ProperNames
from wellbeing.opinion.tone import Score


class Counting:
    """A scorer that counts what it is shown."""

    source = "lexicon"

    def __init__(self, name="counting-1"):
        self.id = name
        self.shown = []

    def score(self, texts, questions):
        self.shown += texts
        return [Score(0.0, "neutral") for _ in questions]


def test_non_answers_and_te_reo_never_reach_a_scorer():
    counting = Counting()
    texts = ["n/a", "Kei te pai te kaupapa nei", "这个政策很好", "A comment"]
    tones = read_tones(texts, [None] * 4, counting)
    assert counting.shown == ["A comment"]
    assert [(tone.state, tone.reason) for tone in tones] == [
        ("non_answer", REASON_NO_ANSWER),
        ("not_scored", REASON_TE_REO),
        ("not_scored", REASON_FOREIGN),
        ("scored", ""),
    ]


def test_markup_alone_is_no_answer_and_an_emoji_alone_is_one():
    tones = read_tones(["<div>&nbsp;</div>", "<p>👎</p>"], [None] * 2, LexiconScorer())
    assert [(tone.state, tone.label) for tone in tones] == [("non_answer", None), ("scored", "negative")]


def test_a_scorer_is_shown_no_markup_and_no_name():
    counting = Counting()
    read_tones(["<p>Slow in Hope &amp; Gore</p>"], [None], counting, names=ProperNames(["Hope", "Gore"]))
    assert [text.split() for text in counting.shown] == [["Slow", "in", A_NAME, "&", A_NAME]]


def test_a_word_of_feeling_that_english_has_taken_over_is_read():
    assert read_tones(["Hōhā"], [None], LexiconScorer())[0].label == "negative"


def test_what_is_not_scored_has_no_value_no_label_and_no_probabilities():
    tone = read_tones(["Kei te pai te kaupapa nei"], [None], LexiconScorer())[0]
    assert (tone.value, tone.label, tone.probabilities) == (None, None, None)


def test_a_score_of_a_text_with_some_te_reo_is_flagged():
    text = (
        "The plan reads well to our staff and our board. Engari kei hea te iwi? We would like to know soon."
    )
    assert read_tones([text], [None], LexiconScorer())[0].flags == ("some_te_reo",)


def test_a_tone_names_its_source_and_scorer():
    tone = read_tones(["Great"], [None], LexiconScorer())[0]
    assert (tone.source, tone.scorer, tone.label) == ("lexicon", LexiconScorer().id, "positive")


def test_equal_texts_to_one_question_are_read_once_and_to_two_questions_twice():
    counting = Counting()
    read_tones(["A comment"] * 3, ["A?", "A?", "B?"], counting)
    assert counting.shown == ["A comment", "A comment"]


def test_a_cache_spares_the_second_reading_but_not_for_another_scorer():
    cache, first, second, other = {}, Counting(), Counting(), Counting("counting-2")
    for one in (first, second, other):
        read_tones(["A comment"], [None], one, cache)
    assert (len(first.shown), len(second.shown), len(other.shown)) == (1, 0, 1)


def test_the_cache_holds_no_words_of_a_text():
    cache = {}
    read_tones(["Hinemoa told me"], [None], Counting(), cache)
    assert "Hinemoa" not in repr(cache)


@pytest.mark.slow
def test_progress_ends_with_all_that_was_to_be_read():
    told = []
    read_tones(
        [f"Comment {n}" for n in range(12_000)],
        [None] * 12_000,
        Counting(),
        progress=lambda *now: told.append(now),
    )
    assert told == [(5_000, 12_000), (10_000, 12_000), (12_000, 12_000)]


def test_a_question_is_part_of_the_key():
    assert len({cache_key("x", None, "s"), cache_key("x", "Q?", "s"), cache_key("x", None, "t")}) == 3


def test_no_texts_give_no_tones():
    assert read_tones([], [], LexiconScorer()) == []


def test_the_default_scorer_is_registered():
    assert {"vader-nz", "local-head", "minilm-head"} <= set(scorer_names())
    assert scorer().id == LexiconScorer().id


def test_an_unknown_scorer_is_named_with_those_that_are_known():
    with pytest.raises(DataError, match=r"No scorer is called 'crystal-ball'\. .*'vader-nz'"):
        scorer("crystal-ball")


@given(
    st.lists(st.text(max_size=200), max_size=5),
    st.sampled_from([None, "What was good?", "What could be better?"]),
)
def test_any_text_gets_a_value_within_bounds_or_none_and_always_the_same(texts, question):
    asked = [question] * len(texts)
    first = values(texts, asked)
    assert all(value is None or -1 <= value <= 1 for value in first)
    assert values(texts, asked) == first
