"""Who stands apart from everyone heard in a share: regions and types that map, matrix and funnel colour, by name."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from wellbeing.language import join_words, message, say
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.words.agreement import AGREEING, Agreement, told_alike
from wellbeing.reports.words.cells import CellRow, lower_first
from wellbeing.reports.words.sentences import MOST_NAMES
from wellbeing.state.answer import Answer
from wellbeing.state.margins import Breakdown, breakdowns

_SIDES: Final = {
    "above": message("above it {names}"),
    "below": message("below it {names}"),
    "looks_above": message("above it as it looks, not certain, {names}"),
    "looks_below": message("below it as it looks, not certain, {names}"),
}
_NAMED: Final = message("{question}: share who {agree}, beside that of everyone heard ({whole}): {sides}.")
_OTHERS: Final = message(
    " A share is told of {number} of {all} {regions} and {types}; no other of these is told apart."
)
_NONE: Final = message(
    "{question}: a share who {agree} is told of {number} of {all} {regions} and {types}; none of these is told apart "
    "from everyone heard ({whole})."
)


class StandingOut:
    """Regions and types whose share stands apart from the whole engagement's, on one question; a few of each side."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer whose question is told; it is told of everyone, whatever is chosen."""
        self._answer = answer
        everyone = answer.positions.whole.filter(_agrees()).row(0, named=True)
        parts = (row for breakdown in breakdowns(answer.figures) for row in self._of(breakdown))
        self._whole, *self._rows = told_alike([everyone, *parts])

    def sentence(self) -> str:
        """Who stands on which side, those surest first; that nobody does; empty where no share can be told."""
        if not self._rows:
            return ""
        names, question = self._answer.names, self._answer.positions.question
        told = {
            "question": question.label,
            "agree": names.does(question, AGREEING),
            "whole": Agreement.amount(self._whole),
            "number": len(self._rows),
            "all": sum(len(each.members) for each in breakdowns(self._answer.figures)),
            "regions": names.words.regions,
            "types": names.words.types,
        }
        sides = [self._side(standing) for standing in _SIDES]
        if not any(sides):
            return say(_NONE, **told)
        others = say(_OTHERS, **told) if len(self._rows) > sum(len(self._on(one)) for one in _SIDES) else ""
        return say(_NAMED, sides="; ".join(filter(None, sides)), **told) + others

    def named(self) -> list[tuple[str, str]]:
        """Area and type of each that the sentence names."""
        rows = [row for standing in _SIDES for row in self._on(standing)[:MOST_NAMES]]
        return [(row.get("area", ""), row.get("stakeholder", "")) for row in rows]

    def _of(self, breakdown: Breakdown) -> Iterator[CellRow]:
        """The members of a breakdown with a share of their own; one that is all of a group stands once."""
        frame = getattr(self._answer.positions, "areas" if breakdown.column == "area" else "stakeholders")
        rows = frame.filter(
            _agrees(),
            pl.col("tier").cast(pl.String).is_in(SHARED),
            pl.col("standing").is_not_null(),
            pl.col(breakdown.column).is_in(breakdown.members),
        )
        yield from rows.iter_rows(named=True)

    def _on(self, standing: str) -> list[CellRow]:
        return sorted(
            (row for row in self._rows if row["standing"] == standing),
            key=lambda row: -abs(row["p_below"] - 0.5),
        )

    def _side(self, standing: str) -> str:
        rows = self._on(standing)
        names = [f"{self._name(row)} ({Agreement.amount(row)})" for row in rows[:MOST_NAMES]]
        rest = [say("{number} more", number=len(rows) - MOST_NAMES)] if len(rows) > MOST_NAMES else []
        return say(_SIDES[standing], names=join_words([*names, *rest])) if rows else ""

    def _name(self, row: CellRow) -> str:
        names = self._answer.names
        return (
            names.area(row["area"])
            if row.get("area")
            else lower_first(names.stakeholder_short(row["stakeholder"]))
        )


def _agrees() -> pl.Expr:
    return pl.col("position").cast(pl.String) == AGREEING
