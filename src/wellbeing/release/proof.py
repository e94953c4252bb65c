"""Proof that cells are wide enough: counts that obey all that is known, and differ."""

import numpy as np

from wellbeing.release.knowledge import Knowledge
from wellbeing.release.programme import TOLERANCE, Programme
from wellbeing.release.propagation import ENDLESS
from wellbeing.release.relations import Numbers
from wellbeing.release.requirements import FEW_WIDTH, Mask, Published


class Proof:
    """The least and the most of each cell among all the counts that were found to obey what is known."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self.least = np.full(known.cells.height, ENDLESS)
        self.most = np.full(known.cells.height, -ENDLESS)
        #: Rounds of hiding, and programmes solved, for the account in the manifest.
        self.rounds, self.solved = 0, 0

    @property
    def reached(self) -> tuple[Numbers, Numbers]:
        """The same as whole numbers."""
        return np.ceil(self.least - TOLERANCE), np.floor(self.most + TOLERANCE)

    def note(self, counts: Numbers) -> None:
        """Counts that obey everything."""
        self.least, self.most = np.minimum(self.least, counts), np.maximum(self.most, counts)

    def note_higher(self, cells: np.ndarray, counts: Numbers) -> None:
        """Some cells of counts that obey everything."""
        self.most[cells] = np.maximum(self.most[cells], counts)

    def open(self, told: Published) -> Mask:
        """The cells that were not yet proved wide enough."""
        return self._known.weak(told, self.reached)

    def lacking(self, told: Published) -> tuple[Mask, Mask]:
        """The open cells that must yet be seen lower, and higher."""
        low, high = self.reached
        still, from_nobody = self.open(told), told.few & (self._known.least <= 0)
        return still & ~(from_nobody & (low <= 0)), still & ~(from_nobody & (high >= FEW_WIDTH))

    def attempt(self, programme: Programme, told: Published, cell: int) -> np.ndarray:
        """Pushes one cell to both ends, as far as is needed; the cells that stopped it."""
        stopped = [np.empty(0, int)]
        for direction, up in ((0, False), (1, True)):
            if self.lacking(told)[direction][cell]:
                end = programme.extreme(cell, up=up)
                self.note(end.counts)
                if self.lacking(told)[direction][cell]:
                    stopped.append(end.stopped_by)
        return np.unique(np.concatenate(stopped))
