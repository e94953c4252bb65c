"""Who has been heard: contributions against what a benchmark expects."""

from typing import Final

import numpy as np
import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.posterior import Floats, below, evidence, points
from wellbeing.measures.coverage.states import METHOD, NOBODY_HEARD, UNDER, Rule, state
from wellbeing.model.vocabulary import NOT_STATED, STATUSES

#: The interval holds 95 % of the posterior.
_LOWER: Final = 0.025
_UPPER: Final = 0.975
#: Statuses of cells that say how many were heard.
TOLD: Final = ("shown", "few")
#: The columns of the result, after the cell's keys.
COVERAGE: Final = (
    *("status", "count", "low", "high", "share", "basis", "expected", "ratio", "lower", "upper"),
    *("p_under", "p_over", "state", "small", "needed_low", "needed_high"),
)


def coverage(
    cells: pl.DataFrame,
    shares: pl.DataFrame,
    n: float,
    threshold: int = 0,
    rule: Rule = METHOD,
) -> pl.DataFrame:
    """How fully each cell was heard, compared with its share of the contributions.

    Args:
        cells: published cells of one table (``status``, ``count``, ``low``, ``high``, ``sd``, their keys
            among ``area``, ``area_kind``, ``stakeholder``); of a sliced table the rows of one value. An exact
            table has ``low = count = high`` and ``sd`` 0.
        shares: from ``benchmarks.shares``.
        n: contributions in the cells compared, of one unit.
        threshold: figures below it are not shown.
        rule: the numbers that part one state from another.

    Returns:
        One row per cell of the benchmark's grid, and of ``cells`` beyond it but for contributions that state
        no area or type: these are no place where anybody could be heard. ``expected`` = n × ``share``
        (null without a share or with none); ``ratio`` = count / expected (null unless shown); ``lower``,
        ``upper``: 95 % small-number uncertainty of the ratio; ``p_under``, ``p_over``: probability of
        coverage below 0.8 and above 1.25; ``state``; ``small``: it cannot be told because few are expected;
        ``needed_low``, ``needed_high``: about how many more would reach the share, from published ranges
        (null unless gap or thin).
        A cell of the grid that the table lacks has null ``status`` and range, and cannot be told.
    """
    compared = _compared(cells, shares).with_columns(_expected(n).alias("expected"))
    said = pl.col("status").cast(pl.String).is_in(TOLD).fill_null(value=False)
    known = pl.col("expected").is_not_null() & said
    judged = _judged(compared.filter(known), threshold, rule)
    return (
        pl.concat([judged, compared.filter(~known)], how="diagonal")
        .sort("row")
        .with_columns(state(rule).alias("state"), (pl.col("count") / pl.col("expected")).alias("ratio"))
        .with_columns(_is_small(), *_needed())
        .select(*(name for name in DIMENSIONS if name in cells.columns), *COVERAGE)
    )


def _compared(cells: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Every cell of the benchmark's grid and of the table, in the grid's order, numbered."""
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in cells.columns]
    typed = cells.with_columns(absent).select(
        pl.col(DIMENSIONS).cast(pl.String),
        pl.col("status").cast(pl.Enum(STATUSES)),
        pl.col("count", "low", "high").cast(pl.Int64),
        pl.col("sd").cast(pl.Float64),
    )
    stated = typed.filter(pl.all_horizontal(pl.col("area", "stakeholder") != NOT_STATED))
    grid = _grid(shares, cells)
    return grid.join(
        stated, on=DIMENSIONS, how="full", coalesce=True, validate="1:1", maintain_order="left_right"
    ).with_row_index("row")


def _grid(shares: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The benchmark's rows for the table's keys: "all" for a key that it lacks, or has a row of."""
    for name in ("area", "stakeholder"):
        is_all = pl.col(name) == ""
        if name not in cells.columns:
            shares = shares.filter(is_all)
        elif not (cells[name].cast(pl.String) == "").any():
            shares = shares.filter(~is_all)
    return shares


def _expected(n: float) -> pl.Expr:
    expected = n * pl.col("share")
    return pl.when(expected > 0).then(expected)


def _judged(cells: pl.DataFrame, threshold: int, rule: Rule) -> pl.DataFrame:
    """Bounds of λ; how probably it is too little or too much; from how many expected a gap can be told."""
    expected, told = cells["expected"].to_numpy(), evidence(cells, threshold)
    errors = cells["sd"].unique()
    return cells.with_columns(
        pl.Series("lower", points(told, _LOWER) / expected),
        pl.Series("upper", points(told, _UPPER) / expected),
        pl.Series("p_under", below(told, rule.under * expected)),
        pl.Series("p_over", 1 - below(told, rule.over * expected)),
        judgeable=pl.col("sd").replace_strict(errors, judgeable_from(errors, threshold, rule)),
    )


def judgeable_from(sd: pl.Series, threshold: int, rule: Rule = METHOD) -> Floats:
    """The smallest expected number at which a cell below the threshold can be called a gap, by its ``sd``.

    Where every count is published, the least at which hearing nobody is evidence.
    """
    lowest = pl.lit("few" if threshold else "shown").alias("status")
    few = evidence(sd.to_frame("sd").with_columns(lowest, count=pl.lit(0)), threshold)
    return np.maximum(NOBODY_HEARD, points(few, rule.certain) / rule.under)


def _is_small() -> pl.Expr:
    few = (pl.col("state") == "cannot_tell") & (pl.col("expected") < pl.col("judgeable"))
    return few.fill_null(value=False).alias("small")


def _needed() -> tuple[pl.Expr, pl.Expr]:
    """``E − high … E − low`` in whole contributions, at least one."""
    short = pl.col("state").is_in(UNDER)
    least, most = (
        (pl.col("expected") - pl.col(name)).round().clip(lower_bound=1).cast(pl.Int64)
        for name in ("high", "low")
    )
    return pl.when(short).then(least).alias("needed_low"), pl.when(short).then(most).alias("needed_high")
