"""What if those not heard differ? The share that a benchmark population could hold, at worst.

Bounds without assumptions on who is missing (Manski 1989, Journal of Human Resources 24, 343-360): strata
that are known to have answered count with their own share, the others with anything from 0 to 1. That is an
assumption on those in a heard stratum who stayed silent: they are taken to hold what its others do. Of a stratum whose
answers are not shown nobody can tell whether it is without any: it is ``hidden``, not absent. Nothing is said
of chance.
"""

from typing import Final

import msgspec
import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.opinion.intervals import Z

HALF: Final = 0.5
#: Shares of strata that part the benchmark add up to 1, or less where some are not listed.
TOLERANCE: Final = 1e-6


class Unheard(msgspec.Struct, frozen=True, kw_only=True):
    """A headline share in the benchmark population, and what the unheard could do to it."""

    #: The share if each stratum counted with its part of the benchmark and the unheard were like the heard;
    #: null where nobody is known to be heard.
    share: float | None
    #: The least and the most that it can be, whatever the unheard hold; 95 % for the error of the counts.
    low: float
    high: float
    #: The part of the benchmark in strata that are not known to have answered.
    unheard: float
    #: That part of it where answers may be, but so few that they are not told; the rest is without any.
    hidden: float
    #: By how much the unheard's share must be smaller than ``share`` (0.2: 20 points) for it to be no more
    #: than half; null where it is no more than half anyway, or stays above whatever they hold.
    shift: float | None


def unheard(found: pl.DataFrame, shares: pl.DataFrame, position: str = "support") -> Unheard:
    """The bounds of one position's share in the benchmark population.

    Args:
        found: from ``positions``, of one question and of strata that do not overlap (regions, or regions ×
            types; never beside their groups).
        shares: from ``benchmarks.shares``.
        position: whose share.

    Returns:
        The bounds. A stratum is heard if its published range says that somebody answered in it; without a
        published share it may hold what its ranges allow. Strata without a benchmark are not of its
        population; a part of the benchmark that no stratum lists was not heard.

    Raises:
        ValueError: strata overlap.
    """
    strata = _strata(found.filter(pl.col("position") == position), shares)
    heard = strata.filter("heard")
    known, like, low, high = heard.select(_held("q", "share", "low", "high")).row(0)
    _check_parted(float(strata["q"].sum()))
    silent = max(0.0, 1 - known)
    hidden = float(strata.filter("hidden")["q"].sum())
    error = Z * float((heard["q"] ** 2 * heard["error"] ** 2).sum()) ** 0.5
    low, high = max(0.0, low - error), min(1 - silent, high + error)
    share = like / known if known > 0 else None
    return Unheard(
        share=share,
        low=low,
        high=high + silent,
        unheard=silent,
        hidden=hidden,
        shift=_shift(share, low, silent),
    )


def _held(q: str, *shares: str) -> list[pl.Expr]:
    weighted = [(pl.col(q) * pl.col(name)).sum().alias(name) for name in shares]
    return [pl.col(q).sum(), *weighted]


def _strata(rows: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Each stratum: its part ``q`` of the benchmark, whether ``heard`` or ``hidden``; ``share``, its ``error``.

    Without a published share it is anything from ``low`` to ``high``, and about the middle of them.
    """
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in rows.columns]
    keyed = rows.with_columns(absent).with_columns(pl.col(DIMENSIONS).cast(pl.String))
    parts = shares.select(*DIMENSIONS, q="share").drop_nulls("q")
    others_low, others_high = (
        (pl.col(f"answered_{end}") - pl.col(end)).clip(lower_bound=0) for end in ("low", "high")
    )
    low = (pl.col("low") / (pl.col("low") + others_high)).fill_nan(0.0).clip(0, 1)
    high = (pl.col("high") / (pl.col("high") + others_low)).fill_nan(1.0).clip(0, 1)
    return keyed.join(parts, on=DIMENSIONS).select(
        "q",
        (pl.col("answered_low") > 0).alias("heard"),
        ((pl.col("answered_low") <= 0) & (pl.col("answered_high") > 0)).alias("hidden"),
        pl.coalesce("share", (low + high) / 2).alias("share"),
        pl.coalesce("share", low).alias("low"),
        pl.coalesce("share", high).alias("high"),
        pl.col("error").fill_null(0.0),
    )


def _shift(share: float | None, low: float, silent: float) -> float | None:
    """``low`` + silent·(share − shift) = ½, where a share of 0 among the unheard would be enough."""
    if share is None or share <= HALF or low > HALF:
        return None
    return max(0.0, (low - HALF) / silent + share) if silent > 0 else 0.0


def _check_parted(total: float) -> None:
    if total > 1 + TOLERANCE:
        msg = f"the strata's shares of the benchmark add up to {total:.4f}, more than 1: they overlap"
        raise ValueError(msg)
