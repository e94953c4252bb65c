"""The largest gaps, in words; each selects its cell."""

from typing import Any, Final

import polars as pl

from wellbeing.reports.words.cells import CellRow
from wellbeing.reports.words.sentences import cell_sentence
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

ROBUST: Final = "Robust: the same state under every benchmark at hand."
NO_GAPS: Final = "None on these figures. Grey cells are too small to judge, which is not the same as heard."


class GapList(Part):
    """Cells that lack voices, most first; of the chosen region or type where one is chosen."""

    def html(self) -> str:
        """The list, five at once; nothing where something else stands beside the map."""
        if "gaps" not in self.chosen_show.beside:
            return ""
        gaps = [self._gap(row) for row in self._chosen().iter_rows(named=True)]
        subject = self.names.selection(self.answer.choice)
        title = f"Largest gaps: {subject}" if subject else "Largest gaps"
        return render("gaps", title=title, gaps=gaps, empty=NO_GAPS, robustness=ROBUST if gaps else "")

    def _chosen(self) -> pl.DataFrame:
        choice, gaps, parts = self.answer.choice, self.answer.coverage.gaps, self.explorer.figures.parts
        chosen = parts(choice.area, choice.stakeholder)
        touches = [bool(parts(*row) & chosen) for row in gaps.select("area", "stakeholder").iter_rows()]
        return gaps.filter(pl.Series(touches, dtype=pl.Boolean))

    def _gap(self, row: CellRow) -> dict[str, Any]:
        choice, parts = self.answer.choice, self.explorer.figures.parts
        chosen = parts(row["area"], row["stakeholder"]) == parts(choice.area, choice.stakeholder)
        return {
            "name": self.names.cell_short(row["area"], row["stakeholder"]),
            "chosen": chosen,
            "words": cell_sentence(row, self.answer.threshold),
            **{key: row[key] for key in ("area", "stakeholder", "state", "robust")},
        }
