"""Whatever has a name on the page is found by it, and what is found can be chosen."""

import json

from wellbeing.reports.finding import index_of
from wellbeing.reports.shows.registry import available_shows
from wellbeing.state.explorer import choice_values
from wellbeing.state.filters import Filters
from wellbeing.state.names import curly


def test_all_that_has_a_name_is_found_and_whatever_is_found_can_be_chosen(figures):
    index = json.loads(index_of(figures))
    values = choice_values(figures, [show.id for show in available_shows(figures)])
    for name, kind, _, choice in index["named"]:
        filters = Filters(values)
        filters.choose(choice)
        assert name, index["kinds"][kind]
        assert choice
        assert (filters.note, to_tell(filters.choice, choice)) == ("", choice)
    found = {(field, value) for *_, choice in index["named"] for field, value in choice.items()}
    for field, own in (("area", figures.regions), ("stakeholder", figures.types)):
        assert {(field, one) for one in own} <= found
    for field in ("question", "theme", "community"):
        assert {(field, one) for one in values[field]} <= found
    release = figures.release
    places = {*release.table("events")["place"], *release.table("plan")["place"]}
    named = {*release.table("organisations")["organisation"], *release.table("bodies")["body"]}
    names = {name for name, *_ in index["named"]}
    assert {curly(place).removesuffix(" (synthetic)") for place in places} <= names
    assert set(map(curly, named)) <= names


def to_tell(choice, fields):
    return {name: getattr(choice, name) for name in fields}


def test_the_index_is_small(figures):
    assert len(index_of(figures)) < 40_000
