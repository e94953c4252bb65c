"""Sums of what comments say, cell by cell, corrected by human codes, and how sure that is.

The mean of a model's scores is wrong by the model's bias, and wrong differently in each group, so that its
intervals promise too much; so is the share of its labels. Where people have coded a random sample, their codes
measure that bias: this follows prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic
2023, "Prediction-powered inference", Science 382, 669–674), with codes weighted by the design that drew them
and the bias of each group shrunk towards the whole. What is predicted is any number of a comment: its tone,
whether it is neutral, whether it raises a theme.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

_Floats = npt.NDArray[np.float64]

#: Groups always differ somewhat from what a score can see: the least variance between them, as a part of the
#: variance of what was coded. Of tones that is about 0.05².
_FLOOR: Final = 0.004
#: From fewer groups nothing is learnt of how far groups differ: each then speaks for itself.
_FEWEST_CELLS: Final = 8
#: Degrees of freedom from which on the variance within strata is known well enough.
_ENOUGH: Final = 30


@dataclass(frozen=True)
class Correction:
    """What codes tell of a score: code = a + b·score, and how far comments and groups stray from it."""

    a: float
    b: float
    #: Variance of a comment's residual within its stratum.
    within: float
    #: Variance between groups' mean residuals.
    between: float
    #: With how many codes a group speaks for itself as much as all others do for it.
    ratio: float
    #: How many codes count for one, because they do not stand for equally many comments.
    deff: float
    #: How many codes it was fitted to.
    codes: int


#: Without codes: scores as they are, and nothing known of how good they are.
UNCORRECTED: Final = Correction(0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0)


def correction(coded: pl.DataFrame) -> Correction:
    """The correction that codes call for.

    Args:
        coded: ``cell``; ``stratum``; ``weight``, as ``weights.design_weight``; ``score`` (cross-fitted if the
            scorer learnt from these codes); ``code``; no nulls.
    """
    if coded.height < 2:
        return UNCORRECTED
    weight, score, code = (coded[name].to_numpy() for name in ("weight", "score", "code"))
    a, b = _line(score, code, weight)
    rows = coded.select("cell", "stratum", "weight", residual=pl.Series(code - a - b * score))
    return Correction(a, b, *components(rows, _FLOOR * _variance(code, weight)), coded.height)


def components(residuals: pl.DataFrame, floor: float) -> tuple[float, float, float, float]:
    """Variance within strata and between groups, their ratio, and the design effect of the weights.

    Args:
        residuals: ``cell``, ``stratum``, ``weight``, ``residual``.
        floor: the least variance between groups.

    Returns:
        As the fields of ``Correction``. Where strata have too few codes to tell, the variance within groups
        stands for that within strata. A ratio of 0: too few groups to learn how far they differ.
    """
    within = _within(residuals, "stratum") or _within(residuals, "cell")
    if within is None:
        within = _variance(residuals["residual"].to_numpy(), residuals["weight"].to_numpy())
    cells = _own(residuals).filter(pl.col("m") > 0)
    m, mean = cells["m"].to_numpy(), cells["mean"].to_numpy()
    deff = float(cells["k"].sum() / m.sum()) if m.size else 1.0
    if m.size < _FEWEST_CELLS:
        return within, floor, 0.0, deff
    apart = float((m * (mean - np.average(mean, weights=m)) ** 2).sum()) - (m.size - 1) * within
    between = max(apart / float(m.sum() - (m**2).sum() / m.sum()), floor)
    return within, between, within / between if between > 0 else 0.0, deff


def corrected_sums(comments: pl.DataFrame, fit: Correction) -> pl.DataFrame:
    """The sum over each group's comments of what codes say, or would say.

    Coded rows count with their code, others with a + b·score and the group's own mean residual, drawn towards
    none as far as its few codes leave it in doubt.

    Args:
        comments: one row per comment: ``cell``; ``score``, null when not scored, cross-fitted where coded;
            ``code``, null where nobody coded it; ``weight``, null unless both.
        fit: the correction.

    Returns:
        One row per cell, in order of appearance: ``cell``; ``n`` comments scored or coded; ``codes``; ``sum``.
    """
    code, score = pl.col("code"), pl.col("score")
    uncoded = code.is_null() & score.is_not_null()
    cells = comments.group_by("cell", maintain_order=True).agg(
        n=(code.is_not_null() | score.is_not_null()).sum(),
        codes=code.is_not_null().sum(),
        known=code.sum(),
        uncoded=uncoded.sum(),
        scores=score.filter(uncoded).sum(),
    )
    both = comments.filter(pl.col("weight").is_not_null())
    residuals = both.select("cell", "weight", residual=code - fit.a - fit.b * score)
    cells = cells.join(_own(residuals), on="cell", how="left", maintain_order="left")
    m, k = pl.col("m").fill_null(0), pl.col("uncoded")
    own = pl.when(m > 0).then(k * m / (m + fit.ratio) * pl.col("mean")).otherwise(0.0)
    return cells.select(
        "cell", "n", "codes", sum=pl.col("known") + k * fit.a + fit.b * pl.col("scores") + own
    )


def error_variance() -> pl.Expr:
    """The variance of ``sum`` / ``n`` of a cell.

    Of columns ``n``; ``codes`` in the cell and ``of_all``, in all cells; ``within``, ``between``, ``ratio``,
    ``deff``, of the correction. What is drawn towards the whole by 1 − B, B = m/(m + ratio), errs by the
    variance between groups and by that of the whole's line; what is the cell's own by that of its m codes.
    """
    m = (pl.col("codes") / pl.col("deff")).clip(lower_bound=0.5)
    n, uncoded, within = pl.col("n"), pl.col("n") - pl.col("codes"), pl.col("within")
    own = m / (m + pl.col("ratio"))
    line = within * pl.col("deff") / pl.col("of_all")
    offset = (1 - own) ** 2 * (pl.col("between") + line) + own**2 * within / m
    return (uncoded / n) ** 2 * offset + uncoded * within / n**2


def _line(score: _Floats, code: _Floats, weight: _Floats) -> tuple[float, float]:
    """Least squares, each row as many comments as it stands for."""
    at, mean = np.average(score, weights=weight), np.average(code, weights=weight)
    spread = float((weight * (score - at) ** 2).sum())
    b = float((weight * (score - at) * (code - mean)).sum()) / spread if spread > 0 else 0.0
    return float(mean - b * at), b


def _own(residuals: pl.DataFrame) -> pl.DataFrame:
    """``cell``, ``k`` codes, ``m`` that they count for, ``mean`` residual of the uncoded that they stand for."""
    stands = pl.col("weight") - 1
    total, squares = stands.sum(), (stands**2).sum()
    return residuals.group_by("cell", maintain_order=True).agg(
        k=pl.len(),
        m=pl.when(squares > 0).then(total**2 / squares).otherwise(0.0),
        mean=pl.when(total > 0).then((stands * pl.col("residual")).sum() / total).otherwise(0.0),
    )


def _within(residuals: pl.DataFrame, group: str) -> float | None:
    """The pooled variance within strata or groups; None of too few degrees of freedom."""
    size, apart = pl.len().over(group), pl.col("residual") - pl.col("residual").mean().over(group)
    several = residuals.select("weight", group, size=size, square=apart**2 * size / (size - 1)).filter(
        pl.col("size") > 1
    )
    freedom = several.height - several[group].n_unique()
    if freedom < _ENOUGH:
        return None
    return float(np.average(several["square"].to_numpy(), weights=several["weight"].to_numpy()))


def _variance(values: _Floats, weight: _Floats) -> float:
    return float(np.average((values - np.average(values, weights=weight)) ** 2, weights=weight))
