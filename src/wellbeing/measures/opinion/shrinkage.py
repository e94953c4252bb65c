"""Small cells beside the whole: shrunken shares, and how probably a cell lies below it.

Shares of a position differ between cells as a Beta does, around the share of the whole p₀ and worth M
answers; a cell's share given its answers is then Beta(x + M·p₀, n − x + M·(1 − p₀)), with x and n divided by
the design effect. M comes from the moments of the published shares (Kleinman 1973, JASA 68, 46-54):
E Σn(p − p₀)² = p₀(1 − p₀)·[(k − 1)(1 − τ) + (N − Σn²/N)·τ], M = (1 − τ)/τ.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import betainc, betaincinv

from wellbeing.measures.opinion.standing import standing_of

Floats = npt.NDArray[np.float64]

#: With fewer shown shares nothing is learned of how far cells differ: the whole then weighs one answer.
FEWEST_CELLS: Final = 3
#: Least variance of shares between cells, as for tone: about 5 points. Without it,
#: shares that look alike by chance would all be said to be the whole's, with certainty.
LEAST_VARIANCE: Final = 0.0025
#: The whole never weighs less than this many answers.
LEAST_STRENGTH: Final = 1.0
#: The interval holds 95 %.
_LOWER: Final = 0.025
_UPPER: Final = 0.975


def shrunken(found: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """Each cell's share drawn towards the whole's, as far as its few answers leave it in doubt.

    Args:
        found: from ``positions``. Cells may overlap (types beside their groups); region groups learn from
            groups, regions from regions.
        whole: from ``positions``, of the table ``total``.

    Returns:
        The rows of ``found`` with ``whole``: the whole's share; ``whole_lower``, ``whole_upper``: its interval, where
        that is all that is told of it, else null; ``strength``: how many answers it weighs;
        ``shrunken``: the drawn share; ``shrunken_lower``, ``shrunken_upper``: 95 % credible interval;
        ``p_below``: the probability that the cell lies below the whole, one half where the whole's share is 0
        or 1; ``standing``, one of ``STANDINGS``. The error of the counts is allowed for, as if fewer had answered;
        the whole's own is not: it is small beside the cell's. All are null unless a share is shown, of the cell and
        of the whole; ``strength`` also without the cell's.
    """
    is_wide = pl.col("tier").cast(pl.String) == "pale"
    share = whole.select(
        "question",
        "position",
        pl.col("share").alias("whole"),
        *(pl.when(is_wide).then(end).alias(f"whole_{end}") for end in ("lower", "upper")),
    )
    joined = found.join(share, on=["question", "position"], how="left", maintain_order="left")
    return _drawn(joined.with_columns(_strength(_learners(found)).alias("strength")))


def shrunken_like(found: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Cells drawn as others are, which they teach nothing: sums of some of them.

    Args:
        found: from ``positions``.
        others: from ``shrunken``: of their finest kind of area is learned.

    Returns:
        The rows of ``found`` with the columns of ``shrunken``.
    """
    by = ["question", "position"]
    last = [] if "area_kind" not in others.columns else [pl.col("area_kind").cast(pl.String) != "region"]
    taught = others.sort(last, maintain_order=True) if last else others
    learned = taught.group_by(by, maintain_order=True).agg(
        pl.col("whole", "whole_lower", "whole_upper", "strength").drop_nulls().first()
    )
    return _drawn(found.join(learned, on=by, how="left", maintain_order="left"))


def _drawn(learned: pl.DataFrame) -> pl.DataFrame:
    return learned.with_columns(*_columns(learned)).with_columns(standing_of(pl.col("p_below")))


def _learners(found: pl.DataFrame) -> list[str]:
    return [name for name in ("area_kind", "question", "position") if name in found.columns]


def _strength(by: list[str]) -> pl.Expr:
    """M, from cells with a shown share."""
    p = pl.col("whole")
    n = pl.when(pl.col("share").is_not_null()).then(pl.col("answered") / pl.col("deff"))
    cells, answers, squares = (one.sum().over(by) for one in (n.is_not_null(), n, n**2))
    apart = (n * (pl.col("share") - p) ** 2).sum().over(by)
    within, between = cells - 1, answers - squares / answers
    tau = (apart / (p * (1 - p)) - within) / (between - within)
    least = LEAST_VARIANCE / (p * (1 - p))
    enough = (cells >= FEWEST_CELLS) & (between > within)
    drawn = 1 / pl.max_horizontal(tau, least) - 1
    strength = pl.when(enough).then(drawn.clip(lower_bound=LEAST_STRENGTH)).otherwise(LEAST_STRENGTH)
    return pl.when(p.is_not_null()).then(strength)


def _columns(rows: pl.DataFrame) -> list[pl.Series]:
    """The posterior of each shown share, and how much of it lies below the whole."""
    whole, strength, deff = (_floats(rows[name]) for name in ("whole", "strength", "deff"))
    n, share = _floats(rows["answered"]) / deff, _floats(rows["share"])
    said, others = n * share + strength * whole, n * (1 - share) + strength * (1 - whole)
    below = np.where((whole == 0) | (whole == 1), whole * 0 + 0.5, betainc(said, others, whole))
    values = {
        "shrunken": said / (said + others),
        "shrunken_lower": betaincinv(said, others, _LOWER),
        "shrunken_upper": betaincinv(said, others, _UPPER),
        "p_below": np.where(np.isnan(share), np.nan, below),
    }
    return [pl.Series(name, value).fill_nan(None) for name, value in values.items()]


def _floats(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
