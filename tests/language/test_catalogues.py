"""Every message that is collected is in every catalogue, with the parts that are filled in."""

import re
import runpy

import pytest

from wellbeing.language import CATALOGUES, catalogue_of, speaking
from wellbeing.language.catalogue import messages_of
from wellbeing.sources.paths import ROOT
from wellbeing.views.shell.markup import render

LANGUAGES = sorted(path.name for path in CATALOGUES.glob("*/"))
#: What is filled in: ``%(release)s`` of a template, ``{release}`` of the code.
PART = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+>")


@pytest.fixture(scope="module")
def collecting():
    return runpy.run_path(str(ROOT / "scripts/catalogue.py"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_the_catalogue_and_no_other(collecting, language):
    assert collecting["missing"](language) == {}
    assert {one.id for one in messages_of(language) if one.id} - set(collecting["messages"]()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_message_does(language):
    told = {one.id: one.string for one in messages_of(language) if isinstance(one.id, str) and one.id}
    parts = {english: (PART.findall(english), PART.findall(said)) for english, said in told.items()}
    assert {english for english, (theirs, ours) in parts.items() if sorted(theirs) != sorted(ours)} == set()


def test_a_template_speaks_and_parts_from_files_are_escaped():
    parts = {
        "title": "T",
        "dates": "D",
        "badge": "",
        "release": "2020-07-31.01",
        "assurance": "<b>'A'</b> & B",
    }
    with speaking("es-CL"):
        said = render("header", **parts)
    assert "Ir a lo principal" in said
    assert "Publicación 2020-07-31.01, &lt;b&gt;’A’&lt;/b&gt; &amp; B" in said
    assert "Release 2020-07-31.01, &lt;b&gt;" in render("header", **parts)


def test_a_language_without_a_catalogue_is_told_in_english():
    assert catalogue_of("mi").gettext("Largest") == "Largest"
