"""A measure of an analyst's own as a show: shades from least to most, numbers in words, errors in its own place."""

from bisect import bisect_right
from typing import Any, ClassVar, Final

import numpy as np

from wellbeing.language import join_words, say, say_many
from wellbeing.model.lattice import LATTICE
from wellbeing.reports.shows.listing import OWN_FAMILY, Family, Listing
from wellbeing.reports.shows.own.errors import first_paragraph
from wellbeing.reports.shows.own.listing import own_listing
from wellbeing.reports.shows.own.numbers import number_text
from wellbeing.reports.shows.own.ranking import Ranked, most_first
from wellbeing.reports.shows.own.rows import told_once
from wellbeing.reports.shows.own.sentences import (
    FAILED,
    FAILED_SHORT,
    UNTOLD_BY_MEASURE,
    finding,
    of_chosen,
    why_unmapped,
)
from wellbeing.reports.shows.own.working_out import OwnMeasure, Worked, member_cell, worked_out
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.lending import every_area
from wellbeing.reports.words.picture import UNSAID, Amounts, LegendEntry, Picture, Pictures, nothing
from wellbeing.state.answer import Answer

#: Signs of four shades, from least to most.
_SIGNS: Final = "○◔◑◕"
#: Parts of the cells at which the next shade begins.
_QUARTERS: Final = (0.25, 0.5, 0.75)
#: Ends the names of tables of what people said; and others that tell it.
_OPINIONS: Final = tuple(f"_by_{cut.key}" for cut in LATTICE.slices if cut.question)
_ALSO_OPINIONS: Final = frozenset({"hui_themes", "quotes"})


class OwnShow(Show):
    """What is shown of a measure; ``show_of_measure`` makes one class for each."""

    family: ClassVar[Family] = OWN_FAMILY
    measure: ClassVar[OwnMeasure]

    def title(self, answer: Answer) -> str:
        """What the measure is called."""
        return self.measure.title

    def caption(self, answer: Answer) -> str:
        """What a number counts, and of what it was made."""
        unit, needs = self.measure.unit, self.measure.needs
        if not needs:
            return say("Unit: {unit}. A measure of an analyst’s own.", unit=unit)
        return say_many(
            "Unit: {unit}. From the release’s table {tables}: a measure of an analyst’s own.",
            "Unit: {unit}. From the release’s tables {tables}: a measure of an analyst’s own.",
            len(needs),
            unit=unit,
            tables=join_words(needs),
        )

    def note(self, answer: Answer) -> str:
        """Its own explanation, as far as there is room; the whole stands with method and sources."""
        return first_paragraph(self.measure.explanation)

    def figure_words(self, answer: Answer) -> str:
        """What a number of a file is."""
        return self.measure.unit

    def remark(self, answer: Answer) -> str:
        """Why there are no numbers."""
        if self.worked(answer).failure:  # its finding says so
            return ""
        return super().remark(answer)

    def map_note(self, answer: Answer) -> str:
        """Why nothing of the map has a shade."""
        return why_unmapped(self.worked(answer), answer)

    def signs(self, answer: Answer) -> list[LegendEntry]:
        """The legend; of a map without a shade, no shades."""
        signs = super().signs(answer)
        return [one for one in signs if not (self.map_note(answer) and one.key.startswith("raised_"))]

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Four shades, each a quarter of the cells that are told."""
        steps = self._steps(answer)
        ends = [None, *steps, None]
        alone = next((one for one, *_ in self.worked(answer).numbers.values() if one is not None), None)
        told = [
            LegendEntry(
                f"raised_{place + 1}", sign, _span(ends[place], ends[place + 1], self.measure.unit, alone)
            )
            for place, sign in enumerate(_SIGNS[: len(steps) + 1])
        ]
        return [
            *(told if self.worked(answer).numbers else []),
            LegendEntry("unsaid", UNSAID, self._untold(answer)),
        ]

    def pictures(self, answer: Answer) -> Pictures:
        """The number of each cell that has one."""
        worked, steps, figures = self.worked(answer), self._steps(answer), answer.figures
        untold = nothing(self._untold(answer))
        types = ["", *figures.types, *figures.type_groups.ids]
        told = {member_cell(cell, figures): numbers for cell, numbers in worked.numbers.items()}
        return {
            (area, type_): self._picture(told.get(member_cell((area, type_), figures)), steps) or untold
            for area in ["", *every_area(answer)]
            for type_ in types
        }

    def sentences(self, answer: Answer) -> list[str]:
        """Of everything where it is most and least; of a cell its number; then what it is."""
        worked, choice = self.worked(answer), answer.choice
        if worked.error:
            return [f"{self.measure.title}: {say(FAILED, error=worked.error)}"]
        if choice.area or choice.stakeholder:
            return [
                f"{self.measure.title}: {of_chosen(self.cell_pictures(answer), answer)}.",
                *self._explained(),
            ]
        return [f"{self.measure.title}: {self.finding(answer)}.", *self._explained()]

    def finding(self, answer: Answer) -> str:
        """``most in Gisborne (2.1 times), least in Auckland (0.6)`` of those listed; of one its number."""
        return finding(self.measure.unit, self.ranked(answer), self.cell_pictures(answer), answer)

    def rows(self, answer: Answer) -> list[dict[str, Any]]:
        """The rows of a file: each cell once, of which kind it is, and its number with all its digits."""
        return told_once(super().rows(answer), self.file_pictures(answer), answer.figures)

    def ranked(self, answer: Answer) -> Ranked:
        """The cells of which its list and its finding are."""
        told = {cell for cell, (value, *_) in self.worked(answer).numbers.items() if value is not None}
        return most_first(answer, self.cell_pictures(answer), told)

    def _explained(self) -> list[str]:
        return list(filter(None, [first_paragraph(self.measure.explanation)]))

    def listing(self, answer: Answer) -> Listing:
        """The cells that it tells, most first."""
        empty = upper_first(f"{self._untold(answer)}.")
        pictures, listed = self.cell_pictures(answer), self.ranked(answer)
        return own_listing(self.title(answer), self.measure.unit, answer, pictures, listed, empty)

    def _untold(self, answer: Answer) -> str:
        """Of a cell without a number; why a measure failed is said once, by its finding."""
        return say(FAILED_SHORT if self.worked(answer).failure else UNTOLD_BY_MEASURE)

    def worked(self, answer: Answer) -> Worked:
        """What the measure says of the release."""
        return worked_out(self.measure, answer.figures)

    def _steps(self, answer: Answer) -> list[float]:
        """Where the next shade begins: quarters of all cells that are told, those that differ."""
        values = [value for value, *_ in self.worked(answer).numbers.values() if value is not None]
        if not values:
            return []
        # Each step is a number that is told, so that no shade is of none.
        steps = np.quantile(values, _QUARTERS, method="higher")
        return [one for one in dict.fromkeys(map(float, steps)) if one > min(values)]

    def _picture(self, told: tuple[float | None, ...] | None, steps: list[float]) -> Picture | None:
        value, lower, upper = told or (None, None, None)
        if value is None:
            return None
        step = bisect_right(steps, value)
        text = number_text(value)
        interval = "" if lower is None or upper is None else f" ({_range(lower, upper)})"
        words = f"{text} {self.measure.unit}{interval}"
        return Picture(f"raised_{step + 1}", _SIGNS[step], text, words, numbers=Amounts(value, lower, upper))


def show_of_measure(measure: OwnMeasure) -> OwnShow:
    """The show of one measure."""
    is_opinion = any(name in _ALSO_OPINIONS or name.endswith(_OPINIONS) for name in measure.needs)
    named: dict[str, Any] = {
        "id": measure.id,
        "label": measure.title,
        "column": measure.unit,
        "measure": measure,
        "is_opinion": is_opinion,
        "__doc__": measure.explanation,
    }
    made: OwnShow = type(f"Own{measure.id.title()}", (OwnShow,), named)()
    return made


def _span(begins: float | None, ends: float | None, unit: str, alone: float | None) -> str:
    """From where to where a shade goes; of the only one, the number that all have."""
    if begins is None:
        under = say("under {number} {unit}", number=number_text(ends), unit=unit)
        return under if ends is not None else f"{number_text(alone)} {unit}".strip()
    return (
        say("{number} {unit} or more", number=number_text(begins), unit=unit)
        if ends is None
        else _range(begins, ends)
    )


def _range(lower: float, upper: float) -> str:
    return say("{lower} to {upper}", lower=number_text(lower), upper=number_text(upper))
