"""Where response is uneven: partial R-indicators of a margin, as coefficients of variation.

Schouten, Shlomo and Skinner 2011, "Indicators for monitoring and improving representativeness of response",
Journal of Official Statistics 27, 231-253. Response propensities are known only up to a factor (a benchmark
gives shares), so that the coefficient of variation of propensities is taken, which needs no factor.
"""

import msgspec
import numpy as np
import polars as pl

from wellbeing.measures.cells import middle


class Unevenness(msgspec.Struct, frozen=True, kw_only=True):
    """How unevenly the categories of a margin responded."""

    #: √Σq(λ − 1)²: 0 where all responded alike; what chance alone makes is taken off, never below 0.
    variation: float
    #: Its standard error; 0 where ``variation`` is.
    error: float
    #: Per category: the keys given, ``partial`` = √q·(λ − 1) and ``error``: below 0 under-represented.
    categories: pl.DataFrame


def unevenness(cells: pl.DataFrame, keys: list[str]) -> Unevenness:
    """Unconditional partial indicators of one margin, whose cells part those who stated it.

    Args:
        cells: coverage rows: ``keys``, ``count``, ``low``, ``high``, ``sd``, ``share``, ``phi``.
        keys: what tells one category from another.

    Returns:
        λ is the category's share of those heard over the benchmark's; its variance φλ/(qn) and that of the
        published figure carry over (delta method).
    """
    known = cells.drop_nulls(["share", "low"]).filter(pl.col("share") > 0)
    heard, share = known.select(heard=middle())["heard"].to_numpy(), known["share"].to_numpy()
    share = share / share.sum()
    n = heard.sum()
    ratio = heard / (share * n)
    sd, phi = known["sd"].to_numpy(), known["phi"].to_numpy()
    variance = phi * ratio / (share * n) + (sd / (share * n)) ** 2
    squares = float((share * (ratio - 1) ** 2).sum())
    by_chance = float((share * variance * (1 - share)).sum())
    variation = float(np.sqrt(max(squares - by_chance, 0.0)))
    slope = 4 * (share * (ratio - 1)) ** 2 * variance
    error = float(np.sqrt(slope.sum())) / (2 * variation) if variation > 0 else 0.0
    partial = known.select(
        *keys,
        pl.Series("partial", np.sqrt(share) * (ratio - 1)),
        pl.Series("error", np.sqrt(share * variance)),
    )
    return Unevenness(variation=variation, error=error, categories=partial)
