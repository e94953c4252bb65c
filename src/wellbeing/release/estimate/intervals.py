"""Estimates and their intervals from sums, numbers and codes that were measured with noise."""

from typing import Final

import polars as pl

from wellbeing.measures.opinion.intervals import Z
from wellbeing.model.policy import Policy
from wellbeing.opinion.coding.correction import error_variance

#: Columns of an estimate; of a share that stands beside one.
ESTIMATE: Final = ("estimate", "lower", "upper")
SHARE: Final = ("share", "share_lower", "share_upper")
VALIDATION: Final = "validation"


def validated(cells: pl.DataFrame, codes: pl.DataFrame, number: str, policy: Policy) -> pl.DataFrame:
    """Cells with ``n``, ``codes`` among them, ``of_all``, and whether they bear an estimate.

    Args:
        cells: ``level``; ``codes`` as measured; ``few_sources``; the number of comments.
        codes: ``level``, ``codes`` of all cells, as measured.
        number: the column with the number of comments.
        policy: the least comments and codes.

    Returns:
        The rows with ``validation``: ``ok``; ``few``: of fewer comments or sources than the policy allows;
        ``unvalidated``: fewer codes in all.
    """
    n = pl.col(number)
    known = cells.join(codes.rename({"codes": "of_all"}), on="level", how="left", maintain_order="left")
    few = n.is_null() | (n < policy.comments) | pl.col("few_sources")
    return known.with_columns(
        pl.min_horizontal(pl.col("codes").clip(lower_bound=0), n).alias("codes"),
        n.alias("n"),
        pl.when(pl.col("of_all").fill_null(0) < policy.codes)
        .then(pl.lit("unvalidated"))
        .when(few)
        .then(pl.lit("few"))
        .otherwise(pl.lit("ok"))
        .alias(VALIDATION),
    )


def with_interval(rows: pl.DataFrame, names: tuple[str, str, str], steps: int, least: float) -> pl.DataFrame:
    """Rows with an estimate and its 95 % interval, rounded to ``1 / steps``, the interval outwards.

    Args:
        rows: ``value``; ``noise``: the variance that noise adds to it; and what ``error_variance`` takes.
        names: of the estimate and the ends of its interval.
        steps: to the one.
        least: the least value that there can be; the greatest is 1.
    """
    value, margin = pl.col("value"), Z * (error_variance() + pl.col("noise")).sqrt()
    # Whole steps first, so that there is no −0.0.
    ends = (value * steps).round(), ((value - margin) * steps).floor(), ((value + margin) * steps).ceil()
    return rows.with_columns(
        end.clip(least * steps, steps).cast(pl.Int64).truediv(steps).alias(name)
        for name, end in zip(names, ends, strict=True)
    )
