"""Intervals of a share of those who answered; never Wald's: it covers too little."""

from functools import cache
from typing import Final

import polars as pl
from scipy.special import ndtri

#: Standard normal quantile of a two-sided 95 % interval.
Z: Final = 1.959964
#: What an interval leaves out, both ends together.
LEFT_OUT: Final = 0.05


def wilson(
    answers: pl.Expr, others: pl.Expr, deff: float | pl.Expr = 1.0, z: float | pl.Expr = Z
) -> tuple[pl.Expr, pl.Expr]:
    """The Wilson interval of a share (Wilson 1927, JASA 22, 209-212); 0 to 1 where nobody answered.

    Args:
        answers: how many said it.
        others: how many said something else.
        deff: design effect; the interval is that of (answers + others) / deff independent answers.
        z: normal quantile: ``Z`` for 95 % of one share, ``together(k)`` for 95 % of k shares at once.
    """
    said, rest = answers / deff, others / deff
    n = said + rest
    centre = (said + z**2 / 2) / (n + z**2)
    spread = (said * rest / n).fill_nan(0.0) + z**2 / 4
    half = z * spread.sqrt() / (n + z**2)
    return (centre - half).clip(lower_bound=0), (centre + half).clip(upper_bound=1)


def share_error(said: pl.Expr, n: pl.Expr, said_variance: pl.Expr, n_variance: pl.Expr) -> pl.Expr:
    """The standard deviation of said / n for the errors of both counts.

    Who said it is among n, so their errors go together; taken to be independent they make it a little larger.
    """
    return ((said_variance + (said / n) ** 2 * n_variance).sqrt() / n).fill_nan(0.0)


def with_error(deff: float, said: pl.Expr, n: pl.Expr, error: pl.Expr) -> pl.Expr:
    """The design effect of a share whose counts carry an error: as if fewer had answered.

    A share's variance p(1 − p)·deff/n grows by ``error``²; an answer more on each side keeps p from 0 and 1.
    """
    share = (said + 1) / (n + 2)
    return deff + (error**2 * n / (share * (1 - share))).fill_null(0.0)


@cache
def together(shares: int) -> float:
    """The normal quantile whose ``wilson`` intervals hold this many shares of one whole at once, in 95 %.

    Goodman 1965, Technometrics 7, 247-254: its χ² with one degree of freedom at 5 % / shares.
    """
    return float(ndtri(1 - LEFT_OUT / (2 * max(shares, 1))))


def difference(
    one: tuple[pl.Expr, pl.Expr, pl.Expr], other: tuple[pl.Expr, pl.Expr, pl.Expr]
) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """By how much two independent shares differ, with its 95 % interval, from theirs.

    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10.

    Args:
        one: a share, its lower and its upper limit.
        other: those of the share that is taken away from it.
    """
    (p, lower, upper), (q, q_lower, q_upper) = one, other
    apart = p - q
    return (
        apart,
        apart - ((p - lower) ** 2 + (q_upper - q) ** 2).sqrt(),
        apart + ((upper - p) ** 2 + (q - q_lower) ** 2).sqrt(),
    )
