"""Who has been heard: contributions against what a benchmark expects (method.md, section 1)."""

from functools import cache
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.posterior import EXACT, below, evidence, points
from wellbeing.measures.states import METHOD, NOBODY_HEARD, UNDER, Rule, state
from wellbeing.model.engagement import Disclosure
from wellbeing.model.vocabulary import STATUSES

#: The interval holds 95 % of the posterior.
LOWER: Final = 0.025
UPPER: Final = 0.975
#: The columns of the result, after the cell's keys.
COVERAGE: Final = (
    *("status", "count", "low", "high", "share", "basis", "expected", "ratio", "lower", "upper"),
    *("p_under", "p_over", "state", "small", "needed_low", "needed_high"),
)


def coverage(
    cells: pl.DataFrame,
    shares: pl.DataFrame,
    n: float,
    disclosure: Disclosure = EXACT,
    rule: Rule = METHOD,
) -> pl.DataFrame:
    """How fully each cell was heard, compared with its share of the contributions.

    Args:
        cells: published cells of one table (``status``, ``count``, ``low``, ``high``, their keys among
            ``area``, ``area_kind``, ``stakeholder``); of a sliced table the rows of one value. An exact table
            has ``low = count = high``.
        shares: from ``benchmarks.shares``.
        n: contributions in the cells compared, of one unit.
        disclosure: how the cells were protected.
        rule: the numbers that part one state from another.

    Returns:
        One row per cell of the benchmark's grid, and of ``cells`` beyond it. ``expected`` = n × ``share``
        (null without a share or with none); ``ratio`` = count / expected (null unless shown); ``lower``,
        ``upper``: 95 % small-number uncertainty of the ratio; ``p_under``, ``p_over``: probability of
        coverage below 0.8 and above 1.25; ``state``; ``small``: it cannot be told because few are expected;
        ``needed_low``, ``needed_high``: about how many more would reach the share, from published bounds
        (null unless gap or thin).
        A cell of the grid that the table lacks has null ``status`` and bounds, and cannot be told.
    """
    compared = _compared(cells, shares).with_columns(_expected(n).alias("expected"))
    known = pl.all_horizontal(pl.col("low", "high", "expected").is_not_null())
    judged = _judged(compared.filter(known), disclosure, rule)
    return (
        pl.concat([judged, compared.filter(~known)], how="diagonal")
        .sort("row")
        .with_columns(state(rule).alias("state"), (pl.col("count") / pl.col("expected")).alias("ratio"))
        .with_columns(_is_small(judgeable_from(disclosure, rule)), *_needed())
        .select(*(name for name in DIMENSIONS if name in cells.columns), *COVERAGE)
    )


@cache
def judgeable_from(disclosure: Disclosure, rule: Rule = METHOD) -> float:
    """The smallest expected number at which a cell below the threshold can be called a gap.

    6.7 for a threshold of 6; where every count is published, the least at which hearing nobody is evidence.
    """
    fewest = {"count": [None], "low": [0], "high": [disclosure.threshold - 1], "held": [False]}
    few = evidence(pl.DataFrame(fewest, schema_overrides={"count": pl.Int64}), disclosure)
    return max(NOBODY_HEARD, float(points(few, rule.certain)[0]) / rule.under)


def _compared(cells: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Every cell of the benchmark's grid and of the table, in the grid's order, numbered."""
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in cells.columns]
    typed = cells.with_columns(absent).select(
        pl.col(DIMENSIONS).cast(pl.String),
        pl.col("status").cast(pl.Enum(STATUSES)),
        pl.col("count", "low", "high").cast(pl.Int64),
        _held(cells).alias("held"),
    )
    grid = _grid(shares, cells)
    return grid.join(
        typed, on=DIMENSIONS, how="full", coalesce=True, validate="1:1", maintain_order="left_right"
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


def _held(cells: pl.DataFrame) -> pl.Expr:
    return pl.col("held_since").is_not_null() if "held_since" in cells.columns else pl.lit(value=False)


def _expected(n: float) -> pl.Expr:
    expected = n * pl.col("share")
    return pl.when(expected > 0).then(expected)


def _judged(cells: pl.DataFrame, disclosure: Disclosure, rule: Rule) -> pl.DataFrame:
    expected = cells["expected"].to_numpy()
    told = evidence(cells, disclosure)
    return _with_interval(cells, disclosure).with_columns(
        pl.Series("p_under", below(told, rule.under * expected)),
        pl.Series("p_over", 1 - below(told, rule.over * expected)),
    )


def _with_interval(cells: pl.DataFrame, disclosure: Disclosure) -> pl.DataFrame:
    """Bounds of λ. The posterior of λE does not depend on E: one search for all cells published alike."""
    published = ["count", "low", "high", "held"]
    alike = cells.select(published).unique(maintain_order=True)
    told = evidence(alike, disclosure)
    ends = alike.with_columns(
        pl.Series("lower", points(told, LOWER)), pl.Series("upper", points(told, UPPER))
    )
    joined = cells.join(ends, on=published, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("lower", "upper") / pl.col("expected"))


def _is_small(judgeable: float) -> pl.Expr:
    few = (pl.col("state") == "cannot_tell") & (pl.col("expected") < judgeable)
    return few.alias("small")


def _needed() -> tuple[pl.Expr, pl.Expr]:
    """``E − high … E − low`` in whole contributions, at least one."""
    short = pl.col("state").is_in(UNDER)
    least, most = (
        (pl.col("expected") - pl.col(name)).round().clip(lower_bound=1).cast(pl.Int64)
        for name in ("high", "low")
    )
    return pl.when(short).then(least).alias("needed_low"), pl.when(short).then(most).alias("needed_high")
