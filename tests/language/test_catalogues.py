"""Every message that is collected is in every catalogue, with the parts that are filled in."""

import re
import runpy

import pytest

from wellbeing.language import CATALOGUES, RETOLD, catalogue_of, say, say_many, speaking
from wellbeing.language.catalogue import messages_of, messages_of_file
from wellbeing.sources.paths import ROOT
from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.sheet import Sheet

LANGUAGES = sorted(path.name for path in CATALOGUES.glob("*/"))
#: What is filled in: ``%(release)s`` of a template, ``{release}`` of the code.
PART = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+>")


@pytest.fixture(scope="module")
def collecting():
    return runpy.run_path(str(ROOT / "scripts/catalogue.py"))


def test_every_message_is_in_each_catalogue_that_is_whole(collecting):
    lacks = {language: collecting["missing"](language) for language in LANGUAGES}
    assert {language for language, found in lacks.items() if found} == collecting["IN_PART"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_other_message(collecting, language):
    assert {one.id for one in messages_of(language) if one.id} - set(collecting["messages"]()) == set()


def test_no_call_in_a_template_has_a_part_that_nothing_fills_in():
    """What `_` says takes braces, as in the code; the other way of writing a part is that of `trans`."""
    texts = [path.read_text("utf8") for path in (ROOT / "src").rglob("templates/**/*.html")]
    assert len(texts) > 20
    assert [one for text in texts for one in re.findall(r"""_\(\s*["'][^"']*%\(""", text)] == []


def test_what_pages_tell_again_stands_in_its_own_file(collecting):
    there = {one.id for one in messages_of_file("es", RETOLD)}
    assert collecting["retold_messages"]() - there == set()


def test_a_catalogue_that_no_speaker_has_read_says_so():
    assert (CATALOGUES / "mi/headings.po").read_text("utf8").startswith("# FOR REVIEW BY A SPEAKER.")


def test_what_a_catalogue_lacks_is_said_in_english():
    with speaking("mi"):
        assert (say("gap"), say("Nobody was heard.")) == ("āputa", "Nobody was heard.")
        assert say_many("{count} gap", "{count} gaps", 2) == "2 gaps"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_message_does(language):
    told = [(one.id, one.string) for one in messages_of(language) if one.id]
    pairs = [(english, said) for english, said in told if isinstance(english, str)]
    # each form of a plural beside the English of several
    pairs += [(english[1], form) for english, forms in told if isinstance(english, tuple) for form in forms]
    unlike = {one for one, said in pairs if sorted(PART.findall(one)) != sorted(PART.findall(said))}
    assert unlike == set()


def test_scripts_are_told_what_to_say_in_the_language_and_nothing_in_english():
    page = Sheet(Markup(html="<p></p>"))
    assert "says" not in page.as_tree()
    with speaking("es-CL"):
        assert page.as_tree()["says"]["/ find"] == "/ buscar"


def test_a_template_speaks_and_parts_from_files_are_escaped():
    parts = {
        "title": "T",
        "dates": "D",
        "leave": "",
        "badge": "",
        "release": "2020-07-31.01",
        "assurance": "<b>'A'</b> & B",
    }
    with speaking("es-CL"):
        said = render("header", **parts)
    assert "Ir a lo principal" in said
    assert "Publicación 2020-07-31.01, &lt;b&gt;‘A’&lt;/b&gt; &amp; B" in said
    assert "Release 2020-07-31.01, &lt;b&gt;" in render("header", **parts)


def test_a_language_without_a_catalogue_is_told_in_english():
    assert catalogue_of("de").gettext("Largest") == "Largest"
