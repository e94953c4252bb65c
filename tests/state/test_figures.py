import polars as pl
import pytest

from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.coverage import gap_list
from wellbeing.state.explorer import Explorer, choice_values


def test_an_empty_benchmark_slot_is_not_among_those_at_hand(figures, with_empty_slot):
    assert with_empty_slot.engagement.benchmarks[-1].id == "work"
    assert with_empty_slot.benchmarks == figures.benchmarks == figures.engagement.benchmarks


def test_a_group_of_one_is_the_same_cell_as_its_member(figures):
    assert figures.parts("auckland", "service_users") == figures.parts("02", "service_user")


def test_everything_is_every_region_and_every_type(figures):
    assert len(figures.parts("", "")) == 17 * 8


def test_no_gap_is_told_again_inside_another(figures):
    gaps = gap_list(figures, figures.coverage("region_stakeholder")).with_columns(
        pl.col("state").cast(pl.String)
    )
    told = [
        (figures.parts(area, type_), state)
        for area, type_, state in gaps.select("area", "stakeholder", "state").iter_rows()
    ]
    again = [
        (inner, outer)
        for inner, (parts, state) in enumerate(told)
        for outer, (whole, of_whole) in enumerate(told)
        if inner != outer and parts <= whole and of_whole in {state, "gap"}
    ]
    assert told
    assert again == []


def test_gaps_come_before_what_looks_thin(figures):
    states = gap_list(figures, figures.coverage("region_stakeholder"))["state"].cast(pl.String).to_list()
    assert states == sorted(states)
    assert set(states) == {"gap", "thin"}


def test_an_unknown_benchmark_is_the_default(figures):
    assert figures.benchmark("no such").id == "population"


def test_the_matrix_has_a_row_for_every_region_and_type_even_where_nobody_was_heard(figures):
    cells = Answer(figures, Choice()).coverage.cells
    assert cells.height == (17 + 9) * (8 + 5)


def test_a_slice_counts_its_own_contributions(figures):
    counted = {cut: figures.contributions(f"channel:{cut}") for cut in ("hui", "online", "paper")}
    assert counted["hui"] == pytest.approx(1047, abs=2)
    assert sum(counted.values()) == pytest.approx(1848, abs=6)


def test_one_choice_is_one_answer(figures):
    explorer = Explorer(figures)
    heard = []
    explorer.param.watch(heard.append, "answer")
    explorer.filters.choose({"area": "04", "stakeholder": "government", "cut": "channel:hui"})
    assert len(heard) == 1
    assert explorer.answer.choice == Choice(area="04", stakeholder="government", cut="channel:hui")


def test_every_choice_that_exists_has_an_answer(figures):
    fields = choice_values(figures, [])
    for area in sorted(fields["area"]):
        assert Answer(figures, Choice(area=area)).coverage.finest.height == 1
    for cut in sorted(fields["cut"]):
        assert Answer(figures, Choice(area="04", stakeholder="dhb", cut=cut)).coverage.finest.height == 1


def test_a_position_that_a_question_does_not_offer_is_not_said(figures):
    said = figures.positions.beside_whole("total", "trust")["position"].cast(pl.String).to_list()
    assert sorted(said) == ["mixed", "oppose", "support", "unclear"]


def test_states_are_those_of_the_cells_of_the_matrix(figures):
    cells = figures.of_members(Answer(figures, Choice()).coverage.cells)
    assert cells.height == 17 * 8 == sum(figures.states.values())
    assert figures.states["gap"] == int((cells["state"].cast(pl.String) == "gap").sum())


def test_what_may_be_shown_is_said_by_whoever_makes_the_page(figures):
    explorer = Explorer(figures, ["coverage", "another"])
    explorer.filters.choose({"show": "another"})
    assert explorer.filters.choice.show == "another"
    explorer.filters.choose({"show": "tone"})
    assert explorer.filters.note == "Not in this release, so left out: “tone”."
    assert explorer.filters.choice.show == "another"


def test_comments_of_a_cell_that_is_told_no_finer_are_its_groups(figures):
    comments = Answer(figures, Choice(area="04", stakeholder="dhb")).comments
    assert comments.owner == ("bay_of_plenty_gisborne", "government")
    assert Answer(figures, Choice(area="04")).comments.owner == ("04", "")
