"""Many cells at once pushed as far as they go, part by part: most of a proof, for little of its work."""

from typing import Final

import numpy as np

from wellbeing.release.knowledge import Knowledge
from wellbeing.release.lifting import Lifts, supporting
from wellbeing.release.parts import Part, parts
from wellbeing.release.programme import Programme
from wellbeing.release.proof import Proof
from wellbeing.release.relations import Numbers
from wellbeing.release.requirements import FEW_WIDTH, Published

#: A round costs less than this many programmes for one cell each.
WORTH: Final = 2
#: Rounds in a row that were not worth it, before cells are looked at one by one.
POOR: Final = 4
#: Shares of the open cells that are pushed up at once: few, or they stand in each other's way.
UPWARDS: Final = (0.1, 0.3, 1.0)
#: Fewer open cells than this hardly stand in each other's way.
MANY: Final = 500
#: Pushes of one part in a round, at most; the share of its open cells that each must prove to go on.
PUSHES, ENOUGH = 12, 0.03
#: A cell that was seen neither lower nor higher goes up in about so many pushes of all.
EITHER: Final = 0.5
#: A comment is worth less than a cell that is open itself, and more the more themes wait for it.
SUPPORT, MOST = 0.3, 10
#: The directions are drawn from a fixed seed: the same release, the same proof.
SEED: Final = 2018


class Sweep:
    """One proof's pushes."""

    def __init__(self, known: Knowledge, told: Published, proof: Proof) -> None:
        self._known, self._told, self._proof = known, told, proof
        self._bounds = known.stated(told)
        self._parts = parts(known.cells)
        themes = self._parts.of_themes
        self._lifts = Lifts(known.relations, self._bounds, themes)
        self._supporting = supporting(known.relations, themes)
        self._chance = np.random.default_rng(SEED)

    def run(self, programme: Programme) -> None:
        """Rounds for as long as they prove enough."""
        resting = programme.push(np.where(self._parts.of_themes, -1.0, 0.0))  # themes press on comments
        self._proof.note(resting)
        spine = Part(self._known.relations, self._bounds, self._parts.spine, resting)
        left, poor, number = self._left(np.arange(self._bounds[0].size)), 0, 0
        while left > WORTH and poor < POOR:
            share = UPWARDS[number % len(UPWARDS)] if left > MANY else 1.0
            self._round(spine, resting, share)
            before, left = left, self._left(np.arange(self._bounds[0].size))
            poor, number = (poor + 1 if before - left < WORTH else 0), number + 1

    def _round(self, spine: Part, resting: Numbers, share: float) -> None:
        counts = self._pushed(spine, resting, share)
        for cells in self._parts.cuts:
            counts = self._worked(cells, counts)
            self._lift(counts)
        for cells in self._parts.themes:
            self._worked(cells, counts)

    def _worked(self, cells: np.ndarray, counts: Numbers) -> Numbers:
        """Pushes one part for as long as that proves enough of it."""
        left = self._left(cells)
        part = Part(self._known.relations, self._bounds, cells, counts) if left else None
        poor = 0
        for number in range(PUSHES):
            if part is None or not left or poor > 1:
                break
            counts = self._pushed(part, counts, UPWARDS[number % len(UPWARDS)])
            before, left = left, self._left(cells)
            poor = poor + 1 if before - left < max(2, ENOUGH * before) else 0
        return counts

    def _pushed(self, part: Part, counts: Numbers, share: float) -> Numbers:
        moved = part.push(self._directions(share), counts)
        self._proof.note(moved)
        self._proof.solved += 1
        return moved

    def _lift(self, counts: Numbers) -> None:
        cells = self._lifts.possible(counts)
        self._proof.note_higher(cells, counts[cells] + FEW_WIDTH)

    def _left(self, cells: np.ndarray) -> int:
        return int(self._proof.open(self._told)[cells].sum())

    def _directions(self, share: float) -> Numbers:
        """Drawn anew each time: cells that must be seen higher up, the others down."""
        lower, higher = self._proof.lacking(self._told)
        drawn, weights = self._chance.random(lower.size), self._chance.uniform(0.1, 1, lower.size)
        up = higher & (drawn < np.where(lower, min(share, EITHER), share))
        waiting = self._supporting @ (higher & self._parts.of_themes).astype(float)
        support = SUPPORT * np.minimum(waiting, MOST) * weights
        others = np.where(lower, -weights, 0.0) + np.where(drawn < share, support, 0.0)
        return np.where(up, weights, others)
