"""What each equation by itself says of each cell, over and over until nothing more follows."""

from typing import Final

import numpy as np

from wellbeing.release.relations import Numbers, Relations

#: More than any engagement will hear: what is not bounded at all.
ENDLESS: Final = 1e12
#: Each round can only narrow; in practice a dozen rounds reach the end. What is left then is merely wider.
ROUNDS: Final = 200


def propagated(made: Relations, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Bounds narrowed by each relation, whole numbers, as far as that goes.

    Every count that obeyed the relations and the bounds given lies within the bounds returned.

    Args:
        made: the relations.
        low: the least that each cell can be.
        high: the most; ``ENDLESS`` where nothing is known.
    """
    entries = made.matrix.tocoo()
    order = np.argsort(entries.col, kind="stable")
    row, column, sign = entries.row[order], entries.col[order], entries.data[order]
    cells, starts = np.unique(column, return_index=True)
    low, high = low.copy(), high.copy()
    for _ in range(ROUNDS):
        least, most = _each(made, (row, column, sign), low, high)
        narrower_low, narrower_high = low.copy(), high.copy()
        narrower_low[cells] = np.maximum(low[cells], np.ceil(np.maximum.reduceat(least, starts) - 1e-9))
        narrower_high[cells] = np.minimum(high[cells], np.floor(np.minimum.reduceat(most, starts) + 1e-9))
        if np.array_equal(narrower_low, low) and np.array_equal(narrower_high, high):
            break
        low, high = narrower_low, narrower_high
    return low, high


def _each(
    made: Relations, entries: tuple[np.ndarray, np.ndarray, Numbers], low: Numbers, high: Numbers
) -> tuple[Numbers, Numbers]:
    """For every term: the least and the most that its relation leaves to its cell (all signs are ±1)."""
    row, column, sign = entries
    plus = sign > 0
    small = np.where(plus, low[column], -high[column])
    large = np.where(plus, high[column], -low[column])
    height = made.lower.size
    least_sum = np.bincount(row, small, height)
    most_sum = np.bincount(row, large, height)
    upper = made.upper[row] - (least_sum[row] - small)
    lower = made.lower[row] - (most_sum[row] - large)
    return np.where(plus, lower, -upper), np.where(plus, upper, -lower)
