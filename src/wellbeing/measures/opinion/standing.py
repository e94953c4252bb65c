"""On which side of the whole a cell stands: one answer, which map, matrix, funnel, interval and words draw.

It is a function of one probability alone, so that it serves whatever can say how probably a cell lies below the
whole: a share of closed answers, a share of comments, a mean tone. How few stand behind a figure is another thing,
and is said in other words ("few answered").
"""

from typing import Final

import polars as pl

#: From surely below to surely above.
STANDINGS: Final = ("below", "looks_below", "level", "looks_above", "above")
#: Not told apart from the whole.
LEVEL: Final = "level"
#: So probable, a side is said; that is where the 95 % interval of the same distribution leaves the whole out.
SURE: Final = 0.975
#: So probable, it "looks" so, "not certain".
LOOKS: Final = 0.9


def standing_of(p_below: pl.Expr) -> pl.Expr:
    """One of ``STANDINGS``, by the probability that the cell lies below the whole; null where that is null.

    The probability is to be that of what was published, with the error of its noise and rounding as a distribution
    (not its worst case), and drawn towards the whole at most once.
    """
    p_above = 1 - p_below
    return (
        pl.when(p_below >= SURE)
        .then(pl.lit("below"))
        .when(p_below >= LOOKS)
        .then(pl.lit("looks_below"))
        .when(p_above >= SURE)
        .then(pl.lit("above"))
        .when(p_above >= LOOKS)
        .then(pl.lit("looks_above"))
        .when(p_below.is_not_null())
        .then(pl.lit(LEVEL))
        .cast(pl.Enum(STANDINGS))
        .alias("standing")
    )
