"""A funnel in place of a league table: from where on a share stands apart from the whole, by how much is known.

After Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202, who draws limits for cells that are all like the
whole. Here cells differ as ``shrinkage`` has learned, and the limits are where its standing turns: a dot lies
outside a limit exactly if its cell stands so on the map, in the matrix and in words.
"""

from typing import Final

import msgspec
import numpy as np
import polars as pl
from scipy.special import betainc

from wellbeing.measures.opinion.shrinkage import LEAST_STRENGTH, Floats
from wellbeing.measures.opinion.standing import LOOKS, SURE

#: Points of the drawn limits: dense where they bend.
POINTS: Final = 60
#: Halvings of a span of shares: to less than 1e-12.
_HALVINGS: Final = 40


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """What a funnel plot of one position draws."""

    #: The whole's share: the line in the middle.
    centre: float
    #: Cells with a share, as given, with ``worth``: as how many independent answers theirs count.
    cells: pl.DataFrame
    #: ``n`` independent answers, ``sure_lower``, ``sure_upper``, ``looks_lower``, ``looks_upper``: from 0 to 1, null
    #: where so few answers leave every share in doubt.
    limits: pl.DataFrame


def funnel(found: pl.DataFrame) -> Funnel:
    """The funnel of one position of one question.

    Args:
        found: from ``shrunken``: the rows of that position, of cells that learned from each other and do not overlap
            (regions, or groups). Those without a share are left out; all of them where the whole has none.
    """
    cells = found.filter(pl.col("share").is_not_null(), pl.col("whole").is_not_null())
    worth = cells.with_columns(worth=pl.col("answered") / pl.col("deff"))
    centre, strength, most = (worth[name].max() for name in ("whole", "strength", "worth"))
    return Funnel(
        centre=float(centre or 0.0),  # type: ignore[arg-type]  # a number, where there is any cell
        cells=worth,
        limits=limits(float(centre or 0.0), float(strength or LEAST_STRENGTH), float(most or 1)),  # type: ignore[arg-type]
    )


def limits(centre: float, strength: float, most: float) -> pl.DataFrame:
    """The limits to draw, from one independent answer to ``most``: columns as in ``Funnel.limits``.

    Args:
        centre: the whole's share p₀.
        strength: M, how many answers the whole weighs (``measures.opinion.shrinkage``).
        most: the right end, in independent answers.
    """
    n = np.geomspace(1, max(most, 2), POINTS)
    lines = {
        f"{name}_{side}": _turns(n, centre, strength, probable)
        for name, chance in (("sure", SURE), ("looks", LOOKS))
        for side, probable in (("lower", chance), ("upper", 1 - chance))
    }
    return pl.DataFrame({"n": n, **lines}).fill_nan(None)


def _turns(n: Floats, centre: float, strength: float, probable: float) -> Floats:
    """The share of n answers at which P(below the whole) is as probable, by halving; NaN where none is."""
    if not 0 < centre < 1:
        return np.full_like(n, np.nan)
    least, most = np.zeros_like(n), np.ones_like(n)

    def below(share: Floats) -> Floats:
        said, others = n * share + strength * centre, n * (1 - share) + strength * (1 - centre)
        return np.asarray(betainc(said, others, centre), dtype=np.float64)

    reached = (below(least) >= probable) & (below(most) <= probable)
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        is_more = below(middle) > probable
        least, most = np.where(is_more, middle, least), np.where(is_more, most, middle)
    return np.where(reached, (least + most) / 2, np.nan)
