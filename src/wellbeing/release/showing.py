"""Cells shown again that need not have been hidden, and those that had to be, whatever else is hidden.

Hiding picks one cell after the other; what it picked first is at times no longer needed at the end.
"""

from dataclasses import replace

import numpy as np

from wellbeing.release.giving_way import may_be_hidden
from wellbeing.release.knowledge import Knowledge
from wellbeing.release.price import Prices
from wellbeing.release.requirements import Mask, Published


def shown_again(known: Knowledge, first: Published, told: Published, costs: Prices) -> Published:
    """The same with every cell shown whose hiding keeps nothing from being inferred.

    Cells of uncut tables come first, among these the largest: readers miss them most.

    Args:
        known: what an outsider knows.
        first: what may be published of each cell by itself; what it withholds stays withheld.
        told: the same after hiding.
        costs: what hiding a cell costs.
    """
    weak = _weak(known, told)
    hidden = np.flatnonzero(told.withheld & ~first.withheld)
    for cell in hidden[np.lexsort((-told.count[hidden], ~costs.plain[hidden]))].tolist():
        tried = _with_shown(first, told, cell)
        if not (_weak(known, tried) & ~weak).any():
            told = tried
    return told


def necessary(known: Knowledge, first: Published, told: Published) -> Mask:
    """The cells hidden for others without which too much is known, whatever else that may be is hidden."""
    free, protected = may_be_hidden(known, first), first.few | first.withheld
    found = np.zeros(free.size, bool)
    anyway = _weak(known, _without(first, free))
    for cell in np.flatnonzero(told.withheld & ~first.withheld).tolist():
        others = free.copy()
        others[cell] = False
        weak = _weak(known, _without(first, others)) & ~anyway
        found[cell] = bool((weak & protected).any() or weak[cell])
    return found


def _weak(known: Knowledge, told: Published) -> Mask:
    return known.weak(told, known.inferred(told))


def _without(first: Published, hidden: Mask) -> Published:
    return replace(first, withheld=first.withheld | hidden, held=first.held & ~hidden)


def _with_shown(first: Published, told: Published, cell: int) -> Published:
    withheld = told.withheld.copy()
    withheld[cell] = False
    return replace(told, withheld=withheld, held=first.held & ~withheld)
