"""Cells of one kind that a measure tells, most first, and of what kind they are: a finding is true of that kind."""

from collections.abc import Collection, Iterator
from itertools import product
from typing import Final

import msgspec

from wellbeing.language import message, say
from wellbeing.model.grouping import Grouping
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.answer import Answer

MeasuredCell = tuple[str, str]
_GROUPS_OF: Final = message("groups of {parts}")
_CROSSED: Final = message("{areas} by {types}")


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """Cells of one kind, most first: never two of which one holds the other."""

    cells: list[MeasuredCell] = []
    #: How many of their kind are not told; of regions by types, in regions that have any.
    untold: int = 0
    #: What they are, in words: ``groups of regions by groups of types``; "" of everyone.
    kind: str = ""

    @property
    def is_crossed(self) -> bool:
        """Whether each is an area and a type at once."""
        return any(area and type_ for area, type_ in self.cells)


class _Kind(msgspec.Struct, frozen=True, kw_only=True):
    """Areas and types of which cells are listed together."""

    areas: Collection[str]
    types: Collection[str]
    words: str
    #: Whether all of those areas are looked for.
    is_whole: bool = True


def most_first(answer: Answer, pictures: Pictures, given: Collection[MeasuredCell]) -> Ranked:
    """Cells of the first kind of which any is given and has a number.

    Args:
        answer: of a release.
        pictures: of every cell.
        given: cells as the measure names them: a group of one region is not yet a region.
    """
    for kind in _kinds(answer):
        cells = [cell for cell in product(kind.areas, kind.types) if cell in pictures]
        told = {cell: value for cell in cells if (value := pictures[cell].numbers.figure) is not None}
        if not told.keys().isdisjoint(given):
            named = {area for area, _ in told}
            among = [area for area, _ in cells if kind.is_whole or area in named]
            cells_told = sorted(told, key=lambda cell: -told[cell])
            return Ranked(cells=cells_told, untold=len(among) - len(told), kind=kind.words)
    return Ranked()


def _kinds(answer: Answer) -> Iterator[_Kind]:
    figures, words = answer.figures, answer.names.words
    regions, region_groups = figures.regions, figures.region_groups.ids
    types, type_groups = figures.types, figures.type_groups.ids
    some_regions = _groups_of(words.regions, figures.region_groups)
    some_types = _groups_of(words.types, figures.type_groups)
    everybody = [""]
    yield _Kind(areas=regions, types=everybody, words=words.regions)
    yield _Kind(areas=region_groups, types=type_groups, words=_crossed(some_regions, some_types))
    yield _Kind(areas=everybody, types=types, words=words.types)
    yield _Kind(areas=everybody, types=type_groups, words=some_types)
    yield _Kind(areas=region_groups, types=everybody, words=some_regions)
    for areas, one in ((regions, words.regions), (region_groups, some_regions)):
        for who, other in ((types, words.types), (type_groups, some_types)):
            yield _Kind(areas=areas, types=who, words=_crossed(one, other), is_whole=False)
    yield _Kind(areas=everybody, types=everybody, words="")


def _groups_of(parts: str, groups: Grouping) -> str:
    """Groups of one each are what they are made of."""
    return say(_GROUPS_OF, parts=parts) if groups.has_several else parts


def _crossed(areas: str, types: str) -> str:
    return say(_CROSSED, areas=areas, types=types)
