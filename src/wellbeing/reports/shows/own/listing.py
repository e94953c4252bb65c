"""The list of a measure of an analyst's own: the cells that it tells, most first, each on one axis of its own unit."""

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10
from typing import Final

from wellbeing.language import say, say_many
from wellbeing.reports.shows.listing import Bar, Listing, ListRow
from wellbeing.reports.shows.own.numbers import short_text
from wellbeing.reports.shows.own.ranking import MeasuredCell, Ranked
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.answer import Answer

#: Ends of an axis are so many times a power of ten, that is, numbers a person reads.
_STEPS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

#: No power of ten is told below it.
_LEAST: Final = 1e-300


def own_listing(
    title: str, unit: str, answer: Answer, pictures: Pictures, ranked: Ranked, empty: str
) -> Listing:
    """What stands beside the map; what is chosen does not change it.

    Args:
        title: of the measure.
        unit: of its numbers.
        answer: what cells are called.
        pictures: of every cell.
        ranked: the cells that are listed.
        empty: why there is no row, where there is none.
    """
    cells = ranked.cells
    if not cells:
        return Listing(title=title, rows=(("", ()),), empty=empty)
    numbers = [number for cell in cells for number in _ends(cell, pictures)]
    begins, ends = axis(numbers)
    rows = [_row(cell, answer, pictures, begins, ends) for cell in cells]
    has_interval = any(row.bar and row.bar.width for row in rows)
    return Listing(
        title=say("{title}: {kind}, most first", title=title, kind=ranked.kind) if ranked.kind else title,
        rows=(("", tuple(rows)),),
        ticks=tuple(
            (at, short_text((1 - at / 100) * begins + at / 100 * ends)) for at in (0, 50, 100)
        ),  # a span may be longer than any number
        drawn=" ".join(
            [say("Unit: {unit}.", unit=unit), *([say("Line: its interval.")] if has_interval else [])]
        ),
        note=say_many("{count} is not told.", "{count} are not told.", ranked.untold)
        if ranked.untold
        else "",
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
