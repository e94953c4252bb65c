"""Who stands apart from everyone heard: those whom map, matrix and list colour, by name."""

import pytest

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.evidence.standing_out import StandingOut
from wellbeing.reports.shows.position import PositionShow
from wellbeing.reports.words.cells import lower_first
from wellbeing.reports.words.sentences import MOST_NAMES
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice

SIDES = {"above", "below", "above_pale", "below_pale"}


def asked(figures, question):
    return answer_to(figures, Choice(show="position", question=question))


def coloured(figures, question):
    """Regions and types that a page colours on one side of everyone heard, of their own share."""
    answer = asked(figures, question)
    pictures = PositionShow().cell_pictures(answer)
    single = [(area, "") for area in figures.regions] + [("", one) for one in figures.types]
    told = {
        key for key in single if key in pictures and pictures[key].key in SIDES and not pictures[key].owner
    }
    return told, pictures


@pytest.mark.parametrize("question", ["trust", "clarity"])
def test_named_are_those_whom_the_page_colours(figures, question):
    told, pictures = coloured(figures, question)
    out = StandingOut(asked(figures, question))
    assert set(out.named()) <= told
    for side in SIDES:
        on_side = {key for key in told if pictures[key].key == side}
        named = on_side & set(out.named())
        assert len(named) == min(len(on_side), MOST_NAMES)


@pytest.mark.parametrize("question", ["trust", "clarity"])
def test_a_briefing_names_them_and_its_paper_too(figures, question):
    scene = next(
        one
        for one in briefing(figures).scenes
        if one.about == asked(figures, question).positions.question.label
    )
    sentence = StandingOut(asked(figures, question)).sentence()
    assert sentence in scene.statements
    assert scene.apart == sentence
    for area, type_ in StandingOut(asked(figures, question)).named():
        name = figures.names.area(area) if area else lower_first(figures.names.stakeholder_short(type_))
        assert name in sentence
