"""The list of a measure of an analyst's own: the cells that it tells, most first, each on one axis of its own unit."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import ceil, floor, isfinite, log10
from typing import Final

from wellbeing.language import say, say_many
from wellbeing.reports.shows.listing import Bar, Listing, ListRow
from wellbeing.reports.shows.own.numbers import short_text
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.answer import Answer

MeasuredCell = tuple[str, str]
#: Ends of an axis are so many times a power of ten, that is, numbers a person reads.
_STEPS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

#: No power of ten is told below it.
_LEAST: Final = 1e-300


def cells_told(answer: Answer, pictures: Pictures) -> tuple[list[MeasuredCell], int]:
    """Cells of the first kind of which any has a number, most first: never two of which one holds the other.

    Returns:
        The cells, and how many of their kind are not told; of regions by types, in regions that have any.
    """
    for areas, types, is_whole in _kinds(answer):
        cells = [cell for cell in product(areas, types) if cell in pictures]
        told = {cell: value for cell in cells if (value := pictures[cell].numbers.figure) is not None}
        if told:
            named = {area for area, _ in told}
            among = [area for area, _ in cells if is_whole or area in named]
            return sorted(told, key=lambda cell: -told[cell]), len(among) - len(told)
    return [], 0


def _kinds(answer: Answer) -> Iterator[tuple[Sequence[str], Sequence[str], bool]]:
    """Areas and types of which cells are listed together, and whether all of those areas are looked for."""
    regions, groups = answer.figures.regions, answer.figures.region_groups.ids
    types, type_groups = answer.figures.types, answer.figures.type_groups.ids
    everybody = [""]
    yield regions, everybody, True
    yield groups, type_groups, True
    yield everybody, types, True
    yield everybody, type_groups, True
    yield groups, everybody, True
    yield from ((*kind, False) for kind in product((regions, groups), (types, type_groups)))
    yield everybody, everybody, True


def own_listing(title: str, unit: str, answer: Answer, pictures: Pictures, empty: str) -> Listing:
    """What stands beside the map; what is chosen does not change it.

    Args:
        title: of the measure.
        unit: of its numbers.
        answer: what cells are called.
        pictures: of every cell.
        empty: why there is no row, where there is none.
    """
    cells, untold = cells_told(answer, pictures)
    numbers = [number for cell in cells for number in _ends(cell, pictures)]
    begins, ends = axis(numbers) if numbers else (0.0, 1.0)
    rows = [_row(cell, answer, pictures, begins, ends) for cell in cells]
    has_interval = any(row.bar and row.bar.width for row in rows)
    left_out = say_many("{count} is not told.", "{count} are not told.", untold) if untold and rows else ""
    return Listing(
        title=say("{title}, most first", title=title),
        rows=(("", tuple(rows)),),
        ticks=tuple(
            (at, short_text((1 - at / 100) * begins + at / 100 * ends)) for at in (0, 50, 100)
        ),  # a span may be longer than any number
        drawn=" ".join(
            [say("Unit: {unit}.", unit=unit), *([say("Line: its interval.")] if has_interval else [])]
        ),
        note=left_out,
        empty=empty,
        is_sorted=True,
    )


def axis(numbers: Sequence[float]) -> tuple[float, float]:
    """From where to where an axis goes that holds all of them and 0; its ends are numbers a person reads."""
    least, most = min(0.0, *numbers), max(0.0, *numbers)
    return -_readable(-least), _readable(most) or (0.0 if least else 1.0)


def _readable(number: float) -> float:
    if number <= 0:
        return 0.0
    power = 10.0 ** floor(log10(max(number, _LEAST)))
    end = power * next((step for step in _STEPS if number <= step * power), ceil(number / power))
    return end if isfinite(end) else number


def _ends(cell: MeasuredCell, pictures: Pictures) -> list[float]:
    told = pictures[cell].numbers
    return [one for one in (told.figure, told.lower, told.upper) if one is not None]


def _row(cell: MeasuredCell, answer: Answer, pictures: Pictures, begins: float, ends: float) -> ListRow:
    picture, names, figures = pictures[cell], answer.names, answer.figures
    lower, upper = picture.numbers.lower, picture.numbers.upper
    both = lower is not None and upper is not None

    def along(number: float | None) -> float:
        return round(100 * (((number or 0.0) / 2 - begins / 2) / (ends / 2 - begins / 2)), 1)

    areas, types = (
        [*figures.region_groups.ids, *figures.regions],
        [*figures.type_groups.ids, *figures.types],
    )
    return ListRow(
        id=f"gap-{cell[0]}-{cell[1]}",
        name=names.cell(*cell),
        choice={"area": cell[0], "stakeholder": cell[1]},
        key=picture.key,
        glyph=picture.glyph,
        words=f"{names.cell(*cell)}: {picture.words}",
        left=picture.text,
        bar=Bar(
            at=along(picture.numbers.figure),
            lower=along(lower) if both else 0,
            width=round(along(upper) - along(lower), 1) if both else 0,
        ),
        order=(
            areas.index(cell[0]) if cell[0] in areas else -1,
            types.index(cell[1]) if cell[1] in types else -1,
        ),
    )
