"""Letters that many sent are found, with small edits or an opening of one's own; other texts are left."""

import itertools
import random
import tomllib
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from wellbeing.opinion import campaigns
from wellbeing.opinion.campaigns import Letters
from wellbeing.opinion.text import kept_runs
from wellbeing.opinion.text.shingles import PLACES, Shingles, containment, least, shared

SYNTHETIC = Path(__file__).parents[2] / "data" / "your-say-2018" / "synthetic" / "comments.toml"
LETTER = (
    "I ask the agency to stop collecting names from the people we help until there is a law that says who "
    "may look, for how long, and what happens when the rule is broken."
)
EDITED = LETTER.replace("the agency", "you").replace("a law", "a proper law").replace("for how long, ", "")
OPENED = "My mother is ninety and has never owned a computer, so I am writing this for both of us. " + LETTER


@pytest.fixture(scope="module")
def demonstration():
    return tomllib.loads(SYNTHETIC.read_text(encoding="utf-8"))["comment"]


def letters(texts, senders, size=1_000):
    """Texts taken in so many at a time."""
    taken = Letters()
    for start in range(0, len(texts), size):
        taken.add(texts[start : start + size], pl.Series(senders[start : start + size], dtype=pl.String))
    return taken


def near_duplicates(texts, size=1_000):
    return letters(texts, [f"{place}" for place in range(len(texts))], size).copies().to_list()


def found(texts, senders):
    return letters(texts, senders).campaigns().to_list()


def test_copies_edited_copies_and_copies_with_an_opening_are_near_copies():
    assert near_duplicates([LETTER, "Something else altogether, in words of its own.", EDITED, OPENED]) == [
        0,
        1,
        0,
        0,
    ]


def test_copies_of_one_letter_are_compared_with_a_few_of_them_however_many_there_are(monkeypatch):
    compared = []
    monkeypatch.setattr(campaigns, "shared", lambda one, other: compared.append(1) or shared(one, other))
    opened = [
        f"I am the sender of number {number} and live in street {number}. {LETTER}" for number in range(400)
    ]
    assert set(near_duplicates([LETTER] * 400 + opened)) == {0}
    assert len(compared) < 3 * 400


def test_three_respondents_make_a_campaign_and_two_do_not():
    texts = [LETTER, EDITED, OPENED, "A text of its own"]
    assert found(texts, ["a", "b", "c", "d"]) == [1, 1, 1, None]
    assert found(texts, ["a", "b", "b", "d"]) == [None] * 4


def test_short_texts_are_alike_by_chance_and_make_no_campaign():
    assert found(["I agree with this"] * 5, list("abcde")) == [None] * 5


def test_a_shared_phrase_is_no_copy():
    one = "It took a long time to get through to the service and then nobody could answer."
    other = "The map is useful, though it took a long time to get through all of its pages on a phone."
    assert near_duplicates([one, other]) == [0, 1]


def test_two_letters_are_two_though_short_texts_use_a_phrase_of_both():
    phrase = LETTER.split()[:7]  # five runs
    other = [*(f"w{number}" for number in range(30)), *phrase]
    short = [[*phrase, *(f"own{at}x{number}" for number in range(5))] for at in range(40)]
    texts = [LETTER, *(" ".join(words) for words in [other, *short])]
    assert near_duplicates(texts) == list(range(len(texts)))


def test_containment_looks_at_the_shorter_text():
    runs = Shingles().of
    assert containment(runs("a b c d"), runs("x y a b c d z")) == 1
    assert containment(runs("a b c d"), runs("a b c x")) == 1 / 2
    assert containment(runs("a b"), runs("a b c")) == 0


def test_nothing_came_and_nothing_is_found():
    assert (Letters().copies().to_list(), Letters().campaigns().to_list()) == ([], [])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_copies_are_those_that_a_comparison_of_all_texts_in_memory_finds(seed, size, monkeypatch):
    monkeypatch.setattr(kept_runs, "_AT_ONCE", 300)  # several reads of the file, and of less than a text too
    chance = random.Random(seed)  # noqa: S311 - a seeded test, no secret
    words = [f"w{number}" for number in range(60)]
    sent = [" ".join(chance.choices(words, k=chance.choice([3, 12, 30, 400]))) for _ in range(25)]
    texts = [_varied(chance.choice(sent), words, chance) for _ in range(160)]
    assert near_duplicates(texts, size) == _by_all_pairs(texts)


def _varied(text, words, chance):
    kind = chance.random()
    if kind < 0.4:
        return text
    if kind < 0.7:
        return f"{' '.join(chance.choices(words, k=9))} {text}"
    return " ".join(chance.choice(words) if chance.random() < 0.05 else word for word in text.split())


def _by_all_pairs(texts):
    """Every pair whose sketches agree in two neighbouring places, held against each other; labels as they come."""
    runs = [Shingles().of(text) for text in texts]
    long = [place for place, each in enumerate(runs) if each.size >= 8]
    sketches = {
        place: [int(least(runs[place], np.array([0]), at)[0]) for at in range(PLACES)] for place in long
    }
    labels = list(range(len(texts)))
    for one, other in itertools.combinations(long, 2):
        pairs = zip(sketches[one], sketches[other], strict=True)
        same = [first == second for first, second in pairs]
        meet = any(same[at] and same[at + 1] for at in range(0, PLACES, 2))
        common = shared(runs[one], runs[other])
        if meet and common >= 8 and common >= min(runs[one].size, runs[other].size) / 2:
            old, new = labels[other], labels[one]
            labels = [new if label == old else label for label in labels]
    order = {}
    return [order.setdefault(label, len(order)) for label in labels]


@pytest.mark.slow
def test_the_demonstrations_campaigns_are_found_and_nothing_else(demonstration):
    labels = near_duplicates([comment["text"] for comment in demonstration])
    planted = [comment.get("campaign") for comment in demonstration]
    together = {}
    for label, name in zip(labels, planted, strict=True):
        together.setdefault(label, []).append(name)
    several = [names for names in together.values() if len(names) > 1]
    assert sorted({name for names in several for name in names}) == sorted({name for name in planted if name})
    assert all(len(set(names)) == 1 for names in several)


@pytest.mark.slow
def test_the_method_s_figures_are_reached(demonstration):
    rng = random.Random(1)  # noqa: S311 - a seeded test, no secret
    own = [c["text"] for c in demonstration if c["kind"] == "comment" and len(c["text"].split()) >= 20]
    sent, openings = own[:60], own[60:]
    vocabulary = [word for text in own for word in text.split()]
    edited = [(place, _edited(text, vocabulary, rng)) for place, text in enumerate(sent) for _ in range(3)]
    opened = [(place, f"{rng.choice(openings)} {text}") for place, text in enumerate(sent) for _ in range(3)]
    assert _found(sent, edited, openings) >= 0.90
    assert _found(sent, opened, ()) >= 0.98
    assert len(set(near_duplicates(own))) >= 0.995 * len(own)


def _edited(text, vocabulary, rng):
    """One word in ten left out, replaced or followed by another."""
    words = text.split()
    for _ in range(len(words) // 10):
        place = rng.randrange(len(words))
        words[place : place + 1] = rng.choice(
            [[], [rng.choice(vocabulary)], [words[place], rng.choice(vocabulary)]]
        )
    return " ".join(words)


def _found(sent, copies, others):
    labels = near_duplicates([*sent, *(text for _, text in copies), *others])
    pairs = zip((place for place, _ in copies), labels[len(sent) :], strict=False)
    return sum(labels[place] == label for place, label in pairs) / len(copies)
