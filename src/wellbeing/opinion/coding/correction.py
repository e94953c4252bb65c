"""The mean tone of a group's comments, corrected by human codes, and how sure that is.

The mean of a model's scores is wrong by the model's bias, and wrong differently in each group, so that its
intervals promise too much. Where people have coded a random sample, their codes measure that bias: this
follows prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023,
"Prediction-powered inference", Science 382, 669–674), with the bias of each group shrunk towards the whole.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.opinion.coding.sampling import FEWEST_CODES

_Floats = npt.NDArray[np.float64]

#: Estimates of fewer comments stay on the analyst's machine.
FEWEST_COMMENTS: Final = 20
#: Groups always differ somewhat from what a score can see: the least variance between them, 0.05².
_FLOOR: Final = 0.0025
#: The 97.5 % point of the normal distribution.
_Z: Final = 1.959964


@dataclass(frozen=True)
class Correction:
    """What codes tell of a scorer: code = a + b·score, and how far comments and groups stray from it."""

    a: float
    b: float
    #: Variance of a comment's residual within its group.
    within: float
    #: Variance between groups' mean residuals.
    between: float
    #: How many codes it was fitted to.
    codes: int


def correction(coded: pl.DataFrame) -> Correction:
    """The correction that codes call for.

    Args:
        coded: ``cell``, ``score`` (cross-fitted if the scorer learnt from these codes), ``code`` (−1 … 1); no
            nulls.
    """
    score, code = coded["score"].to_numpy(), coded["code"].to_numpy()
    spread = float(np.var(score))
    b = float(np.mean((score - score.mean()) * (code - code.mean()))) / spread if spread else 0.0
    a = float(code.mean() - b * score.mean())
    within, between = _components(coded["cell"].to_list(), code - a - b * score)
    return Correction(a, b, within, max(between, _FLOOR), coded.height)


def _components(cells: list[str], residual: _Floats) -> tuple[float, float]:
    """Variance within and between cells by moments (one-way analysis of variance, unequal sizes)."""
    residuals = pl.DataFrame({"cell": cells, "residual": residual})
    cell = residuals.group_by("cell", maintain_order=True).agg(
        pl.len().alias("m"), pl.col("residual").mean().alias("mean"), pl.col("residual").var().alias("v")
    )
    m, mean = cell["m"].to_numpy(), cell["mean"].to_numpy()
    codes, groups = int(m.sum()), len(m)
    if groups in {1, codes}:
        return float(np.var(residual, ddof=1)), 0.0
    within = float(((m - 1) * cell["v"].fill_null(0).to_numpy()).sum()) / (codes - groups)
    square_between = float((m * (mean - residual.mean()) ** 2).sum()) / (groups - 1)
    typical = (codes - float((m**2).sum()) / codes) / (groups - 1)
    return within, (square_between - within) / typical


def group_estimates(comments: pl.DataFrame, fewest: int = FEWEST_COMMENTS) -> pl.DataFrame:
    """The mean tone of each group's comments.

    Args:
        comments: one row per comment: ``cell``; ``score``, −1 … 1, null when not scored, cross-fitted where
            coded; ``code``, a human code, −1 … 1, null where nobody coded it; coded rows drawn at random
            within cells.
        fewest: comments below which an estimate must not leave the analyst's machine.

    Returns:
        One row per cell, sorted: ``cell``; ``n`` comments scored or coded; ``not_scored``; ``codes``;
        ``estimate``, the mean tone, −1 … 1; ``lower``, ``upper``, its 95 % interval; ``status``: ``ok``;
        ``few``, under ``fewest`` comments; ``unvalidated``, under 100 codes in all: the plain mean, without
        interval; ``not_shown``, no comment scored or coded: all null.
    """
    coded = comments.filter(pl.col("code").is_not_null(), pl.col("score").is_not_null())
    cells = _tallies(comments)
    if coded.height < FEWEST_CODES:
        plain = cells.with_columns(estimate=pl.col("plain"), margin=pl.lit(None, pl.Float64))
        return _with_status(plain, "unvalidated", fewest)
    return _with_status(_corrected(cells, correction(coded)), "ok", fewest)


def corrected_sums(comments: pl.DataFrame, fit: Correction) -> pl.DataFrame:
    """The sum of each group's tones, as ``group_estimates`` estimates it.

    Args:
        comments: as ``group_estimates``.
        fit: the correction.

    Returns:
        One row per cell: ``cell``, ``n``, ``codes``, ``sum``; the estimate is ``sum`` / ``n``.
    """
    return _tallies(comments).select("cell", "n", "codes", sum=_sum(fit))


def _tallies(comments: pl.DataFrame) -> pl.DataFrame:
    """What the formula needs of each cell; ``code_sum`` adds up codes, ``uncoded`` counts rows without."""
    code, score = pl.col("code"), pl.col("score")
    uncoded = code.is_null() & score.is_not_null()
    both = code.is_not_null() & score.is_not_null()
    return comments.group_by("cell", maintain_order=True).agg(
        n=(code.is_not_null() | score.is_not_null()).sum(),
        not_scored=(code.is_null() & score.is_null()).sum(),
        codes=code.is_not_null().sum(),
        m=both.sum(),
        code_sum=code.sum(),
        uncoded=uncoded.sum(),
        scores=score.filter(uncoded).sum(),
        coded_score=score.filter(both).mean(),
        coded_code=code.filter(both).mean(),
        plain=pl.coalesce("code", "score").mean(),
    )


def _corrected(cells: pl.DataFrame, fit: Correction) -> pl.DataFrame:
    n, k = pl.col("n"), pl.col("uncoded")
    drawn = fit.between * (1 - _shrink(fit)) + fit.within / fit.codes
    variance = (k / n) ** 2 * drawn + k * fit.within / n**2
    return cells.with_columns(estimate=_sum(fit) / n, margin=_Z * variance.sqrt())


def _sum(fit: Correction) -> pl.Expr:
    """Coded rows count with their code, others with a + b·score + the cell's shrunken offset."""
    k = pl.col("uncoded")
    residual = pl.col("coded_code") - fit.a - fit.b * pl.col("coded_score")
    offset = (_shrink(fit) * residual).fill_null(0.0)
    return pl.col("code_sum") + k * fit.a + fit.b * pl.col("scores") + k * offset


def _shrink(fit: Correction) -> pl.Expr:
    return fit.between / (fit.between + fit.within / pl.col("m"))


def _with_status(cells: pl.DataFrame, status: str, fewest: int) -> pl.DataFrame:
    any_read = pl.col("n") > 0
    few = (pl.col("n") < fewest) & pl.lit(status == "ok")
    word = (
        pl.when(~any_read).then(pl.lit("not_shown")).when(few).then(pl.lit("few")).otherwise(pl.lit(status))
    )
    estimate, margin = pl.col("estimate"), pl.col("margin")
    return cells.select(
        *("cell", "n", "not_scored", "codes"),
        *(
            pl.when(any_read).then(value.clip(-1, 1)).alias(name)
            for name, value in (
                ("estimate", estimate),
                ("lower", estimate - margin),
                ("upper", estimate + margin),
            )
        ),
        word.alias("status"),
    ).sort("cell")
