"""Two selections beside each other: whether a difference between them may be said, from published cells."""

from itertools import product
from typing import Final

import msgspec
import polars as pl

from wellbeing.measures.opinion.comparing import Apart, Cells, apart
from wellbeing.state.cells import question_base
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures, Parts
from wellbeing.state.margins import margin_table, rows_of

#: Why no difference is said: the two share contributions; kaitiaki keep an opinion; a share is not told.
REFUSALS: Final = ("overlap", "kept", "hidden")
#: The position whose share is compared.
AGREES: Final = "support"


class Side(msgspec.Struct, frozen=True):
    """One of two selections: areas × types; none of a kind is all of them."""

    areas: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()

    @classmethod
    def of(cls, choice: Choice) -> "Side":
        """What is chosen, without what stands beside it."""
        return cls(*(((one,) if one else ()) for one in (choice.area, choice.stakeholder)))

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Its cells, by the area and the type of each; "" is all."""
        return list(product(self.areas or ("",), self.stakeholders or ("",)))


def refusal(figures: Figures, one: Side, other: Side) -> str:
    """Why two selections cannot be compared, whatever they said: one of ``REFUSALS``, or ""."""
    sides = [[figures.parts(*cell) for cell in side.cells] for side in (one, other)]
    inside = any(_overlap(parts) for parts in sides)
    between = not frozenset().union(*sides[0]).isdisjoint(frozenset().union(*sides[1]))
    if inside or between:
        return "overlap"
    kept = figures.engagement.kept_by_kaitiaki
    is_kept = any(area and who in kept for side in (one, other) for area, who in side.cells)
    return "kept" if is_kept else ""


def said_apart(figures: Figures, question: str, one: Side, other: Side) -> Apart | None:
    """By how much those who agree differ between two selections; None where that may not be said."""
    if refusal(figures, one, other):
        return None
    first, second = (_cells(figures, question, side) for side in (one, other))
    if first is None or second is None:
        return None
    return apart(first, second, AGREES, figures.positions.deff(question))


def _overlap(parts: list[Parts]) -> bool:
    return sum(map(len, parts)) > len(frozenset().union(*parts))


def _cells(figures: Figures, question: str, side: Side) -> Cells | None:
    """The published cells of a selection; None where any of them is not in the release."""
    table = margin_table(*side.cells[0])
    said = [rows_of(figures.positions.answers(table, question), *cell) for cell in side.cells]
    asked = question_base(figures.release, table, question)
    if any(rows.is_empty() for rows in said):
        return None
    return Cells(pl.concat(said), pl.concat([rows_of(asked, *cell) for cell in side.cells]))
