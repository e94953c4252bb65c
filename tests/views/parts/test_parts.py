"""What every part of the page says, in a release of either tier, and in one with a slice of its own."""

import re
from dataclasses import replace

import msgspec
import pytest
from shown import ONE_MORE, shared_release

from wellbeing.model.decisions.rounds import ROUND_WORDS
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.shows.registry import explorer_of, show_of
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.funnel import FunnelChart
from wellbeing.views.parts.listing import RowList
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.more import More
from wellbeing.views.parts.over_time import OverTime
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList
from wellbeing.views.parts.reply import ReplyPanel

pytestmark = pytest.mark.slow
PARTS = (RowList, ReplyPanel, Matrix, EvidencePanel, More, RegionList)
CHOICES = [
    {},
    {"area": "12", "stakeholder": "dhb"},
    {"area": "bay_of_plenty_gisborne", "show": "position"},
    {"stakeholder": "service_user", "cut": "channel:paper"},
    {"show": "tone", "area": "99"},
    {"show": "theme", "measure": "hui", "stakeholder": "others"},
    {"cut": "campaign:own"},
    {"show": "position", "area": "02", "stakeholder": "iwi_maori_organisation"},
    {"show": "tone", "area": "auckland", "stakeholder": "iwi_maori"},
    {"show": "theme", "measure": "hui", "area": "02", "stakeholder": "iwi_maori"},
]
#: What was true of releases that hid counts beside others and rounded the rest.
FORMER = re.compile(
    r"withheld|∗|hidden to protect|rounded at random|are rounded|may not add up|\bNone\b(?! o[nf])|\bnan\b"
)


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    return Figures(shared_release(tmp_path_factory, "public"))


@pytest.fixture(scope="module")
def sliced(tmp_path_factory):
    return Figures(shared_release(tmp_path_factory, lattice=ONE_MORE))


def page(figures, choice):
    """All parts of the page after a choice."""
    explorer = explorer_of(figures.release, figures)
    explorer.filters.choose(choice)
    assert explorer.filters.note == ""
    return {
        type(part).__name__: part.html()
        for part in (Point(explorer, {}), *(kind(explorer) for kind in PARTS), controls(explorer))
    }


def controls(explorer):
    return Controls(explorer)


@pytest.mark.parametrize("tier", ["figures", "public"])
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_every_part_is_written_in_words_of_today(request, tier, choice):
    for name, html in page(request.getfixturevalue(tier), choice).items():
        assert not FORMER.search(html), (name, FORMER.search(html))
        assert NOT_STATED not in html, name


def test_the_point_and_the_matrix_say_how_counts_are_protected(figures):
    parts = page(figures, {})
    said = (
        "deliberate error of about ±2 (95\N{NO-BREAK SPACE}%), so that nobody can be recognised; tables add"
    )
    assert all(said in parts[name] for name in ("Point", "Matrix", "More"))
    assert "&lt;6: fewer than 6." in parts["Matrix"]


@pytest.mark.parametrize("show", ["position", "tone", "theme"])
def test_where_kaitiaki_keep_what_was_said_point_evidence_and_funnel_say_so(figures, show):
    choice = {"show": show, "area": "02", "stakeholder": "iwi_maori_organisation"}
    parts = page(figures, choice)
    assert all("is kept by its kaitiaki" in parts[name] for name in ("Point", "EvidencePanel"))
    explorer = explorer_of(figures.release, figures)
    explorer.filters.choose(choice | {"show": "position"})
    assert "is kept by its kaitiaki" in FunnelChart(explorer)._words.html


def test_who_keeps_it_is_called_as_the_engagement_calls_them(figures):
    settings = figures.engagement
    words = msgspec.structs.replace(settings.words, kaitiaki="keepers")
    own = Figures(replace(figures.release, engagement=msgspec.structs.replace(settings, words=words)))
    for show in ("position", "tone"):
        answer = answer_to(own, Choice(show=show, area="02", stakeholder="iwi_maori_organisation"))
        shown = show_of(answer)
        pictures = shown.map_pictures(answer).values()
        said = [*shown.point(answer), shown.remark(answer), *(one.words for one in pictures)]
        assert {word for text in said for word in ("keepers", "kaitiaki") if word in text.lower()} == {
            "keepers"
        }


def test_a_public_page_says_its_own_threshold(public):
    parts = page(public, {"area": "12"})
    assert "&lt;10: fewer than 10." in parts["Matrix"]
    assert "fewer than 6" not in "".join(parts.values())


def test_a_slice_that_a_release_brings_is_on_the_page(sliced):
    parts = page(sliced, {"area": "02", "stakeholder": "provider", "cut": "round:engage"})
    assert '<optgroup label="Round">' in parts["Controls"]
    assert '<option value="round:engage" selected>' in parts["Controls"]
    assert '<th scope="col">Round</th>' in parts["EvidencePanel"]
    assert f"{ROUND_WORDS['engage']} only" in parts["Matrix"]


def test_a_slice_that_cuts_some_margins_only_leaves_the_others_unjudged(figures):
    kept = {
        name: rows for name, rows in figures.release._frames.items() if name != "region_stakeholder_by_topic"
    }
    less = Figures(type(figures.release)(**vars(figures.release) | {"_frames": kept}))
    shown = page(less, {"area": "04", "stakeholder": "dhb", "cut": "topic:both"})
    assert "not published" in shown["EvidencePanel"]


def test_over_time_ends_at_its_title(figures):
    for area in ("", "12", "auckland"):
        explorer = explorer_of(figures.release, figures)
        explorer.filters.choose({"area": area} if area else {})
        part = OverTime(explorer)
        assert "table" not in part._words.html
        part._words.opened = ["weeks"]
        html = part._words.html
        (heard,) = re.findall(r"<summary>Over time: .*, ([\d,]+) heard, ", html)
        last = re.findall(r"<td class=\"number\">([\d,–]+)</td>", html)[-3]
        assert last == heard
