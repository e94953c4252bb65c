"""The map's twin: the same regions and figures as a table that keys can walk."""

from typing import Final

from wellbeing.reports.cells import mapped_pictures
from wellbeing.reports.point import about
from wellbeing.reports.words import count_text, state_words
from wellbeing.views.markup import written
from wellbeing.views.part import Part

#: What the map shows of opinion, as a column.
HEADS: Final = {"position": "Share", "tone": "Tone", "theme": "Raised"}


class Regions(Part):
    """Regions as a list: arrows walk it, Enter selects, Esc lets go."""

    def html(self) -> str:
        """The table of the present choice."""
        is_coverage = self.answer.choice.show == "coverage"
        return written(
            "regions",
            summary="The map as a table",
            caption=about(self.answer, self.names) or "All types",
            heads=["Region", "Heard", "Expected", "State"]
            if is_coverage
            else ["Region", HEADS[self.answer.choice.show], "In words"],
            rows=self._covered() if is_coverage else self._said(),
        )

    def _covered(self) -> list[dict[str, object]]:
        rows = self.answer.covered.mapped.filter(area_kind="region").iter_rows(named=True)
        return [
            self._row(
                row["area"],
                [count_text(row, self.threshold), _about(row["expected"]), state_words(row)],
            )
            for row in rows
        ]

    def _said(self) -> list[dict[str, object]]:
        pictured = mapped_pictures(self.answer, self.explorer.figures)
        regions = self.explorer.figures.regions
        return [self._row(code, [pictured[code].text, pictured[code].words]) for code in regions]

    def _row(self, area: str, cells: list[str]) -> dict[str, object]:
        return {
            "area": area,
            "name": self.names.area(area),
            "name_mi": self.names.area_mi(area),
            "chosen": area == self.answer.choice.area,
            "cells": cells,
        }


def _about(expected: float | None) -> str:
    return "–" if expected is None else f"{expected:,.0f}"
