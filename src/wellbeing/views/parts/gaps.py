"""The list of gaps, in words; each selects its cell."""

from typing import Any, Final

import polars as pl

from wellbeing.reports.shows.coverage_sentences import no_gaps
from wellbeing.reports.words.cells import CellRow
from wellbeing.reports.words.sentences import cell_sentence, chance_sentence, yardstick_sentence
from wellbeing.state.choice import Choice
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

FAMILY: Final = "Listed: groups of regions by groups of types, regions, and types."


class GapList(Part):
    """Cells that lack voices, most first; of the chosen region or type where one is chosen."""

    def html(self) -> str:
        """The list, five at once; nothing where something else stands beside the map."""
        if "gaps" not in self.chosen_show.beside:
            return ""
        gaps = [self._gap(row) for row in self._listed().iter_rows(named=True)]
        subject = self.names.selection(self.answer.choice)
        title = f"Gaps: {subject}" if subject else "Gaps"
        return render("gaps", title=title, gaps=gaps, empty=no_gaps(self.answer), note=self._note())

    def chosen(self, choice: Choice, /) -> list[str]:
        """The chosen cell, under whichever name it is listed."""
        figures = self.explorer.figures
        return [f"gap-{area}-{type_}" for area, type_ in figures.same_cell(choice.area, choice.stakeholder)]

    def _note(self) -> str:
        """What is listed, and how much of the whole list may be chance; choosing does not change it."""
        rows = self.answer.coverage.gaps.filter(pl.col("state").cast(pl.String) == "gap").to_dicts()
        number = f"{len(rows)} {'gap' if len(rows) == 1 else 'gaps'} in all. " if rows else ""
        return f"{number}{chance_sentence(rows) if rows else ''} {FAMILY}".strip()

    def _listed(self) -> pl.DataFrame:
        choice, gaps, parts = self.answer.choice, self.answer.coverage.gaps, self.explorer.figures.parts
        chosen = parts(choice.area, choice.stakeholder)
        touches = [bool(parts(*row) & chosen) for row in gaps.select("area", "stakeholder").iter_rows()]
        return gaps.filter(pl.Series(touches, dtype=pl.Boolean))

    def _gap(self, row: CellRow) -> dict[str, Any]:
        return {
            "name": self.names.cell_short(row["area"], row["stakeholder"]),
            "words": cell_sentence(row, self.answer.threshold, self.explorer.figures.hui_size),
            "yardstick": yardstick_sentence(row, self.explorer.figures.benchmark_names),
            **{key: row[key] for key in ("area", "stakeholder", "state")},
        }
