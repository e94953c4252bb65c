"""Pictures of all cells, and whose is shown where a cell has none of its own: its groups', by name."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.model.grouping import AND, each_of
from wellbeing.reports.words.cells import CellRow, upper_first
from wellbeing.reports.words.picture import Picture, Pictures, lend, nothing
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

NOT_FINER: Final = message("comments are told no finer than of its group")

#: Of several at once where figures of cells may not be added up, or where not each of them is told.
NOT_ADDED: Final = message(
    "not told of several together, since it is estimated for each by itself; choose one"
)

#: Area and type of the whole.
_EVERYONE: Final = ("", "")

PART_OF: Final = message("drawn by groups of {regions} until one is opened")


def picture_at(pictures: Pictures, figures: Figures, area: str, stakeholder: str) -> Picture:
    """The picture of a cell, or of the cell of its groups, by name, where it is told no finer."""
    if (area, stakeholder) in pictures:
        return pictures[area, stakeholder]
    if AND in area or AND in stakeholder:
        return nothing(say(NOT_ADDED))
    groups, cell = figures.groups_of(area, stakeholder), figures.names.cell
    if not (group := pictures.get(groups)):
        return nothing(say(NOT_FINER))
    is_itself = cell(*groups) == cell(area, stakeholder)  # a group of one is called as its member is
    return group if is_itself else lend(group, cell(*groups), say(NOT_FINER))


def told_around(answer: Answer, pictures: Pictures) -> list[str]:
    """What is told where those chosen have nothing to tell: of several at once, each that tells something by itself.

    Of one, its area and its type as a whole; where neither tells anything, everyone heard.

    Args:
        answer: what is chosen.
        pictures: of the cells and margins that may be shown; one without a colour of its own tells nothing.
    """
    chosen = (answer.choice.area, answer.choice.stakeholder)
    if answer.choice.is_several:
        cells = itertools.product(each_of(chosen[0]) or [""], each_of(chosen[1]) or [""])
        around = _told(answer, pictures, cells, message("{name}: {words}."))
    else:
        area, type_ = answer.figures.groups_of(*chosen)
        around = _told(answer, pictures, ((area, ""), ("", type_)), message("{name} as a whole: {words}."))
    if around or not _tells(pictures, _EVERYONE, chosen):
        return around
    return [say("Everyone heard: {words}.", words=pictures[_EVERYONE].words)]


def _told(answer: Answer, pictures: Pictures, owners: Iterable[tuple[str, str]], sentence: str) -> list[str]:
    chosen = (answer.choice.area, answer.choice.stakeholder)
    telling = [one for one in owners if one != _EVERYONE and _tells(pictures, one, chosen)]
    named = {answer.names.cell(*one): pictures[one].words for one in telling}
    return [say(sentence, name=name, words=words) for name, words in named.items()]


def _tells(pictures: Pictures, owner: tuple[str, str], chosen: tuple[str, str]) -> bool:
    picture = pictures.get(owner)
    return picture is not None and owner != chosen and picture.key != "unsaid" and bool(picture.text)


def not_alone(answer: Answer) -> str:
    """The end of a phrase about what is told of everyone heard alone, while a slice of them is chosen; else empty."""
    return say(", not of “{cut}” alone", cut=answer.names.cut(answer.choice.cut)) if answer.choice.cut else ""


def is_lent(answer: Answer, owner: tuple[str, str]) -> bool:
    """Whether an area and a type are others than those chosen: a group of one is called as its member is."""
    return answer.names.cell(*owner) != answer.names.cell(answer.choice.area, answer.choice.stakeholder)


def by_groups(pictures: dict[str, Picture], answer: Answer) -> dict[str, Picture]:
    """Areas drawn as their groups are, but for those that a chosen region or an opened row of the matrix opens.

    What was said is told of groups: a region that has its own figure beside one that has not would be of two levels.
    """
    figures, names = answer.figures, answer.names
    groups = figures.region_groups
    opened = {*map(groups.group_of, each_of(answer.choice.area)), *answer.choice.open_groups}
    why = say(PART_OF, regions=names.words.regions)
    drawn = dict(pictures)
    for area in figures.regions:
        group = groups.group_of(area)
        own, is_itself = pictures[group], len(groups.members_of(group)) == 1
        if group not in opened and not is_itself and own.words != pictures[area].words:
            drawn[area] = own if own.owner else lend(own, names.cell(group, answer.choice.stakeholder), why)
    return drawn


def by_groups_note(answer: Answer) -> str:
    """That areas are drawn as their groups are; empty where there are no groups."""
    regions = answer.names.words.regions
    is_grouped = answer.figures.region_groups.has_several
    return upper_first(f"{say(PART_OF, regions=regions)}.") if is_grouped else ""


def with_lent(pictures: Pictures, answer: Answer) -> Pictures:
    """The pictures, where those of regions that ask for it are their group's, by name."""
    figures = answer.figures
    asking = {
        key: figures.region_groups.group_of(key[0]) for key, picture in pictures.items() if picture.asks
    }
    owners = {
        key: (group, key[1])
        for key, group in asking.items()
        if (group, key[1]) in pictures and len(figures.region_groups.members_of(group)) > 1
    }
    lent = {
        key: lend(pictures[owner], figures.names.cell(*owner), pictures[key].words)
        for key, owner in owners.items()
    }
    return pictures | lent


def pictures_of(frames: Sequence[pl.DataFrame], picture: Callable[[CellRow], Picture]) -> Pictures:
    """Pictures of cells and of margins, which lack an area, a type or both."""
    return {
        (row.get("area", ""), row.get("stakeholder", "")): picture(row)
        for frame in frames
        for row in frame.iter_rows(named=True)
    }


def every_area(answer: Answer) -> list[str]:
    """Regions, then groups of regions."""
    return [*answer.figures.regions, *answer.figures.region_groups.ids]
