"""A measure of an analyst's own as a show: shades from least to most, numbers in words, errors in its own place."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import numpy as np

from wellbeing.language import join_words, message, say
from wellbeing.model.lattice import LATTICE
from wellbeing.reports.shows.listing import OWN_FAMILY, Family, Listing
from wellbeing.reports.shows.own.errors import first_paragraph
from wellbeing.reports.shows.own.listing import MeasuredCell, cells_told, own_listing
from wellbeing.reports.shows.own.numbers import number_text
from wellbeing.reports.shows.own.working_out import OwnMeasure, Worked, worked_out
from wellbeing.reports.shows.show import Show
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
#: How many regions a finding names at each end.
_NAMED: Final = 2
UNTOLD_BY_MEASURE: Final = message("not told by this measure")
TYPES_ALONE: Final = message(
    "Told by {region} and {type} together only: choose one {type}, and the map tells of it."
)
TYPE_ALONE: Final = message("Told by {type} alone: no {region} has a shade on the map.")
FAILED: Final = message("This measure could not be worked out: {error}")


class OwnShow(Show):
    """What is shown of a measure; ``show_of_measure`` makes one class for each."""

    family: ClassVar[Family] = OWN_FAMILY
    measure: ClassVar[OwnMeasure]

    def title(self, answer: Answer) -> str:
        """What the measure is called."""
        return self.measure.title

    def caption(self, answer: Answer) -> str:
        """What a number counts, and of what it was made."""
        return say(
            "Unit: {unit}. From the release’s {tables}: a measure of an analyst’s own.",
            unit=self.measure.unit,
            tables=_tables(self.measure),
        )

    def note(self, answer: Answer) -> str:
        """Its own explanation, as far as there is room; the whole stands with method and sources."""
        return first_paragraph(self.measure.explanation)

    def figure_words(self, answer: Answer) -> str:
        """What a number of a file is."""
        return self.measure.unit

    def remark(self, answer: Answer) -> str:
        """Why there are no numbers."""
        error = self.worked(answer).error
        if error:
            return say(FAILED, error=error)
        return super().remark(answer) or self._unmapped(answer)

    def _unmapped(self, answer: Answer) -> str:
        """Why the map is empty, where it tells of no region, or of regions by type alone."""
        type_, told = answer.choice.stakeholder, self.worked(answer).numbers
        cells = {cell for cell, (value, *_) in told.items() if value is not None}
        of_regions = {who for area, who in cells if area}
        words = answer.names.words
        if not of_regions and any(who for _, who in cells):
            return say(TYPE_ALONE, region=words.region, type=words.type)
        if not of_regions or type_ in of_regions:
            return ""
        return say(TYPES_ALONE, region=words.region, type=words.type)

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Four shades, each a quarter of the cells that are told."""
        steps = self._steps(answer)
        ends = [None, *steps, None]
        told = [
            LegendEntry(f"raised_{place + 1}", sign, _span(ends[place], ends[place + 1], self.measure.unit))
            for place, sign in enumerate(_SIGNS[: len(steps) + 1])
        ]
        return [
            *(told if self.worked(answer).numbers else []),
            LegendEntry("unsaid", UNSAID, say(UNTOLD_BY_MEASURE)),
        ]

    def pictures(self, answer: Answer) -> Pictures:
        """The number of each cell that has one."""
        worked, steps, figures = self.worked(answer), self._steps(answer), answer.figures
        untold = nothing(say(FAILED, error=worked.error) if worked.error else say(UNTOLD_BY_MEASURE))
        types = ["", *figures.types, *figures.type_groups.ids]
        return {
            (area, type_): self._picture(worked.numbers.get((area, type_)), steps) or untold
            for area in ["", *every_area(answer)]
            for type_ in types
        }

    def sentences(self, answer: Answer) -> list[str]:
        """Of everything where it is most and least; of a cell its number; then what it is."""
        worked, choice = self.worked(answer), answer.choice
        if worked.error:
            return [f"{self.measure.title}: {say(FAILED, error=worked.error)}"]
        if choice.area or choice.stakeholder:
            return [*super().sentences(answer), *self._explained()]
        return [f"{self.measure.title}: {self.finding(answer)}.", *self._explained()]

    def finding(self, answer: Answer) -> str:
        """``most in Gisborne (2.1 times), least in Auckland (0.6)``, or the number of everyone."""
        pictures = self.cell_pictures(answer)
        ranked, _ = cells_told(answer, pictures)
        if len(ranked) < 2 * _NAMED:
            whole = self.worked(answer).numbers.get(("", ""), (None,))[0]
            return (
                say(UNTOLD_BY_MEASURE)
                if whole is None
                else say(
                    "{number} {unit} of everyone heard", number=number_text(whole), unit=self.measure.unit
                )
            )
        most, least = (
            join_words([f"{answer.names.cell(*cell)} ({text})" for cell, text in some])
            for some in self._ends(ranked, pictures)
        )
        return say("most in {most}, least in {least}", most=most, least=least)

    def _explained(self) -> list[str]:
        return list(filter(None, [first_paragraph(self.measure.explanation)]))

    def _ends(
        self, ranked: list[MeasuredCell], pictures: Pictures
    ) -> Iterator[list[tuple[MeasuredCell, str]]]:
        """The cells that are most and those that are least, with their numbers, of which the first says its unit."""
        named = _NAMED if all(not (area and type_) for area, type_ in ranked) else 1
        first = f"{pictures[ranked[0]].text} {self.measure.unit}"
        for some in (ranked[:named], ranked[: -named - 1 : -1]):
            yield [(cell, first if cell == ranked[0] else pictures[cell].text) for cell in some]

    def listing(self, answer: Answer) -> Listing:
        """The cells that it tells, most first."""
        error = self.worked(answer).error
        empty = say(FAILED, error=error) if error else say(UNTOLD_BY_MEASURE)
        return own_listing(self.title(answer), self.measure.unit, answer, self.cell_pictures(answer), empty)

    def worked(self, answer: Answer) -> Worked:
        """What the measure says of the release."""
        return worked_out(self.measure, answer.figures)

    def _steps(self, answer: Answer) -> list[float]:
        """Where the next shade begins: quarters of all cells that are told, those that differ."""
        values = [value for value, *_ in self.worked(answer).numbers.values() if value is not None]
        if not values:
            return []
        # Of their quarters, since a span may be longer than any number.
        quarters = [4 * float(one) for one in np.quantile(np.divide(values, 4), _QUARTERS)]
        return [one for one in dict.fromkeys(quarters) if one > min(values)]

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


def _span(begins: float | None, ends: float | None, unit: str) -> str:
    if begins is None:
        return say("under {number} {unit}", number=number_text(ends), unit=unit) if ends is not None else unit
    return (
        say("{number} {unit} or more", number=number_text(begins), unit=unit)
        if ends is None
        else _range(begins, ends)
    )


def _tables(measure: OwnMeasure) -> str:
    noun = "table" if len(measure.needs) == 1 else "tables"
    return f"{noun} {join_words([*measure.needs])}"


def _range(lower: float, upper: float) -> str:
    return say("{lower} to {upper}", lower=number_text(lower), upper=number_text(upper))
