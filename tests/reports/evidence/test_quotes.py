"""Approved quotes stand beside whom they may be told of, and nothing of them is markup."""

import dataclasses

import polars as pl
import pytest

from wellbeing.release.estimate.quotes import QUOTE_COLUMNS
from wellbeing.reports.evidence.quotes import NONE_AT_ALL, NONE_HERE, Quotes, quotes_rule
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.views.parts.evidence import EvidencePanel

#: Of whom: everybody; a type; a group of types; a group of regions.
LABELS = [
    {"words": "of everybody"},
    {"words": "of a type", "stakeholder": "provider"},
    {"words": "of a group of types", "stakeholder": "government"},
    {"words": "of a group of regions", "area": "bay_of_plenty_gisborne"},
]
HOSTILE = (
    """<script>alert(1)</script><img onerror="alert(1)">'"` {{ 7*7 }} {% raw %} ${x} &lt; </blockquote>"""
)


def quoting(release, rows):
    """The release as if a steward had approved these."""
    same = {"question": "data_comment", "theme": "sharing_value"}
    table = pl.DataFrame([dict.fromkeys(QUOTE_COLUMNS) | same | row for row in rows], QUOTE_COLUMNS)
    return dataclasses.replace(release, _frames=release._frames | {"quotes": table})


def told(release, rows, choice):
    return Quotes(Answer(Figures(quoting(release, rows)), choice))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(), ["of everybody", "of a type", "of a group of types", "of a group of regions"]),
        (Choice(stakeholder="provider"), ["of a type"]),
        (Choice(stakeholder="providers"), ["of a type"]),
        (Choice(stakeholder="dhb"), ["of a group of types"]),
        (Choice(area="04"), ["of a group of regions"]),
        (Choice(area="bay_of_plenty_gisborne"), ["of a group of regions"]),
        (Choice(area="04", stakeholder="provider"), ["of a type", "of a group of regions"]),
        (Choice(area="13", stakeholder="academic"), []),
    ],
)
def test_a_quote_belongs_to_its_area_or_its_type(release, choice, words):
    assert [row["words"] for row in told(release, LABELS, choice).rows()] == words


def test_none_is_told_by_region_and_type(release):
    rows = told(release, LABELS, Choice(area="04", stakeholder="provider")).rows()
    assert [row["who"] for row in rows] == [
        "NGOs and service providers, region not told",
        "Bay of Plenty and Gisborne, type not told",
    ]


def test_it_says_why_there_are_none(release):
    nowhere = Choice(area="13", stakeholder="academic")
    assert told(release, [], Choice()).note() == NONE_AT_ALL
    assert told(release, LABELS, nowhere).note() == NONE_HERE
    assert told(release, LABELS, Choice()).note() == quotes_rule(20, release.engagement.words)


def test_what_was_said_beside_it_is_in_the_words_of_its_question(release):
    (row,) = told(release, [{"words": "so", "position": "support_with_conditions"}], Choice()).rows()
    assert row["position"] == "support, with conditions"
    assert row["question"].startswith("What worries or hopes")
    assert row["theme"] == "Sharing value"


@pytest.mark.slow
def test_nothing_of_a_hostile_quote_becomes_markup(release):
    said = dict.fromkeys(("words", "theme"), HOSTILE)
    html = EvidencePanel(explorer_of(quoting(release, [said, {"words": "plain"}]))).html()
    for alive in ("<script", "<img", 'onerror="', "</blockquote>'"):
        assert alive not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert "{{ 7*7 }} {% raw %} ${x} &amp;lt; &lt;/blockquote&gt;" in html
    assert html.count("<blockquote>") == html.count("</blockquote>") == 2


@pytest.mark.slow
def test_the_evidence_says_honestly_that_there_are_none(release):
    assert NONE_AT_ALL in EvidencePanel(explorer_of(quoting(release, []))).html()
