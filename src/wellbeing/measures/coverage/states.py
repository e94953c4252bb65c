"""The rule that turns what is known of a coverage ratio λ into a state."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.model.vocabulary import STATES

STATE: Final = pl.Enum(STATES)
#: States that say too few were heard.
UNDER: Final = ("gap", "thin")
#: States that say something of how fully a cell was heard.
RESOLVED: Final = (*UNDER, "enough", "over")
#: States that cannot tell, and why: few are expected, or what was heard leaves it open.
UNRESOLVED: Final = ("too_few", "unclear")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of the rule, which an analyst may move."""

    #: Coverage below this is too little.
    under: float = 0.8
    #: Coverage above this is more than its share.
    over: float = 1.25
    #: Of what a list calls gaps, or more than their share, this part may be chance …
    false_gaps: float = 0.1
    #: … and this part of gaps and thin together.
    false_thin: float = 0.2
    #: How improbable too little coverage must be for ``enough``.
    doubt: float = 0.1
    #: With fewer expected too little cannot be told; with fewer than ``least_over`` nothing can.
    least: float = 3.0
    least_over: float = 1.0


METHOD: Final = Rule()


def state(rule: Rule) -> pl.Expr:
    """Each cell's state, from ``expected``, ``count``, ``p_under`` and ``is_gap``, ``is_thin``, ``is_over``.

    ``enough`` is said only where the published count itself reaches the line: what is learnt from other cells
    alone is no evidence of having heard these.
    """
    reached = pl.col("count") >= rule.under * pl.col("expected")
    return (
        pl.when(pl.col("expected").is_null())
        .then(pl.lit("no_benchmark"))
        .when(pl.col("is_gap"))
        .then(pl.lit("gap"))
        .when(pl.col("is_thin"))
        .then(pl.lit("thin"))
        .when(pl.col("is_over"))
        .then(pl.lit("over"))
        .when(pl.col("expected") < rule.least)
        .then(pl.lit("too_few"))
        .when((pl.col("p_under") <= rule.doubt) & reached)
        .then(pl.lit("enough"))
        .otherwise(pl.lit("unclear"))
        .cast(STATE)
    )


def is_resolved() -> pl.Expr:
    """Whether a cell's state says something."""
    return pl.col("state").is_in(RESOLVED)
