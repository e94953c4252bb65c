"""How firm a gap is: how far the expected number may be wrong before it is none."""

from typing import Final

import numpy as np
import polars as pl
from scipy.special import ndtr

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.ensemble import quantile

#: Relative standard error of an expected number, by the basis of its benchmark.
ERRORS: Final = {"published": 0.0, "derived": 0.1, "assumed": 0.3}


def tipping_point(chances: Floats, expected: Floats, heard: Floats, limit: float, under: float) -> Floats:
    """The least expected number E′ at which each cell stays a gap: P(λE < 0.8·E′) ≥ ``limit``, and x < 0.8·E′.

    What is learnt from other cells may make too little of a count that is itself as many as expected.

    Args:
        chances: the posterior of λ over the grid.
        expected: E, the number that λ is relative to.
        heard: x, what is published; of a cell that is few, the most that it may be.
        limit: the least probability of too little coverage among the gaps of the list.
        under: coverage below which it is too little.
    """
    return np.minimum(np.maximum(expected * quantile(chances, limit), heard) / under, expected)


def holds(expected: Floats, tipping: Floats, basis: pl.Series) -> Floats:
    """How probably E′ = E·exp(ε) stays above the tipping point, ε normal with the error of the basis.

    NaN where ``tipping`` is; 1 where the basis has no error.
    """
    error = basis.cast(pl.String).replace_strict(ERRORS, default=0.0, return_dtype=pl.Float64).to_numpy()
    room = np.log(expected / tipping)
    chance = ndtr(room / np.where(error > 0, error, 1.0))
    return np.where(error > 0, chance, np.where(np.isnan(tipping), np.nan, 1.0))
