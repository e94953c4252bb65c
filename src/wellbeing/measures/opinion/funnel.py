"""A funnel in place of a league table: how far a share may lie from the whole's by chance alone, by size.

Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202: limits p₀ ± z√(p₀(1 − p₀)·deff/n).
"""

from typing import Final

import msgspec
import numpy as np
import polars as pl

#: Standard normal quantiles: 95 in 100 cells and 998 in 1,000 lie within, where all are like the whole.
USUAL: Final = 1.959964
RARE: Final = 3.090232
#: From under the outer limit to over it.
STANDINGS: Final = ("far_below", "below", "within", "above", "far_above")
#: Points of the drawn limits: dense where they bend.
POINTS: Final = 60


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """What a funnel plot of one position draws."""

    #: The whole's share: the line in the middle.
    centre: float
    #: Cells with a shown share, as given, with ``n`` answered and ``standing``, one of ``STANDINGS``.
    cells: pl.DataFrame
    #: ``n``, ``lower_95``, ``upper_95``, ``lower_998``, ``upper_998``: from 0 to 1.
    limits: pl.DataFrame


def funnel(found: pl.DataFrame, centre: float, deff: float = 1.0) -> Funnel:
    """The funnel of one position of one question.

    Args:
        found: from ``positions``: the rows of that position, of cells that do not overlap (regions, or
            groups).
        centre: the whole's share, as published.
        deff: design effect; the limits that are drawn are those of n / deff independent answers.

    Returns:
        Cells without a share are left out. A cell stands outside a limit if it does once the error of its
        own counts is allowed for too, so that one may lie outside a drawn limit and stand within.
    """
    shown = found.filter(pl.col("share").is_not_null())
    cells = shown.with_columns(n=pl.col("answered"), standing=_standing(centre))
    most = float(cells["n"].max() or 1)  # type: ignore[arg-type]  # a number, where there is any cell
    return Funnel(centre=centre, cells=cells, limits=limits(centre, most, deff))


def limits(centre: float, most: float, deff: float = 1.0) -> pl.DataFrame:
    """The limits to draw, from one answer to ``most``: columns as in ``Funnel.limits``."""
    n = np.geomspace(1, max(most, 2), POINTS)
    spread = np.sqrt(centre * (1 - centre) * deff / n)
    inside = {
        f"{side}_{name}": np.clip(centre + sign * z * spread, 0, 1)
        for name, z in (("95", USUAL), ("998", RARE))
        for side, sign in (("lower", -1), ("upper", 1))
    }
    return pl.DataFrame({"n": n, **inside})


def _standing(centre: float) -> pl.Expr:
    """By the standard errors from the centre; within where the centre leaves no room."""
    error = (centre * (1 - centre) * pl.col("deff") / pl.col("answered")).sqrt()
    away = (pl.col("share") - centre) / error
    return (
        pl.when(~away.is_finite())
        .then(pl.lit("within"))
        .when(away < -RARE)
        .then(pl.lit("far_below"))
        .when(away < -USUAL)
        .then(pl.lit("below"))
        .when(away > RARE)
        .then(pl.lit("far_above"))
        .when(away > USUAL)
        .then(pl.lit("above"))
        .otherwise(pl.lit("within"))
        .cast(pl.Enum(STANDINGS))
    )
