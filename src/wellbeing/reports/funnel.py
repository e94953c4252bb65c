"""What a funnel says, in a sentence, and as rows: no ranking, in the order in which areas are declared."""

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

from wellbeing.reports.words.cells import CellRow, band, join_words, percent
from wellbeing.state.answer import Answer

STANDING_WORDS: Final = {
    "far_below": "below what chance explains (beyond 998 in 1,000)",
    "below": "below what chance explains (beyond 95 in 100)",
    "within": "not surely apart from the whole",
    "above": "above what chance explains (beyond 95 in 100)",
    "far_above": "above what chance explains (beyond 998 in 1,000)",
}
FUNNEL_READING: Final = (
    "Each dot is an area, the dotted line the whole engagement. If every area were like the whole, 95 in 100 "
    "would lie between the full lines and 998 in 1,000 between the dashed ones: wide where few answered. "
    "A dot has a colour only if it lies outside by more than the deliberate error of its counts explains; "
    "the place of the others says nothing, so areas are not ranked."
)


class FunnelReport:
    """The funnel of one answer, in words."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer whose question is drawn."""
        self._answer, self._names = answer, answer.names
        self._funnel = answer.positions.funnel

    def title(self) -> str:
        """The finding: which areas stand outside, or that none does."""
        who = self._answer.choice.stakeholder
        about = f"{self._names.stakeholder(who)}: " if who else ""
        if self._funnel.cells.is_empty():
            return f"{about}too few answered in every area to compare them"
        beyond = [text for text in (self._beyond("below"), self._beyond("above")) if text]
        return about + (
            "; ".join(beyond) if beyond else "no area is surely further from the whole than chance explains"
        )

    def share(self) -> str:
        """Which share is drawn."""
        question = self._answer.positions.question
        return (
            f"“{question.en}”: share who {self._names.position(question, 'support')}, of those who answered"
        )

    def rows(self, order: Sequence[str]) -> list[dict[str, Any]]:
        """One row per area of ``order`` that has a share; what a table and a dot say of it."""
        rows = {row["area"]: row for row in self._funnel.cells.iter_rows(named=True)}
        return [self._row(rows[area]) for area in order if area in rows]

    def undrawn(self, order: Sequence[str]) -> str:
        """Which areas have no dot, and why; empty where all have one."""
        shown = set(self._funnel.cells["area"])
        missing = [self._names.area(area) for area in order if area not in shown]
        return f"Too few answered to draw: {'; '.join(missing)}." if missing else ""

    def _beyond(self, side: str) -> str:
        standing = pl.col("standing").cast(pl.String)
        names = [
            self._names.area(area) for area in self._funnel.cells.filter(standing.str.ends_with(side))["area"]
        ]
        verb = "is" if len(names) == 1 else "are"
        return f"{join_words(names)} {verb} {side} what chance explains" if names else ""

    def _row(self, row: CellRow) -> dict[str, Any]:
        return {
            "area": row["area"],
            "name": self._names.area(row["area"]),
            "cells": [
                percent(row["share"]),
                f"{row['n']:,}",
                band(row["lower"], row["upper"]),
                STANDING_WORDS[str(row["standing"])],
            ],
        }
