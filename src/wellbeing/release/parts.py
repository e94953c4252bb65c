"""Cells that can move while all others stay: small programmes in place of one large one.

Positions move within their cell, channels and periods too; themes move below the comments of theirs. What is
found with the others held still obeys every relation, so it proves as much as what the whole programme finds.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from wellbeing.release.knowledge import Bounds
from wellbeing.release.programme import NoAnswerError, Programme
from wellbeing.release.relations import Numbers, Relations
from wellbeing.release.requirements import Mask
from wellbeing.release.universe import ALL

#: Cuts whose cells can move while what they cut stays.
CUTS: Final = ("channel", "period", "position", "tone")
#: A count so near to a whole number is that number, but for the solver's rounding; or others may not fit it.
ROUNDING: Final = 1e-7


@dataclass(frozen=True)
class Parts:
    """The cells of a release by what they move with."""

    #: Cells that are of a theme.
    of_themes: Mask
    #: All others.
    spine: np.ndarray
    #: Some of the spine: one cut each, of one question.
    cuts: list[np.ndarray]
    #: One theme of one question each.
    themes: list[np.ndarray]


def parts(cells: pl.DataFrame) -> Parts:
    """The parts of ``universe.each_once``."""
    themes, week, figure = (pl.col(name) != ALL for name in ("theme", "week", "figure"))
    cut = [
        part
        for name in CUTS
        for part in _each(cells.filter(pl.col(name) != ALL, ~(themes | week | figure)), "question")
    ]
    of_themes = cells.select(themes).to_series().to_numpy()
    return Parts(of_themes, np.flatnonzero(~of_themes), cut, _each(cells.filter(themes), "question", "theme"))


def _each(cells: pl.DataFrame, *by: str) -> list[np.ndarray]:
    return [part["cell"].to_numpy() for part in cells.partition_by(*by, maintain_order=True)]


class Part:
    """The programme of some cells, while all others stay where they are."""

    def __init__(self, made: Relations, bounds: Bounds, cells: np.ndarray, counts: Numbers) -> None:
        self._cells = cells
        low, high = bounds
        self._programme = Programme(_left_to(made, cells, counts), low[cells], high[cells])

    def push(self, weights: Numbers, counts: Numbers) -> Numbers:
        """The counts with these cells moved so that their weighted sum is as large as it can be.

        The same counts where the solver's rounding left these cells no room.
        """
        moved = counts.copy()
        try:
            found = self._programme.push(weights[self._cells])
        except NoAnswerError:
            return moved
        whole = np.rint(found)
        moved[self._cells] = np.where(np.abs(found - whole) < ROUNDING, whole, found)
        return moved


def _left_to(made: Relations, cells: np.ndarray, counts: Numbers) -> Relations:
    """What the relations leave to some cells, where all others stay."""
    rows = np.unique(made.matrix.tocsc()[:, cells].indices)
    matrix = made.matrix[rows]
    inside = matrix[:, cells]
    others = matrix @ counts - inside @ counts[cells]
    return Relations(inside, made.lower[rows] - others, made.upper[rows] - others, made.kinds[rows])
