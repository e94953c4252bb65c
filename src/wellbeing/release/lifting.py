"""Themes that can rise by themselves: a cell and all that it is part of, each by as many.

Nothing else changes when a few more of those who commented in a cell raised a theme, so that most cells of
themes are proved without a programme.
"""

from typing import Final

import numpy as np
from scipy.sparse import coo_array, csr_array, eye_array

from wellbeing.release.knowledge import Bounds
from wellbeing.release.relations import Numbers, Relations
from wellbeing.release.requirements import FEW_WIDTH, Mask

#: A cell is part of at most so many others, one above the other: its group, everywhere; in either table.
STEPS: Final = 4
TOLERANCE: Final = 1e-6


class Lifts:
    """For each cell that is free to rise: what rises with it, and what that does to each relation."""

    def __init__(self, made: Relations, bounds: Bounds, free: Mask) -> None:
        self._made, self._high = made, bounds[1]
        self._cells = np.flatnonzero(free)
        moved = _with_wholes(made, free)[self._cells].T
        self._moved = coo_array(moved)
        changed = coo_array(made.matrix @ moved)
        changed.eliminate_zeros()
        self._changed = changed

    def possible(self, counts: Numbers) -> np.ndarray:
        """The cells that can be ``FEW_WIDTH`` higher than in counts that obey everything."""
        cell, lift = self._moved.coords
        beyond = counts[cell] + FEW_WIDTH > self._high[cell] + TOLERANCE
        row, by = self._changed.coords
        sums = (self._made.matrix @ counts)[row] + FEW_WIDTH * self._changed.data
        broken = (sums > self._made.upper[row] + TOLERANCE) | (sums < self._made.lower[row] - TOLERANCE)
        wrong = np.bincount(lift[beyond], minlength=self._cells.size)
        wrong += np.bincount(by[broken], minlength=self._cells.size)
        return np.asarray(self._cells[wrong == 0])


def supporting(made: Relations, free: Mask) -> csr_array:
    """Cell by free cell: 1 where more of the one lets the other rise: comments, and themes in them."""
    rows = np.flatnonzero((made.matrix @ free.astype(float) > 0) & (made.lower == -np.inf))
    limits = made.matrix[rows]
    above, below = _signed(limits, -1) * ~free, _signed(limits, 1) * free
    return csr_array((csr_array(above).T @ csr_array(below)) > 0).astype(float)


def _with_wholes(made: Relations, free: Mask) -> csr_array:
    """Free cell by cell: itself, and every free cell that it is part of."""
    inside = np.flatnonzero(abs(made.matrix) @ (~free).astype(float) == 0)
    own = made.matrix[inside]
    wholes = _signed(own, 1).T @ _signed(own, -1)
    found = eye_array(free.size, format="csr")
    for _ in range(STEPS):
        found = csr_array((found + found @ wholes) > 0).astype(float)
    return found


def _signed(matrix: csr_array, sign: int) -> csr_array:
    """1 where a relation's term has the sign."""
    return csr_array((matrix.data * sign > 0, matrix.indices, matrix.indptr), shape=matrix.shape).astype(
        float
    )
