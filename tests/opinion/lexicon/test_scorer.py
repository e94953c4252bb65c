"""How the default scorer reads sentences that were written for this test."""

import numpy as np
import pytest
from sklearn.metrics import f1_score
from vader import SentimentIntensityAnalyzer
from vader.data.lexicon import LEXICON

from wellbeing.opinion.lexicon.corrections import corrections
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import values
from wellbeing.opinion.tone import NEUTRAL, label

BETTER, GOOD = "What could be better?", "What was good?"
SETS = ("nhs_fft", "vader_amazon", "vader_movies", "vader_nyt", "vader_tweets")


def said(text, question=None):
    return LexiconScorer().score([text], [question])[0].label


@pytest.mark.parametrize(
    "text",
    [
        "Kia ora koutou, thank you for the opportunity to comment.",
        "Tēnā koutou katoa. The document sets out four parts.",
        "Dear Minister, our submission is attached. Kind regards, Mere",
        "The Ministry of Justice and Social Security support shared services.",
        "Income support and benefits are paid by Work and Income.",
        "Data sharing between agencies is in the interest of children in care.",
        "The trust board has an interest in community grants.",
        "We support the proposal.",
        "Family violence and child poverty services.",
        "It would be good if the form was shorter.",
        "We need better support for whānau.",
        "I would like to know more.",
        "People like us.",
    ],
)
def test_greetings_policy_words_subjects_and_wishes_are_neutral(text):
    assert said(text) == "neutral"


@pytest.mark.parametrize(
    "text",
    [
        "No concerns",
        "I have no real concerns about this.",
        "No privacy concerns.",
        "Can't fault it.",
        "It could not be better.",
        "Not bad at all.",
        "I don't not trust them.",
        "It's not that I don't like it.",
        "No, thank you, all good.",
        "Nothing, excellent service.",
        "Ka pai, great to see people at the centre!",
        "You have done a wonderful job listening to us.",
        "I trust them with my data.",
    ],
)
def test_praise_denied_faults_and_double_negations_are_positive(text):
    assert said(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "I am worried that my information will be misused.",
        "My details were leaked and nobody told me.",
        "People could be profiled and judged by their data.",
        "A breach would be a disaster for our clients.",
        "They share my information without asking.",
        "It feels like surveillance.",
        "I don't trust the government with my data.",
        "Nobody listens to us.",
        "I never felt safe.",
        "We weren't treated fairly.",
        "This is not good.",
        "Lack of respect.",
        "Could be better.",
        "Not enough information about who sees our data.",
        "This is a waste of time and money.",
        "We are hōhā with being asked again.",
    ],
)
def test_worries_about_information_negations_and_complaints_are_negative(text):
    assert said(text) == "negative"


@pytest.mark.parametrize(
    ("text", "to_better", "to_good"),
    [
        ("Nothing", "positive", "negative"),
        ("Everything", "negative", "positive"),
        ("The staff", "negative", "positive"),
        ("More friendly staff", "negative", "positive"),
        ("Nothing, it was lovely", "positive", "positive"),
    ],
)
def test_the_question_is_a_part_of_what_is_read(text, to_better, to_good):
    assert (said(text, BETTER), said(text, GOOD)) == (to_better, to_good)


def test_a_value_that_comes_from_the_question_alone_says_so():
    scores = LexiconScorer().score(["The staff", "Nothing", "Rude staff"], [GOOD, BETTER, BETTER])
    assert [score.flags for score in scores] == [("by_question",), ("bare_answer",), ()]


def test_every_correction_changes_vader_or_is_a_phrase():
    unchanged = [word for word, value in corrections().words.items() if LEXICON.get(word, 0.0) == value]
    assert unchanged == []


def test_no_correction_leaves_vaders_scale():
    told = corrections()
    assert all(-4 <= value <= 4 for value in (*told.words.values(), *told.phrases.values()))


def test_scores_do_not_depend_on_the_company_a_text_keeps():
    texts = ["No concerns", "It is a farce.", "Great, but slow", "Great, but slow"]
    together = values(texts)
    assert together == [values([text])[0] for text in texts]


@pytest.mark.datasets
def test_macro_f1_and_correlation_reach_the_method_s_figures_and_beat_raw_vader_on_every_set(tone_dev):
    raw = SentimentIntensityAnalyzer(curated=False)
    ours, theirs, correlations = [], [], []
    for name in SETS:
        rows = tone_dev(name)
        texts = [row["text"] for row in rows]
        f1, r = _measured(rows, values(texts, [row.get("question") for row in rows]))
        ours.append(f1)
        correlations.append(r)
        theirs.append(_measured(rows, [raw.polarity_scores(text)["compound"] for text in texts])[0])
    assert np.mean(ours) >= 0.547
    assert np.mean(correlations) >= 0.57
    assert min(np.subtract(ours, theirs)) >= -0.01


def _measured(rows, scores):
    known = [(row, score) for row, score in zip(rows, scores, strict=True) if score is not None]
    human = [row["label"] for row, _ in known]
    found = [label(score, NEUTRAL)[:3] for _, score in known]
    r = np.corrcoef([row["score"] for row, _ in known], [score for _, score in known])[0, 1]
    return f1_score(human, found, average="macro"), r
