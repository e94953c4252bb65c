"""The largest gaps, in words; each selects its cell."""

from typing import Any, Final

import polars as pl

from wellbeing.reports.point import about
from wellbeing.reports.sentences import cell_sentence
from wellbeing.reports.words import Row
from wellbeing.views.markup import written
from wellbeing.views.part import Part

ROBUST: Final = "Robust: the same state under every benchmark at hand."
NONE: Final = "None on these figures. Grey cells are too small to judge, which is not the same as heard."


class Gaps(Part):
    """Cells that lack voices, most first; of the chosen region or type where one is chosen."""

    def html(self) -> str:
        """The list, five at once; nothing beside what was said, which has a picture of its own there."""
        if self.answer.choice.show != "coverage":
            return ""
        rows = [self._line(row) for row in self._chosen().iter_rows(named=True)]
        who = about(self.answer, self.names)
        title = f"Largest gaps: {who}" if who else "Largest gaps"
        return written("gaps", title=title, gaps=rows, empty=NONE, robustness=ROBUST if rows else "")

    def _chosen(self) -> pl.DataFrame:
        choice, gaps, parts = self.answer.choice, self.answer.covered.gaps, self.explorer.figures.parts
        chosen = parts(choice.area, choice.stakeholder)
        touches = [bool(parts(*row) & chosen) for row in gaps.select("area", "stakeholder").iter_rows()]
        return gaps.filter(pl.Series(touches, dtype=pl.Boolean))

    def _line(self, row: Row) -> dict[str, Any]:
        choice, parts = self.answer.choice, self.explorer.figures.parts
        name = f"{self.names.area(row['area'])} · {self.names.stakeholder_short(row['stakeholder'])}"
        chosen = parts(row["area"], row["stakeholder"]) == parts(choice.area, choice.stakeholder)
        words = cell_sentence(row, self.threshold)
        return {"name": name, "chosen": chosen, "words": words, **_keys(row)}


def _keys(row: Row) -> dict[str, Any]:
    return {key: row[key] for key in ("area", "stakeholder", "state", "robust")}
