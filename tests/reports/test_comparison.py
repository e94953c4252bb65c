"""Two selections: a difference is said only where it may be, in one whole sentence."""

import copy
import html
import re
from itertools import combinations

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.comparison import (
    NOT_APART,
    comparison_points,
    comparison_sentence,
    difference_sentence,
)
from wellbeing.reports.files.notes import file_notes
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.reports.words.agreement import told_alike
from wellbeing.reports.words.cells import told_share
from wellbeing.state.answer import Answer
from wellbeing.state.beside.comparison import Side, refusal, said_apart
from wellbeing.state.choice import Choice
from wellbeing.views.parts.point import Point

AREAS = ("02", "09", "13", "12", "auckland", "wellington", "top_of_the_south")
TYPES = ("service_user", "provider", "government", "government_agency", "iwi_maori", "others")
CHOSEN = st.tuples(st.sampled_from(("", *AREAS)), st.sampled_from(("", *TYPES)))
SIDES = st.builds(
    Side,
    areas=st.lists(st.sampled_from(AREAS), max_size=2, unique=True).map(tuple),
    stakeholders=st.lists(st.sampled_from(TYPES), max_size=2, unique=True).map(tuple),
)


@pytest.fixture(scope="module")
def question(figures):
    return figures.positions.questions[0].id


@settings(max_examples=25)
@given(one=SIDES, other=SIDES)
def test_any_two_are_one_whole_sentence_and_a_difference_needs_two_shares_apart(
    figures, question, one, other
):
    said = comparison_sentence(Answer(figures, Choice()), question, one, other)
    assert re.fullmatch(r"“[A-Z][^\n]+\.", said), said
    assert not re.search(r"  |\.\.|None|nan|(?<!\d)1 points", said), said
    told = said_apart(figures, question, one, other)
    parts = [{part for cell in side.cells for part in figures.parts(*cell)} for side in (one, other)]
    if parts[0] & parts[1]:
        assert "in common" in said
    if refusal(figures, one, other):
        assert told is None
    points = re.search(r", by (?:\d+ points? \()?(\d+) to (\d+)(?:\)| points)\.$", said)
    if points:
        assert told is not None
        assert told.lower > 0 or told.upper < 0
        assert 0 < int(points[1]) <= int(points[2])
    if told is not None:
        assert told.lower <= told.apart <= told.upper
        alike = told_alike([msgspec.structs.asdict(side) for side in (told.one, told.other)])
        shown = [told_share(side) for side in alike]
        assert len({" (" in one for one in shown}) == 1
        assert f": {shown[0]} of the first and {shown[1]} of the second agree; " in said
    numbers = re.search(r"(\d+)\s% .* (\d+)\s% .* by (\d+) points? \(", said)
    assert not numbers or abs(int(numbers[1]) - int(numbers[2])) == int(numbers[3])


def test_one_cell_on_each_side_has_the_shares_of_the_page(figures, question):
    told = said_apart(
        figures, question, Side(stakeholders=("service_user",)), Side(stakeholders=("provider",))
    )
    rows = figures.positions.shares("stakeholder", question).filter(position="support")
    shares = dict(rows.select("stakeholder", "share").iter_rows())
    assert [told.one.share, told.other.share] == pytest.approx([shares["service_user"], shares["provider"]])
    assert told.apart == pytest.approx(told.one.share - told.other.share)


def test_two_not_apart_from_each_other_but_from_everyone_heard_are_said_to_be_no_contradiction(figures):
    for one, other in combinations(("service_user", "provider", "government", "government_agency"), 2):
        answer = Answer(figures, Choice(show="position", area="02", stakeholder=one, compare=f"02:{other}"))
        cells = [answer.positions.at("02", who).filter(position="support") for who in (one, other)]
        standings = {rows["standing"].item() for rows in cells}
        said = difference_sentence(answer)
        assert ("no contradiction" in said) == (NOT_APART in said and len(standings) > 1)


def test_where_a_share_is_not_told_neither_is_a_difference(figures, question):
    rows = figures.positions.shares("region_stakeholder", question).filter(pl.col("position") == "support")
    hidden = rows.filter(
        ~pl.col("tier").cast(pl.String).is_in(SHARED), pl.col("area_kind").cast(pl.String) == "region"
    )
    for area, who in hidden.select("area", "stakeholder").head(20).iter_rows():
        other = Side(("02" if area != "02" else "13",), ("provider",))
        assert said_apart(figures, question, Side((area,), (who,)), other) is None


def test_those_whose_opinion_is_kept_by_area_are_compared_with_nobody_there(figures, question):
    kept = Side(("02",), ("iwi_maori",))
    assert refusal(figures, kept, Side(("13",), ("provider",))) == "kept"
    said = comparison_sentence(Answer(figures, Choice()), question, kept, Side(("13",), ("provider",)))
    assert "kept by its kaitiaki" in said


def test_a_group_and_its_member_have_contributions_in_common(figures, question):
    assert refusal(figures, Side(("auckland",)), Side(("02",))) == "overlap"
    assert refusal(figures, Side(("02", "auckland")), Side(("13",))) == "overlap"
    assert refusal(figures, Side(), Side(("13",))) == "overlap"


@settings(max_examples=8)
@given(one=CHOSEN, other=CHOSEN.filter(any), show=st.sampled_from(["coverage", "position", "tone", "theme"]))
def test_two_that_are_chosen_stand_beside_each_other_in_answer_copy_and_files(figures, one, other, show):
    (area, who), beside = one, ":".join(other)
    answer = Answer(figures, Choice(area=area, stakeholder=who, show=show, compare=beside))
    reply, names = CellReply(answer), [figures.names.cell(*cell) for cell in (other, one)]
    point = Point(explorer_of(figures.release, figures), {})
    point.answer = answer
    copied = html.unescape(point.html())
    if one == other or not any(one):
        assert reply.columns() == comparison_points(answer) == []
        assert reply.waiting() == names[0]
        return
    heads = [head for head, _ in reply.columns()]
    assert [head.startswith(name) for head, name in zip(heads, names, strict=True)] == [True, True]
    assert all({head for head, _ in lines} == {"Heard", "What they said"} for _, lines in reply.columns())
    notes = dict(file_notes(answer))
    assert notes["Selection"] == reply.title() == f"{names[0]} beside {names[1]}"
    for said in (notes["Difference"], reply.difference(), copied):
        assert "Trust in use, “" in said
        assert all(f"“{name}”" in said for name in names)


def test_a_selection_with_a_cell_that_is_not_in_the_release_has_no_share(figures, question):
    known = figures.positions.answers("region_stakeholder", question)
    lacking = known.filter(~((pl.col("area") == "13") & (pl.col("stakeholder") == "provider")))
    without = copy.copy(figures)
    without.positions = copy.copy(figures.positions)
    without.positions.answers = lambda *_: lacking
    both, other = Side(("02", "13"), ("provider",)), Side(("09",), ("provider",))
    assert said_apart(figures, question, both, other) is not None
    assert said_apart(without, question, both, other) is None
