"""Everything on a page that has a name, to be found by it: what it is called, what it is, what choosing it sets."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import say
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.words.cells import upper_first
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import SYNTHETIC, Figures
from wellbeing.state.names import curly

#: Parts the regions of a body that has several.
_OF_SEVERAL: Final = "|"


class Named(msgspec.Struct, frozen=True, array_like=True):
    """One thing to be found, as the browser is told of it: an array of these four."""

    name: str
    #: What it is, as its place in ``Index.kinds``.
    kind: int
    #: Other words that lead to it.
    also: str
    #: Field → value of the choice that it stands for; other fields stay as they are.
    choice: dict[str, str]


class Index(msgspec.Struct, frozen=True):
    """What a page can be asked for by name, in the order in which equals are told."""

    kinds: tuple[str, ...]
    #: The kind that is a place on the map.
    place: int
    named: tuple[Named, ...]


def index_of(figures: Figures) -> str:
    """The index of a release as JSON, which all readers of these figures share."""
    found: str = figures.kept.get((index_of,), partial(_index, figures))
    return found


def _index(figures: Figures) -> str:
    parts = {
        upper_first(figures.names.words.region): _regions(figures),
        say("Group of {regions}", regions=figures.names.words.regions): _groups(figures),
        upper_first(figures.names.words.type): _types(figures),
        say("Group of {types}", types=figures.names.words.types): _groups_of_types(figures),
        say("Community"): _communities(figures),
        say("Place"): _places(figures),
        say("Theme"): _themes(figures),
        say("Question"): _questions(figures),
        say("Organisation"): _organisations(figures),
        say("Known body"): _bodies(figures),
    }
    named = [
        Named(curly(name), kind, curly(also), dict(choice))
        for kind, some in enumerate(parts.values())
        for name, also, choice in some
    ]
    index = Index(tuple(parts), list(parts).index(say("Place")), tuple(named))
    return msgspec.json.encode(index).decode()


#: Name, other words, what choosing it sets.
_Found = tuple[str, str, Mapping[str, str]]


def _regions(figures: Figures) -> Iterator[_Found]:
    rows = figures.release.table("areas").filter(pl.col("area").is_in(figures.regions))
    for name, mi, short, area in rows.select("name_en", "name_mi", "short", "area").iter_rows():
        yield name, _other(name, mi, short), {"area": area}


def _groups(figures: Figures) -> Iterator[_Found]:
    names, groups = figures.names, figures.region_groups
    for group in groups.ids:
        if len(groups.members_of(group)) > 1:
            yield names.area(group), names.area_mi(group), {"area": group}


def _types(figures: Figures) -> Iterator[_Found]:
    for one in figures.engagement.stakeholders:
        yield one.en, _other(one.en, one.mi, one.short, *one.also), {"stakeholder": one.id}


def _groups_of_types(figures: Figures) -> Iterator[_Found]:
    for one in figures.engagement.stakeholder_groups:
        if len(one.members) > 1:
            yield one.en, _other(one.en, one.mi, one.short, *one.also), {"stakeholder": one.id}


def _communities(figures: Figures) -> Iterator[_Found]:
    for one in figures.engagement.communities:
        yield one.en, _other(one.en, one.mi, one.short, *one.also), {"community": one.id}


def _places(figures: Figures) -> Iterator[_Found]:
    """Towns where events were held or planned: each leads to its region."""
    tables = [figures.release.table(name).select("place", "region") for name in ("events", "plan")]
    for place, region in pl.concat(tables).unique().sort("place", "region").iter_rows():
        yield place.removesuffix(SYNTHETIC), "", {"area": region}


def _themes(figures: Figures) -> Iterator[_Found]:
    show = next((one.id for one in available_shows(figures) if "theme" in one.fields), "")
    for theme, name in figures.comments.themes.items() if show else ():
        yield name, "", {"show": show, "theme": theme}


def _questions(figures: Figures) -> Iterator[_Found]:
    """Each question under the first show that offers it."""
    full = {one.id: one for one in figures.engagement.questions}
    told: set[str] = set()
    for show in available_shows(figures):
        for question, words in show.questions(answer_to(figures, Choice(show=show.id))):
            if question not in told:
                one = full[question]
                yield words, _other(words, one.en, one.mi, one.label), {"show": show.id, "question": question}
            told.add(question)


def _organisations(figures: Figures) -> Iterator[_Found]:
    """Of the roster, those that may be named: a release has no others."""
    rows = figures.release.table("organisations").select("organisation", "region", "stakeholder").unique()
    for name, region, type_ in rows.sort(pl.all()).iter_rows():
        yield name, "", _there_is(figures, {"area": region or "", "stakeholder": type_ or ""})


def _bodies(figures: Figures) -> Iterator[_Found]:
    """Public bodies that are known, whether or not they took part; of several regions by type alone."""
    rows = figures.release.table("bodies").select("body", "regions", "stakeholder").unique()
    for name, regions, type_ in rows.sort(pl.all()).iter_rows():
        area = "" if _OF_SEVERAL in regions else regions
        yield name, "", _there_is(figures, {"area": area, "stakeholder": type_})


def _there_is(figures: Figures, choice: Mapping[str, str]) -> dict[str, str]:
    """What of it can be chosen; an organisation that states no region, or no type, leads to what it states."""
    known = {"area": figures.regions, "stakeholder": figures.types}
    return {field: one if one in known[field] else "" for field, one in choice.items()}


def _other(name: str, *others: str) -> str:
    return " ".join(dict.fromkeys(one for one in others if one and one != name))
