"""The local head learns this engagement's way of speaking from its codes."""

import hashlib

import numpy as np
import pytest
from sklearn.metrics import f1_score

from wellbeing.model.errors import DataError
from wellbeing.opinion.learning.head import LocalHead, cross_fit
from wellbeing.opinion.reading import read_tones

#: Words that no lexicon values: only codes can teach them.
TAUGHT = {
    "negative": "the portal timed out",
    "neutral": "the portal opened in May",
    "positive": "the portal remembered me",
}
TEXTS = [f"{text} on day {day}" for day in range(40) for text in TAUGHT.values()]
LABELS = [label for _ in range(40) for label in TAUGHT]


@pytest.fixture(scope="module")
def head():
    return LocalHead().fit(TEXTS, LABELS)


def test_a_head_learns_what_the_lexicon_does_not_know(head):
    told = head.score(["my portal timed out", "it opened in May", "it remembered me"], [None] * 3)
    assert [score.label for score in told] == ["negative", "neutral", "positive"]


def test_probabilities_add_up_and_give_the_value(head):
    for score in head.score(["my portal timed out", "anything else"], [None, "What was good?"]):
        negative, neutral, positive = score.probabilities
        assert negative + neutral + positive == pytest.approx(1)
        assert score.value == positive - negative


def test_the_same_codes_make_the_same_head_and_other_codes_another(head):
    again, other = LocalHead().fit(TEXTS, LABELS), LocalHead().fit(TEXTS, LABELS[1:] + LABELS[:1])
    assert again.id == head.id != other.id
    assert again.predict(TEXTS) == head.predict(TEXTS)


def test_a_head_is_a_scorer_like_any_other(head):
    tones = read_tones(["the portal timed out again", "n/a"], [None, None], head)
    assert [(tone.state, tone.source) for tone in tones] == [("scored", "model"), ("non_answer", "model")]
    assert head.score([], []) == []


@pytest.mark.parametrize(("texts", "labels"), [(TEXTS[:99], LABELS[:99]), (TEXTS, ["neutral"] * 120)])
def test_too_few_codes_or_codes_of_one_kind_are_refused(texts, labels):
    with pytest.raises(DataError, match="a local head needs 100 of two kinds"):
        LocalHead().fit(texts, labels)


def test_a_coded_text_is_read_by_a_head_that_has_not_seen_its_code():
    one_of_its_kind = ["the portal timed out"] * 10 + TEXTS[1::3] + TEXTS[2::3]
    labels = ["negative"] * 10 + ["neutral"] * 40 + ["positive"] * 40
    values = cross_fit(one_of_its_kind, labels)
    assert min(values[:10]) > -0.5 < max(values[:10])
    assert min(values[50:]) > 0.25 > max(values[10:50])


def test_copies_of_one_text_that_alone_are_of_a_kind_are_read_as_the_others():
    values = cross_fit(["it broke"] * 5 + TEXTS[2::3], ["neg"] * 5 + ["pos"] * 40)
    assert values[:5] == [1.0] * 5
    assert cross_fit(["it broke"] * 5, ["neg", "pos", "neg", "pos", "neg"]) == [0.0] * 5


@pytest.fixture(params=["local-head", "minilm-head"])
def unfitted(request):
    added = request.getfixturevalue("minilm") if request.param == "minilm-head" else None
    return LocalHead(added, request.param)


@pytest.mark.datasets
def test_two_hundred_codes_reach_the_method_s_figures(tone_dev, unfitted):
    rows = tone_dev("nhs_fft")
    side = [int(hashlib.sha256(("x" + row["unit"]).encode()).hexdigest()[:6], 16) % 2 for row in rows]
    coded = [row for row, one in zip(rows, side, strict=True) if one]
    others = [row for row, one in zip(rows, side, strict=True) if not one]
    found = np.array([_measured(unfitted.clone(), coded, others, seed) for seed in range(3)])
    f1, r, spread = found.mean(axis=0)
    least_f1, least_r, most = (0.605, 0.705, 0.095) if unfitted.embedder.id else (0.60, 0.68, 0.115)
    assert f1 >= least_f1
    assert r >= least_r
    assert spread <= most


def _measured(head, coded, others, seed):
    learnt = [coded[place] for place in np.random.RandomState(seed).permutation(len(coded))[:200]]
    head.fit(*(_column(learnt, name) for name in ("text", "label", "question")))
    value = np.array(head.predict(_column(others, "text"), _column(others, "question")))
    found = np.where(value < -0.25, "neg", np.where(value > 0.25, "pos", "neu"))
    human, label = np.array(_column(others, "score")), np.array(_column(others, "label"))
    f1 = f1_score(label, found, average="macro")
    return f1, np.corrcoef(value, human)[0, 1], _spread_of_fifties(value - human, label)


def _spread_of_fifties(difference, label):
    """Standard deviation of the mean error of groups of 50 comments with differing mixes of tones."""
    rng = np.random.RandomState(2)
    places = [np.flatnonzero(label == one) for one in ("neg", "neu", "pos")]
    shares = np.array([len(of) for of in places]) / len(label)
    means = []
    for _ in range(300):
        counts = rng.multinomial(50, rng.dirichlet(4 * shares))
        picked = np.concatenate([rng.choice(of, k) for of, k in zip(places, counts, strict=True)])
        means.append(difference[picked].mean())
    return np.std(means)


def _column(rows, name):
    return [row[name] for row in rows]
