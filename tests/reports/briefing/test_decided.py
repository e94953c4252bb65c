"""Decisions: each leads to published figures; a cell that is hidden or missing is named."""

import datetime as dt

import msgspec
import pytest

from wellbeing.model.decisions.decision import Decision
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.decided import UNDECIDED, decisions_scene, rounds_scene
from wellbeing.reports.briefing.references import reference
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice, from_address
from wellbeing.state.figures import Figures

TRUST = "type=service_user&show=position&question=trust"


def decided(round_="engage", cells=(TRUST,), option="Share by default"):
    return Decision(
        option=option,
        round=round_,
        said_for="some do",
        for_cells=cells,
        said_against="",
        against_cells=(),
        changed="it stays out",
        decided_by="the group",
        decided_on=dt.date(2018, 9, 14),
        source="made up",
    )


def scene(figures, *decisions, kind=decisions_scene):
    told = msgspec.structs.replace(figures.engagement, decisions=decisions)
    other = Figures(figures.release)
    other.engagement = told
    return kind(Scene(id="d", shows="decisions"), answer_to(other, Choice()))


def test_each_decision_says_who_decided_what_when_and_leads_to_the_page_s_own_sentence(figures):
    said = scene(figures, decided())
    assert said.statements[0] == (
        "Share by default. On the approach: it stays out. For it: some do. Decided by the group, 14 September 2018."
    )
    (lead,) = said.leads
    assert lead.what == "Share by default, on the approach, for it: some do"
    answer = answer_to(figures, Choice(**from_address(lead.cells[0].address)))
    assert [one.says for one in lead.cells] == [show_of(answer).point(answer)[0]]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (TRUST, "told"),
        ("http://localhost:5006/?region=02", "told"),
        ("region=02&community=pacific", "told"),
        ("region=12&type=academic", "hidden"),
        ("region=99&type=service_user&show=position&question=trust", "hidden"),
        ("region=02&type=iwi_maori_organisation&show=position&question=trust", "hidden"),
        ("region=67", "missing"),
        ("type=service_user&slice=channel:fax", "missing"),
    ],
)
def test_a_cell_is_told_hidden_or_missing_and_named_where_it_is_not_told(figures, cell, told):
    assert reference(figures, cell).told == told
    named = [text for text in scene(figures, decided(cells=(cell,))).statements if "cannot be shown" in text]
    assert bool(named) == (told != "told")
    assert told != "missing" or cell in named[0]
    said = scene(figures, decided(cells=(cell,))).statements[0]
    assert ("some do (no figure bears this out)" in said) == (told != "told")


def test_rounds_stand_side_by_side_option_by_option(figures):
    told = scene(figures, decided(), decided("draft"), decided("draft", option="B"), kind=rounds_scene)
    assert told.table.rows["option"].to_list() == ["Share by default", "B"]
    assert told.table.rows.select("engage", "draft", "final").null_count().row(0) == (1, 0, 2)
    assert (
        told.statements[0] == "Taken so far: one decision on the approach, two on the draft, none final yet."
    )


def test_where_nothing_was_decided_the_scene_says_so(figures):
    assert scene(figures).statements == (UNDECIDED,)


def test_what_two_rounds_rest_on_alike_is_told_once(figures):
    said = scene(figures, decided(), decided("draft"))
    assert [one.what for one in said.leads] == [
        "Share by default, on the approach and on the draft, for it: some do"
    ]
    assert said.title == "Last of two: “Share by default”: it stays out"
