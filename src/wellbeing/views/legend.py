"""The legend of the map, in words, with how many areas are in each state."""

from collections import Counter
from typing import Any, Final

from wellbeing.charts.palette import GLYPHS
from wellbeing.reports.keys import opinion_entries
from wellbeing.reports.point import about
from wellbeing.reports.titles import title
from wellbeing.reports.words import STATE_WORDS
from wellbeing.state.explorer import Explorer
from wellbeing.views.map import Map
from wellbeing.views.markup import written
from wellbeing.views.part import Part

#: On a legend one entry stands for both reasons why a state cannot be told.
LEGEND: Final = {"cannot_tell": "too few expected to judge, or not clear yet"}


class Legend(Part):
    """What the colours and signs of the map mean; how it is drawn."""

    def __init__(self, explorer: Explorer, drawn: Map, **params: Any) -> None:
        """Take the map that is explained."""
        self._drawn = drawn
        super().__init__(explorer, **params)
        drawn.param.watch(self._write, "opened")

    def do(self, deed: str, about: str) -> None:
        """Open a region into its places, or what every part does."""
        if deed == "zoom":
            self._drawn.open(about)
        else:
            super().do(deed, about)

    def html(self) -> str:
        """Title, entries and the switch between map and tiles."""
        choice = self.answer.choice
        is_coverage = choice.show == "coverage"
        who = about(self.answer, self.names) or "all types"
        types = self.names.stakeholder(choice.stakeholder) if choice.stakeholder else "all types"
        told = title(self.answer, self.explorer.figures)
        return written(
            "legend",
            title=f"{told}: {who}" if is_coverage else f"{told}, {types} by region",
            entries=self._states() if is_coverage else opinion_entries(self.answer),
            drawing=choice.drawing,
            opens=self._opens(),
            dots="Dots are hui that were held; larger dots, more hui." if choice.drawing == "map" else "",
        )

    def _states(self) -> list[dict[str, Any]]:
        regions = self.answer.covered.mapped.filter(area_kind="region")
        times = Counter(regions["state"].cast(str))
        return [
            {"key": state, "glyph": GLYPHS[state], "words": LEGEND.get(state, words), "number": times[state]}
            for state, words in STATE_WORDS.items()
            if state != "no_benchmark" or times[state]
        ]

    def _opens(self) -> list[dict[str, Any]]:
        if self.answer.choice.drawing != "map":
            return []
        return [
            {"area": code, "open": code == self._drawn.opened, "words": f"Open {self.names.area(code)}"}
            for code in self.explorer.release.engagement.opens
        ]
