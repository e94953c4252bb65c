"""The rule that turns what is known of a coverage ratio λ into a state."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.model.vocabulary import STATES

STATE: Final = pl.Enum(STATES)
#: States that say too few were heard.
UNDER: Final = ("gap", "thin")
#: States that say something of how fully a cell was heard.
RESOLVED: Final = ("gap", "thin", "enough", "over")
#: Hearing nobody is evidence only where as many were expected: at fair coverage P(0 heard) = e⁻³ ≈ 0.05.
NOBODY_HEARD: Final = 3.0
#: With fewer expected, a count that is few is told by the prior alone, not by what was published.
LEAST_EXPECTED: Final = 1.0


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of the rule, which an analyst may move."""

    #: Coverage below this is too little.
    under: float = 0.8
    #: Coverage above this is more than its share.
    over: float = 1.25
    #: How probable a ``gap`` or an ``over`` must be.
    certain: float = 0.9
    #: How probable too little coverage must be to look thin.
    likely: float = 0.75
    #: How improbable too little coverage must be for ``enough``.
    doubt: float = 0.1


METHOD: Final = Rule()


def state(rule: Rule) -> pl.Expr:
    """Each cell's state, from ``count``, ``expected``, ``p_under`` and ``p_over`` (null where not known)."""
    judged = pl.col("expected") >= NOBODY_HEARD
    told = pl.col("count").is_not_null() | (pl.col("expected") >= LEAST_EXPECTED)
    return (
        pl.when(pl.col("expected").is_null())
        .then(pl.lit("no_benchmark"))
        .when(~told)
        .then(pl.lit("cannot_tell"))
        .when(judged & (pl.col("p_under") >= rule.certain))
        .then(pl.lit("gap"))
        .when(judged & (pl.col("p_under") >= rule.likely))
        .then(pl.lit("thin"))
        .when(pl.col("p_over") >= rule.certain)
        .then(pl.lit("over"))
        .when(pl.col("p_under") <= rule.doubt)
        .then(pl.lit("enough"))
        .otherwise(pl.lit("cannot_tell"))
        .cast(STATE)
    )


def is_resolved() -> pl.Expr:
    """Whether a cell's state says something."""
    return pl.col("state").is_in(RESOLVED)
