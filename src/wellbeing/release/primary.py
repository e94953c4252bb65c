"""Which cells may be shown at all, each looked at by itself. method.md, section 3.2."""

import polars as pl

from wellbeing.model.engagement import Disclosure
from wellbeing.model.vocabulary import STATUSES

STATUS = pl.Enum(STATUSES)
#: Where the answers of a cell that are not its most common one are this many or fewer, nobody's answer is
#: hidden by the others.
DISSENT = 2


def status(disclosure: Disclosure, dimensions: tuple[str, ...]) -> pl.Expr:
    """``few`` below the threshold, zero too, unless zero by design; ``withheld`` where one source shows.

    Reads a true cell's columns (``possible`` and ``tally.TALLIED``; ``commented`` where there are themes: how
    many of the parent cell made a comment).
    """
    few = pl.col("possible") & (pl.col("n") < disclosure.threshold)
    withheld = _single_source(disclosure)
    for opinion in {"position", "tone"} & {*dimensions}:
        withheld = withheld | homogeneous(opinion, [name for name in dimensions if name != opinion])
    if "theme" in dimensions:
        withheld = withheld | (pl.col("commented") - pl.col("n") <= DISSENT)
    chosen = pl.when(few).then(pl.lit("few")).when(withheld & pl.col("possible")).then(pl.lit("withheld"))
    return chosen.otherwise(pl.lit("shown")).cast(STATUS)


def homogeneous(opinion: str, parent: list[str]) -> pl.Expr:
    """Whether nearly all who answered in a parent cell said the same: its breakdown is withheld whole."""
    answered = pl.when(pl.col(opinion) != "no_answer").then(pl.col("n")).otherwise(0)
    return (answered.sum() - answered.max()).over(parent) <= DISSENT


def _single_source(disclosure: Disclosure) -> pl.Expr:
    n = pl.col("n")
    return (
        (pl.col("sources") < disclosure.sources)
        | (pl.col("largest") > disclosure.dominance * n)
        | (pl.col("two_largest") > disclosure.dominance_of_two * n)
    )
