"""A file's name and its title say each part of what is chosen, whatever that is called."""

import re
from itertools import product

import pytest

from wellbeing.reports.naming import LONGEST_PART, chosen_title, file_name, slug
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.names import curly

SAFE = re.compile(r"[a-z0-9][a-z0-9._-]*\.csv")


@pytest.mark.slow
def test_every_selection_names_each_of_its_parts_and_no_two_share_a_name(figures):
    areas = ["", *figures.regions, *figures.region_groups.ids]
    types = ["", *figures.types, *figures.type_groups.ids]
    cuts = ["", *(cut for cut, _ in figures.slices)]
    shows = [show.id for show in available_shows(figures)]
    names = {}
    for area, type_, show, cut in product(areas, types, shows, cuts):
        if cut and show != "coverage":
            continue
        answer = Answer(figures, Choice(area=area, stakeholder=type_, show=show, cut=cut))
        parts = [figures.names.area(area)] if area else []
        parts += [figures.names.stakeholder_short(type_)] if type_ else []
        parts += [figures.names.cut(cut), show_of(answer).title(answer)]
        name, title = file_name(answer, "csv"), chosen_title(answer)
        assert all(curly(part) in title for part in parts)
        assert all(f"_{slug(part)}_" in name for part in parts if part)
        assert SAFE.fullmatch(name)
        assert len(name) < 200
        # A group of one region or type may be called as its member is, and says the same.
        assert names.setdefault(name, title) == title
    assert len(names) > 3000


@pytest.mark.parametrize(
    "text",
    ["../../etc/passwd", "a/b\\c:d", "Ōtautahi", "北京", "ø", "", "x" * 300, "CON", "{7*7}", "\ud800\x00"],
)
def test_any_name_makes_a_part_that_every_system_takes(text):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug(text))
    assert len(slug(text)) <= LONGEST_PART


def test_names_that_differ_in_what_is_left_out_stay_apart():
    assert slug("Māori") == "maori"
    assert slug("北京") != slug("東京")
    assert slug("x" * 300) != slug("x" * 301)
