"""What a published cell tells of how fully its stratum was heard.

The true count X is Poisson(λE), with Jeffreys' prior λ^-½. Given X = x, λE is Gamma(x + ½), so after a cell
is published λE is a mixture of these, with weights w(x)·Γ(x + ½)/x!, where w(x) is the chance that x would
have been published so. A count is published with a normal error of known size and rounded to a whole number:
w is a normal density around a shown count, and the chance to fall below the threshold for one that is few.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import gammainc, gammaincinv, gammaln, ndtr, poch

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Standard deviations of the error beyond which no true count is looked at: 2 in 1,000 million lie there.
REACH: Final = 6
#: Rounding to a whole number adds the variance of a uniform error one wide.
_ROUNDING: Final = 1 / 12
#: Stands for no error at all, so that no formula divides by 0.
_EXACT: Final = 1e-9
#: Newton's steps, and the relative change after which they end.
STEPS: Final = 60
CLOSE: Final = 1e-12


@dataclass(frozen=True)
class Evidence:
    """What cells tell of their true counts: row by row ``first + k`` is as probable as ``weights[k]``."""

    first: Counts
    #: Mixture weights: each row adds up to 1.
    weights: Floats


def evidence(cells: pl.DataFrame, threshold: int) -> Evidence:
    """The evidence of published cells.

    Args:
        cells: ``status``, ``shown`` or ``few``; ``count``, null unless shown; ``sd`` of the published figure
            before it was rounded to a whole number, 0 where the count is exact.
        threshold: figures below it are ``few``.
    """
    shown = (cells["status"].cast(pl.String) == "shown").to_numpy()[:, None]
    count = cells["count"].cast(pl.Float64).fill_null(0.0).to_numpy()[:, None]
    sd = cells["sd"].to_numpy()[:, None]
    reach = np.ceil(REACH * sd)
    first = np.where(shown, np.maximum(count - reach, 0), 0)
    last = np.where(shown, count, threshold - 1) + reach
    true = first + np.arange(max(1, int((last - first).max(initial=0)) + 1))
    error = np.where(shown & (sd > 0), np.sqrt(sd**2 + _ROUNDING), np.maximum(sd, _EXACT))
    density = np.exp(-(((count - true) / error) ** 2) / 2)
    chance = np.where(shown, density, ndtr((threshold - 0.5 - true) / error))
    weights = chance * poch(true + 1, -0.5)
    return Evidence(first[:, 0].astype(np.int64), weights / weights.sum(axis=1, keepdims=True))


def below(told: Evidence, mean: Floats) -> Floats:
    """P(λE ≤ ``mean``) of each cell; ``mean`` is as long as there are cells and not negative."""
    shapes = _shapes(told)
    return _below(told, shapes, mean, _terms(shapes, mean))


def points(told: Evidence, probability: float) -> Floats:
    """The value of λE below which each cell's posterior has that ``probability``.

    Newton's steps, each held within a bracket that begins with the smallest and the largest count.
    """
    shapes = _shapes(told)
    low, high = gammaincinv(shapes[:, 0], probability), gammaincinv(shapes[:, -1], probability)
    at = (told.weights * shapes).sum(axis=1).clip(low, high)
    for _ in range(STEPS):
        terms = _terms(shapes, at)
        beyond = _below(told, shapes, at, terms) - probability
        low, high = np.where(beyond < 0, at, low), np.where(beyond < 0, high, at)
        density = (told.weights * shapes * terms).sum(axis=1) / at
        step = at - beyond / np.maximum(density, np.finfo(float).tiny)
        following = np.where((low <= step) & (step <= high), step, (low + high) / 2)
        is_close = np.abs(following - at) <= CLOSE * at
        at = following
        if is_close.all():
            break
    return np.asarray(at)


def _shapes(told: Evidence) -> Floats:
    """Of each component, a gamma distribution."""
    return np.asarray(told.first[:, None] + np.arange(told.weights.shape[1]) + 0.5)


def _terms(shapes: Floats, mean: Floats) -> Floats:
    """mean^a e^-mean / Γ(a + 1): what P(Gamma(a) ≤ mean) exceeds P(Gamma(a + 1) ≤ mean) by."""
    at = np.maximum(mean, np.finfo(float).tiny)[:, None]
    return np.asarray(np.exp(shapes * np.log(at) - at - gammaln(shapes + 1)))


def _below(told: Evidence, shapes: Floats, mean: Floats, terms: Floats) -> Floats:
    """Components differ by terms, so that one incomplete gamma function is worked out per cell, not all."""
    beyond = gammainc(shapes[:, -1] + 1, mean)
    within = (told.weights.cumsum(axis=1) * terms).sum(axis=1)
    return np.asarray(np.clip(beyond + within, 0.0, 1.0))
