"""The map's twin: the same regions and figures as a table that keys can walk."""

from typing import Any

from wellbeing.language import say
from wellbeing.model.grouping import each_of
from wellbeing.reports.words.cells import upper_first
from wellbeing.state.choice import Choice
from wellbeing.views.parts.part import MAP, SHOW, Part
from wellbeing.views.shell.markup import render


class RegionList(Part):
    """Regions as a list: arrows walk it, Enter selects, Esc lets go."""

    follows = (SHOW, MAP)

    def chosen(self, choice: Choice, /) -> list[str]:
        """The chosen regions."""
        return [f"region-{area}" for area in each_of(choice.area)]

    def html(self) -> str:
        """The table of the present choice."""
        is_drawn = not self.explorer.release.boundaries.is_empty()
        heads, cells = self.chosen_show.map_table(self.answer)
        return render(
            "regions",
            summary=say("The map as a table") if is_drawn else upper_first(self.names.words.regions),
            is_open=not is_drawn,
            caption=self.names.selection(self.answer.choice.only({"stakeholder", "community", "cut"}))
            or self.names.everyone,
            heads=heads,
            rows=[self._row(area, texts) for area, texts in cells.items()],
        )

    def _row(self, area: str, texts: list[str]) -> dict[str, Any]:
        return {
            "area": area,
            "name": self.names.area(area),
            "name_mi": self.names.area_mi(area),
            "cells": texts,
        }
