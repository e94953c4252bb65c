"""What is said of a measure: where it is most and least, its number of one cell, why a map is empty."""

from collections.abc import Iterator
from typing import Final

from wellbeing.language import join_words, message, say
from wellbeing.reports.shows.own.ranking import MeasuredCell, Ranked
from wellbeing.reports.shows.own.working_out import Worked
from wellbeing.reports.words.lending import picture_at
from wellbeing.reports.words.picture import Pictures
from wellbeing.state.answer import Answer

#: At most so many cells a finding names at each end.
_NAMED: Final = 2
UNTOLD_BY_MEASURE: Final = message("not told by this measure")
TYPES_ALONE: Final = message(
    "Told by {region} and {type} together only: choose one {type}, and the map tells of it."
)
TYPE_ALONE: Final = message("Told by {type} alone: no {region} has a shade on the map.")
#: Said once, as its finding; elsewhere why there is nothing is short.
FAILED: Final = message("This measure could not be worked out: {error}")
FAILED_SHORT: Final = message("could not be worked out")


def finding(unit: str, ranked: Ranked, pictures: Pictures, answer: Answer) -> str:
    """Where a measure is most and least of the cells that are listed; of one cell its number."""
    cells = ranked.cells
    if not cells:
        return say(UNTOLD_BY_MEASURE)
    first, last = pictures[cells[0]].text, pictures[cells[-1]].text
    number = f"{first} {unit}"
    if len(cells) == 1:
        return _of_cell(cells[0], number, answer)
    if first == last:
        return say("the same wherever it is told: {number}", number=number)
    most, least = (
        join_words(
            [f"{answer.names.cell(*cell)} ({number if cell == cells[0] else text})" for cell, text in some]
        )
        for some in _ends(ranked, pictures)
    )
    if ranked.is_crossed:
        text = message("among {kind}, most in {most}, least in {least}")
        return say(text, kind=ranked.kind, most=most, least=least)
    return say("most in {most}, least in {least}", most=most, least=least)


def of_chosen(pictures: Pictures, answer: Answer) -> str:
    """The number of the cell that is chosen, by its name."""
    cell = answer.choice.area, answer.choice.stakeholder
    picture = picture_at(pictures, answer.figures, *cell)
    if picture.numbers.figure is None:
        return f"{answer.names.cell(*cell)}, {picture.words}"
    return _of_cell(cell, picture.words, answer)


def why_unmapped(worked: Worked, answer: Answer) -> str:
    """Why the map is empty, where a measure tells of no region, or of regions by type alone; else ""."""
    type_, words = answer.choice.stakeholder, answer.names.words
    cells = {cell for cell, (value, *_) in worked.numbers.items() if value is not None}
    of_regions = {who for area, who in cells if area}
    if not of_regions and any(who for _, who in cells):
        return say(TYPE_ALONE, region=words.region, type=words.type)
    if not of_regions or type_ in of_regions:
        return ""
    return say(TYPES_ALONE, region=words.region, type=words.type)


def _ends(ranked: Ranked, pictures: Pictures) -> Iterator[list[tuple[MeasuredCell, str]]]:
    """The cells that are most and those that are least, with their numbers."""
    cells = ranked.cells
    named = 1 if ranked.is_crossed else min(_NAMED, len(cells) // 2)
    for some in (cells[:named], cells[: -named - 1 : -1]):
        yield [(cell, pictures[cell].text) for cell in some]


def _of_cell(cell: MeasuredCell, number: str, answer: Answer) -> str:
    """``2.1 times in Gisborne``."""
    if any(cell):
        return say("{number} in {cell}", number=number, cell=answer.names.cell(*cell))
    return say("{number} of everyone heard", number=number)
