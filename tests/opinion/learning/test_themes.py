"""Themes are learnt from coded rows; each says where it comes from."""

import hashlib

import pytest
from sklearn.metrics import f1_score
from sklearn.preprocessing import MultiLabelBinarizer

from wellbeing.opinion.learning.themes import Assignment, ThemeModel

CODED = [
    ("our password was in the breach", ["safety"]),
    ("who keeps my file secure from hackers", ["safety"]),
    ("forms and more forms for every funder", ["burden"]),
    ("reporting takes a day each week", ["burden"]),
    ("the reporting portal had a breach", ["safety", "burden"]),
    ("lunch was nice", []),
] * 5


@pytest.fixture(scope="module")
def model():
    texts, themes = zip(*CODED, strict=True)
    return ThemeModel("3").fit(texts, themes, [None] * len(CODED))


def test_a_model_assigns_what_it_was_taught_and_may_assign_several(model):
    told = model.assign(
        ["a breach of our passwords", "reporting, and then a breach in reporting"], [None, None]
    )
    assert told[0][0].theme == "safety"
    assert {one.theme for one in told[1]} == {"safety", "burden"}


def test_every_assignment_has_source_confidence_and_codebook_version(model):
    one = model.assign(["a breach"], [None])[0][0]
    assert one == Assignment("safety", "model", one.confidence, "3")
    assert 0 < one.confidence <= 1


def test_what_many_sent_is_given_to_each_of_them(model):
    texts, asked = ["a breach of privacy", "trust is slow"], ["Why?", None]
    once = model.assign(texts, asked)
    assert model.assign([*texts, texts[0]] * 2, [*asked, asked[0]] * 2) == [*once, once[0]] * 2


def test_a_model_without_codes_assigns_nothing():
    assert ThemeModel("3").assign(["a breach"], [None]) == [[]]


@pytest.mark.datasets
@pytest.mark.parametrize(("added", "least"), [(None, 0.51), ("minilm", 0.57)])
def test_two_hundred_codes_reach_the_method_s_figure(tone_dev, request, added, least):
    unit = {row["id"]: row["unit"] for row in tone_dev("nhs_fft")}
    rows = [row | {"side": _side(unit[row["id"]])} for row in tone_dev("themes_nhs")]
    coded = sorted((row for row in rows if row["side"]), key=lambda row: _hash(row["id"]))[:200]
    others = [row for row in rows if not row["side"]]
    embedder = request.getfixturevalue(added) if added else None
    model = ThemeModel("1", embedder).fit(*(_column(coded, name) for name in ("text", "themes", "question")))
    told = model.assign(_column(others, "text"), _column(others, "question"))
    found = [[one.theme for one in several] for several in told]
    binary = MultiLabelBinarizer().fit(_column(rows, "themes"))
    human = binary.transform(_column(others, "themes"))
    assert f1_score(human, binary.transform(found), average="micro") >= least


def _side(unit):
    return _hash("x" + unit) % 2


def _hash(text):
    return int(hashlib.sha256(text.encode()).hexdigest()[:6], 16)


def _column(rows, name):
    return [row[name] for row in rows]
