"""How firm a gap is: how far the expected number may be wrong before it is none."""

from typing import Final

import numpy as np
import polars as pl
from scipy.special import ndtr

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.ensemble import GRID_STEP, quantile
from wellbeing.measures.coverage.evidence import evidence, likelihood, score_interval
from wellbeing.measures.opinion.intervals import Z

#: Relative standard error of an expected number, by the basis of its benchmark.
ERRORS: Final = {"published": 0.0, "derived": 0.1, "assumed": 0.3}
#: Standard deviations within which a mean is looked for, and at how many places.
_REACH: Final = 6.0
_POINTS: Final = 1_000


def tipping_point(coverage: Floats, expected: Floats, heard: Floats, under: float) -> Floats:
    """The least expected number E′ at which each cell stays a gap: P(λE < 0.8·E′) ≥ c, and x < 0.8·E′.

    What is learnt from other cells may make too little of a count that is itself as many as expected.

    Args:
        coverage: λ_c, the coverage below which the cell lies with probability c (``surest_coverage``).
        expected: E, the number that λ is relative to.
        heard: x, what is published; of a cell that is few, the most that it may be.
        under: coverage below which it is too little.
    """
    return np.minimum(np.maximum(expected * coverage, heard) / under, expected)


def surest_coverage(rows: pl.DataFrame, limit: float, threshold: int) -> Floats:
    """λ_c, the least coverage below which each cell lies with the probability ``limit``.

    By its posterior over the grid; where a step of the grid is wider than the cell's own standard error, by the
    cell's evidence alone: the grid then tells of its own steps, and below its first of nothing.

    Args:
        rows: what is published of each cell, ``phi``, ``expected``, ``posterior``, and its 95 % interval of λ.
        limit: c, the least probability of too little coverage among the gaps of the list.
        threshold: figures below it are ``few``.
    """
    found = quantile(np.array(rows["posterior"].to_list()), limit)
    error = (rows["upper"] - rows["lower"]).to_numpy() / (2 * Z)
    is_coarse = error < GRID_STEP
    coarse = rows.filter(is_coarse)
    if coarse.height:
        found[is_coarse] = _heard_with(coarse, limit, threshold) / coarse["expected"].to_numpy()
    return found


def _heard_with(rows: pl.DataFrame, probability: float, threshold: int) -> Floats:
    """The least mean μ below which each cell's lies with that probability, were every mean as likely before."""
    lower, upper = score_interval(rows, threshold, _REACH)
    step = (upper - lower) / _POINTS
    means = lower[:, None] + step[:, None] * (np.arange(_POINTS) + 0.5)
    likely = likelihood(evidence(rows, threshold), np.ones(rows.height), rows["phi"].to_numpy(), means)
    cumulated = likely.cumsum(axis=1) / likely.sum(axis=1, keepdims=True)
    ends = lower[:, None] + step[:, None] * np.arange(_POINTS + 1)
    return np.array(
        [np.interp(probability, [0.0, *part], end) for part, end in zip(cumulated, ends, strict=True)]
    )


def holds(expected: Floats, tipping: Floats, basis: pl.Series) -> Floats:
    """How probably E′ = E·exp(ε) stays above the tipping point, ε normal with the error of the basis.

    NaN where ``tipping`` is; 1 where the basis has no error.
    """
    error = basis.cast(pl.String).replace_strict(ERRORS, default=0.0, return_dtype=pl.Float64).to_numpy()
    room = np.log(expected / tipping)
    chance = ndtr(room / np.where(error > 0, error, 1.0))
    return np.where(error > 0, chance, np.where(np.isnan(tipping), np.nan, 1.0))
