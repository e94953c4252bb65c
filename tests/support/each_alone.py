"""The first edition's rule, as a control: each cell alone, a flat Jeffreys prior, no cluster, no list."""

import numpy as np
import polars as pl
from scipy.special import gammainc, ndtr, poch

#: A gap from this probability of coverage below 0.8 on, thin from that one on, where three are expected.
CERTAIN, LIKELY, LEAST = 0.9, 0.75, 3.0


def states(rows, n, threshold):
    """``gap``, ``thin`` or ``""`` of each row: ``count``, ``sd``, ``share``; ``n`` contributions are counted."""
    return [_state(row, row["share"] * n, threshold) for row in rows.iter_rows(named=True)]


def _state(row, expected, threshold):
    x = np.arange(0, max(row["count"] or 0, threshold) + 12)
    if row["count"] is None:
        chance = ndtr((threshold - 0.5 - x) / row["sd"])
    else:
        chance = np.exp(-((row["count"] - x) ** 2) / (2 * (row["sd"] ** 2 + 1 / 12)))
    weights = chance * poch(x + 1, -0.5)
    under = float((weights * gammainc(x + 0.5, 0.8 * expected)).sum() / weights.sum())
    if expected < LEAST or under < LIKELY:
        return ""
    return "gap" if under >= CERTAIN else "thin"


def listed(rows, n, threshold):
    """How many cells it calls gap or thin."""
    shown = rows.filter(pl.col("share").is_not_null())
    return sum(state != "" for state in states(shown, n, threshold))
