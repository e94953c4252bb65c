"""Letters that many sent are found, with small edits or an opening of one's own; other texts are left."""

import random
import tomllib
from pathlib import Path

import polars as pl
import pytest

from wellbeing.opinion import campaigns
from wellbeing.opinion.campaigns import find_campaigns, near_duplicates
from wellbeing.opinion.text.shingles import Shingles, containment, shared

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


def table(texts, respondents):
    ids = [f"c{place}" for place in range(len(texts))]
    return pl.DataFrame({"comment_id": ids, "respondent": respondents, "text": texts})


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
    assert find_campaigns(table(texts, ["a", "b", "c", "d"]))["campaign"].to_list() == [1, 1, 1, None]
    assert find_campaigns(table(texts, ["a", "b", "b", "d"]))["campaign"].to_list() == [None] * 4


def test_short_texts_are_alike_by_chance_and_make_no_campaign():
    assert find_campaigns(table(["I agree with this"] * 5, list("abcde")))["campaign"].null_count() == 5


def test_a_shared_phrase_is_no_copy():
    one = "It took a long time to get through to the service and then nobody could answer."
    other = "The map is useful, though it took a long time to get through all of its pages on a phone."
    assert near_duplicates([one, other]) == [0, 1]


def test_containment_looks_at_the_shorter_text():
    runs = Shingles().of
    assert containment(runs("a b c d"), runs("x y a b c d z")) == 1
    assert containment(runs("a b c d"), runs("a b c x")) == 1 / 2
    assert containment(runs("a b"), runs("a b c")) == 0


@pytest.mark.slow
def test_the_demonstrations_campaigns_are_found_and_nothing_else(demonstration):
    found = near_duplicates([comment["text"] for comment in demonstration])
    planted = [comment.get("campaign") for comment in demonstration]
    together = {}
    for label, name in zip(found, planted, strict=True):
        together.setdefault(label, []).append(name)
    several = [names for names in together.values() if len(names) > 1]
    assert sorted({name for names in several for name in names}) == sorted({name for name in planted if name})
    assert all(len(set(names)) == 1 for names in several)


@pytest.mark.slow
def test_the_method_s_figures_are_reached(demonstration):
    rng = random.Random(1)  # noqa: S311 - a seeded test, no secret
    own = [c["text"] for c in demonstration if c["kind"] == "comment" and len(c["text"].split()) >= 20]
    letters, openings = own[:60], own[60:]
    vocabulary = [word for text in own for word in text.split()]
    edited = [(place, _edited(text, vocabulary, rng)) for place, text in enumerate(letters) for _ in range(3)]
    opened = [
        (place, f"{rng.choice(openings)} {text}") for place, text in enumerate(letters) for _ in range(3)
    ]
    assert _found(letters, edited, openings) >= 0.90
    assert _found(letters, opened, ()) >= 0.98
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


def _found(letters, copies, others):
    labels = near_duplicates([*letters, *(text for _, text in copies), *others])
    pairs = zip((place for place, _ in copies), labels[len(letters) :], strict=False)
    return sum(labels[place] == label for place, label in pairs) / len(copies)
