"""Small cells beside the whole: shrunken shares, and how probably a cell lies below it (method.md, 2).

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

Floats = npt.NDArray[np.float64]

#: With fewer shown shares nothing is learned of how far cells differ: the whole then weighs one answer.
FEWEST_CELLS: Final = 3
#: Least variance of shares between cells, as for tone (method.md, section 2): about 5 points. Without it,
#: shares that look alike by chance would all be said to be the whole's, with certainty.
LEAST_VARIANCE: Final = 0.0025
#: The whole never weighs less than this many answers.
LEAST_STRENGTH: Final = 1.0
#: The interval holds 95 %.
LOWER: Final = 0.025
UPPER: Final = 0.975


def shrunken(found: pl.DataFrame, whole: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """Each cell's share drawn towards the whole's, as far as its few answers leave it in doubt.

    Args:
        found: from ``positions``. Cells may overlap (types beside their groups); region groups learn from
            groups, regions from regions.
        whole: from ``positions``, of the table ``total``.
        deff: design effect, the same as for ``positions``.

    Returns:
        The rows of ``found`` with ``whole``: the whole's share; ``strength``: how many answers it weighs;
        ``shrunken``: the drawn share (null unless shown); ``shrunken_lower``, ``shrunken_upper``: 95 %
        credible interval; ``p_below_low``, ``p_below_high``: the probability that the cell lies below the
        whole, least and most; ``p_below``: of these the nearer to one half, one half if they stand on both
        sides: what a colour may say. Intervals and probabilities are the worst that published bounds allow,
        so that a hidden count has them too, and those of a shown one cannot be undone by its rounding. All
        are null where the whole's share is hidden, and one half where it is 0 or 1.
    """
    share = whole.select("question", "position", pl.col("share").alias("whole"))
    joined = found.join(share, on=["question", "position"], how="left", maintain_order="left")
    learned = joined.with_columns(_strength(_learners(found), deff).alias("strength"))
    return learned.with_columns(*_columns(learned, deff)).with_columns(_surest().alias("p_below"))


def _learners(found: pl.DataFrame) -> list[str]:
    return [name for name in ("area_kind", "question", "position") if name in found.columns]


def _strength(by: list[str], deff: float) -> pl.Expr:
    """M, from cells with a shown share; rounding of counts makes it a little smaller, so less is borrowed."""
    p = pl.col("whole")
    n = pl.when(pl.col("share").is_not_null()).then(pl.col("answered") / deff)
    cells, answers, squares = (one.sum().over(by) for one in (n.is_not_null(), n, n**2))
    apart = (n * (pl.col("share") - p) ** 2).sum().over(by)
    within, between = cells - 1, answers - squares / answers
    tau = (apart / (p * (1 - p)) - within) / (between - within)
    least = LEAST_VARIANCE / (p * (1 - p))
    enough = (cells >= FEWEST_CELLS) & (between > within)
    drawn = 1 / pl.max_horizontal(tau, least) - 1
    strength = pl.when(enough).then(drawn.clip(lower_bound=LEAST_STRENGTH)).otherwise(LEAST_STRENGTH)
    return pl.when(p.is_not_null()).then(strength)


def _columns(rows: pl.DataFrame, deff: float) -> list[pl.Series]:
    """Posteriors of the published counts, and of the fewest and most that may have said it."""
    high_others, low_others = (rows["answered_high"] - rows["high"], rows["answered_low"] - rows["low"])
    fewest = _beta(rows, rows["low"], high_others, deff)
    most = _beta(rows, rows["high"], low_others, deff)
    published = _beta(rows, rows["count"], rows["answered"] - rows["count"], deff)
    whole = _floats(rows["whole"])
    values = {
        "shrunken": published[0] / (published[0] + published[1]),
        "shrunken_lower": betaincinv(*fewest, LOWER),
        "shrunken_upper": betaincinv(*most, UPPER),
        "p_below_low": _below(most, whole),
        "p_below_high": _below(fewest, whole),
    }
    return [pl.Series(name, value).fill_nan(None) for name, value in values.items()]


def _beta(rows: pl.DataFrame, said: pl.Series, others: pl.Series, deff: float) -> tuple[Floats, Floats]:
    """Both parameters of the posterior; NaN where a count or the whole's share is hidden."""
    strength, whole = _floats(rows["strength"]), _floats(rows["whole"])
    return _floats(said) / deff + strength * whole, _floats(others) / deff + strength * (1 - whole)


def _below(beta: tuple[Floats, Floats], whole: Floats) -> Floats:
    return np.asarray(np.where((whole == 0) | (whole == 1), 0.5, betainc(*beta, whole)))


def _floats(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _surest() -> pl.Expr:
    """The probability nearest to one half that the bounds allow."""
    low, high = pl.col("p_below_low"), pl.col("p_below_high")
    return pl.when(low > 0.5).then(low).when(high < 0.5).then(high).when(low.is_not_null()).then(0.5)
