"""Which published cells press on a hidden one, and would free it if they were hidden too."""

import numpy as np

from wellbeing.release.knowledge import Bounds, Knowledge, is_total
from wellbeing.release.relations import Numbers
from wellbeing.release.requirements import FEW_WIDTH, SHOWN_WIDTH, Mask, Published


def may_be_hidden(known: Knowledge, told: Published) -> Mask:
    """Shown cells that the release can do without: not the total, and nothing that is public anyway."""
    low, high = known.beforehand
    return np.asarray(told.shown & (high - low > SHOWN_WIDTH) & ~is_total(known.cells))


def pressing(known: Knowledge, told: Published, bounds: Bounds, cell: int) -> np.ndarray:
    """The cells that may be hidden and that, in one relation, keep a weak cell where it is."""
    free = may_be_hidden(known, told)
    columns = known.columns
    rows = columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]
    found = [_in_relation(known, told, bounds, cell, row) for row in rows]
    others = np.unique(np.concatenate([[cell], *found]))  # a shown cell may be hidden itself
    return np.asarray(others[free[others]])


def _in_relation(known: Knowledge, told: Published, bounds: Bounds, cell: int, row: int) -> np.ndarray:
    """Cells of one relation whose wider bounds would let the weak cell go further."""
    terms, signs = _terms(known, row)
    low, high = bounds
    own = float(signs[terms == cell][0])
    # As if the weak cell were added: what is on its own side presses from the other.
    with_it = (signs * own)[terms != cell]
    others = terms[terms != cell]
    least, most = _left_by(known, row, own, (with_it, low[others], high[others]))
    too_low, too_high = _wrong(known, told, bounds, cell)
    loose = low[others] > known.disclosure.threshold
    up = (with_it > 0) | loose if too_low and least >= low[cell] else np.zeros(others.size, bool)
    down = (with_it < 0) | loose if too_high and most <= high[cell] else np.zeros(others.size, bool)
    return np.asarray(others[up | down])


def _left_by(
    known: Knowledge, row: int, own: float, others: tuple[Numbers, Numbers, Numbers]
) -> tuple[float, float]:
    """The least and the most that one relation leaves to a cell."""
    with_it, low, high = others
    limits = sorted((own * known.relations.lower[row], own * known.relations.upper[row]))
    large = np.where(with_it > 0, high, -low).sum()
    small = np.where(with_it > 0, low, -high).sum()
    return limits[0] - large, limits[1] - small


def _wrong(known: Knowledge, told: Published, bounds: Bounds, cell: int) -> tuple[bool, bool]:
    """Whether the cell's lower bound must give way, and its upper one."""
    low, high = bounds
    if not told.few[cell] or known.least[cell] > 0:
        return True, True
    return bool(low[cell] > 0), bool(high[cell] < FEW_WIDTH)


def _terms(known: Knowledge, row: int) -> tuple[np.ndarray, Numbers]:
    matrix = known.relations.matrix
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]
