"""Each part names the fields that it follows, says nothing of others, and is written whole or not at all."""

from itertools import product

import pytest
from strolling import parts_of, selections

from wellbeing.reports.shows.registry import available_shows, explorer_of
from wellbeing.state.answer import Answer
from wellbeing.state.choice import MEASURES, Choice
from wellbeing.state.explorer import NOT_SHOWN
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.part import Part
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList


def said_of_all(part, answer):
    """What a part says when it is shown the whole choice, and not only the fields that it follows."""
    part.answer = answer
    return part.html()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.prove)])
def test_a_part_says_nothing_of_a_field_that_it_does_not_follow(figures, seed):
    explorer = explorer_of(figures.release, figures)
    parts = parts_of(explorer)
    for wish in selections(figures, seed):
        explorer.filters.choose(wish)
        for part in parts:
            if not isinstance(part, Matrix):  # a chosen member opens its group
                whole = Answer(figures, explorer.answer.choice)
                assert part.markup.html == said_of_all(part, whole), (type(part), wish)


@pytest.mark.slow
def test_a_page_that_was_walked_says_what_a_fresh_one_says(figures):
    explorer = explorer_of(figures.release, figures)
    walked = parts_of(explorer)
    for wish in selections(figures, 3):
        explorer.filters.choose(wish)
    fresh = explorer_of(figures.release, type(figures)(figures.release))
    fresh.filters.choose({name: getattr(explorer.filters.choice, name) for name in Choice.__struct_fields__})
    for before, after in zip(walked, parts_of(fresh), strict=True):
        assert (before.markup.html, before.markup.chosen) == (after.markup.html, after.markup.chosen)


def test_a_part_is_worked_out_once_for_all_readers(figures):
    times = []

    class Counted(Point):
        def html(self):
            times.append(self.answer.choice)
            return super().html()

    for _, area in product(range(3), ("12", "02", "")):
        explorer = explorer_of(figures.release, figures)
        Counted(explorer, {})
        explorer.filters.choose({"area": area})
    assert len(times) == len(set(times)) == 3


@pytest.mark.slow
def test_a_choice_that_changes_nothing_of_a_part_sends_nothing(figures):
    explorer = explorer_of(figures.release, figures)
    matrix, written = Matrix(explorer), []
    matrix.markup.param.watch(written.append, "html")
    explorer.filters.choose({"area": "auckland"})
    explorer.filters.choose({"measure": MEASURES[1]})
    assert written == []
    assert "cell-auckland-" in matrix.markup.chosen
    explorer.filters.choose({"cut": "channel:paper"})
    assert len(written) == 1


def test_where_one_part_fails_the_page_stays_as_it_was_and_says_so(figures):
    class Fails(Part):
        def html(self):
            if self.answer.choice.area == "12":
                raise ZeroDivisionError
            return self.answer.choice.area

    explorer = explorer_of(figures.release, figures)
    point, fails, after = Point(explorer, {}), Fails(explorer), RegionList(explorer)
    explorer.filters.choose({"area": "02"})
    before = after.markup.html
    with pytest.raises(ZeroDivisionError):
        explorer.filters.choose({"area": "12", "stakeholder": "provider"})
    assert explorer.answer.choice == explorer.filters.choice == Choice(area="02")
    assert (fails.markup.html, after.markup.html) == ("02", before)
    assert NOT_SHOWN in point.markup.html
    explorer.filters.choose({"area": "04"})
    assert fails.markup.html == "04"
    explorer.filters.step_back()
    assert fails.markup.html == "02"


def test_what_is_chosen_and_not_followed_is_named_and_why_nothing_is_to_choose(figures):
    explorer = explorer_of(figures.release, figures)
    controls, names = Controls(explorer), figures.names
    chosen = {"cut": "channel:hui", "benchmark": "plan", "community": "pacific"}
    told = {"cut": names.cut("channel:hui"), "benchmark": "Plan", "community": names.community("pacific")}
    for show in available_shows(figures):
        explorer.filters.choose({"show": show.id, **dict.fromkeys(chosen, "")})
        assert ("Told of all channels together" in controls.markup.html) == ("cut" not in show.fields)
        for field, value in chosen.items():
            explorer.filters.restore({"show": show.id, field: value})
            is_named = f"{told[field]}: " in controls.markup.html
            assert is_named == (field not in show.fields), (show.id, field)
