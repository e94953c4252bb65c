"""What a published cell tells of how fully its stratum was heard (method.md, section 1).

The true count X is Poisson(λE), with Jeffreys' prior λ^-½. Given X = x, λE is Gamma(x + ½), so after a cell
is published λE is a mixture of these, with weights w(x)·Γ(x + ½)/x!, where w(x) is the chance that x would
have been published so. Every w here is a sum of flat pieces ``first … last``: a hidden count is one, and
rounding at random to base b is b of them, each b wide and one apart. For a flat piece the mixture's
distribution has a closed form, so a range of a million costs no more than a range of three.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import gammainc, gammaincc, gammaincinv, poch

from wellbeing.model.engagement import Disclosure

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: No protection: every count is published as it is.
EXACT: Final = Disclosure(threshold=1, base=1)
#: Halvings of the bracket: one a million wide comes down to a millionth.
HALVINGS: Final = 40


@dataclass(frozen=True)
class Evidence:
    """What cells tell of their true counts: ``first`` and ``last`` of each flat piece, cells × pieces.

    A piece with ``last < first`` is absent.
    """

    first: Counts
    last: Counts


def evidence(cells: pl.DataFrame, disclosure: Disclosure) -> Evidence:
    """The evidence of published cells.

    Args:
        cells: ``count`` (null unless shown); ``low`` and ``high``, never null, equal where the count
            is known; ``held``: not refreshed since an earlier release.
        disclosure: threshold and base of the rounding.

    Returns:
        One row of pieces a cell. A hidden or held count tells only its published bounds, and so does a shown
        count that no true count within its bounds could have been rounded to.
    """
    low, high = (_integers(cells[name]) for name in ("low", "high"))
    first, last = _rounded(_integers(cells["count"].fill_null(0)), disclosure)
    first = np.maximum(first, np.maximum(low, disclosure.threshold)[:, None])
    last = np.minimum(last, high[:, None])
    rounded = _is_rounded(cells) & (first <= last).any(axis=1)
    flat = np.arange(disclosure.base) > 0
    return Evidence(
        np.where(rounded[:, None], first, np.where(flat, 0, low[:, None])),
        np.where(rounded[:, None], last, np.where(flat, -1, high[:, None])),
    )


def below(told: Evidence, mean: Floats) -> Floats:
    """P(λE ≤ ``mean``) of each cell; ``mean`` is as long as there are cells and not negative."""
    present = told.first <= told.last
    at = mean[:, None]
    part = np.where(present, _area(told.last, at) - _area(told.first - 1, at), 0.0)
    whole = np.where(present, _total(told.last) - _total(told.first - 1), 0.0)
    return np.asarray(np.clip(part.sum(axis=1) / whole.sum(axis=1), 0.0, 1.0))


def points(told: Evidence, probability: float) -> Floats:
    """The value of λE below which each cell's posterior has that ``probability``, by bisection.

    The smallest and the largest count that a cell may have bracket it.
    """
    present = told.first <= told.last
    fewest = np.where(present, told.first, np.iinfo(np.int64).max).min(axis=1)
    most = np.where(present, told.last, 0).max(axis=1)
    low, high = gammaincinv(fewest + 0.5, probability), gammaincinv(most + 0.5, probability)
    for _ in range(HALVINGS):
        half = (low + high) / 2
        enough = below(told, half) >= probability
        low, high = np.where(enough, low, half), np.where(enough, half, high)
    return np.asarray((low + high) / 2)


def _integers(column: pl.Series) -> Counts:
    return column.cast(pl.Int64).to_numpy()


def _is_rounded(cells: pl.DataFrame) -> npt.NDArray[np.bool_]:
    rounded = pl.col("count").is_not_null() & (pl.col("low") < pl.col("high")) & ~pl.col("held")
    return cells.select(rounded.alias("rounded"))["rounded"].to_numpy()


def _rounded(count: Counts, disclosure: Disclosure) -> tuple[Counts, Counts]:
    """Pieces of the true counts that round to ``count``: x has chance 1 − |x − count|/base.

    A count at the threshold may have been lifted to it from the multiple below.
    """
    threshold, base = disclosure.threshold, disclosure.base
    multiple = np.where(count > threshold, count, threshold - threshold % base)
    last = multiple[:, None] + np.arange(base)
    return last - base + 1, last


def _area(last: Counts, mean: Floats) -> Floats:
    """∫₀^mean u^-½ · P(Poisson(u) ≤ last) du, by parts; 0 for ``last`` below 0."""
    most = np.maximum(last, 0)
    below_it = 2 * np.sqrt(mean) * gammaincc(most + 1.0, mean)
    return np.where(last < 0, 0.0, below_it + _total(last) * gammainc(most + 1.5, mean))


def _total(last: Counts) -> Floats:
    """The same integral without end: 2·Γ(last + 3/2) / last!."""
    return np.where(last < 0, 0.0, 2 * poch(np.maximum(last, 0) + 1.0, 0.5))
