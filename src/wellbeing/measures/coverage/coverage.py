"""Who has been heard: contributions against what a benchmark expects."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.baseline import Floats, baselines
from wellbeing.measures.coverage.ensemble import GRID, below, listed, posterior
from wellbeing.measures.coverage.evidence import evidence, likelihood, score_interval
from wellbeing.measures.coverage.firmness import holds, surest_coverage, tipping_point
from wellbeing.measures.coverage.states import METHOD, UNDER, Rule, state
from wellbeing.measures.coverage.views import family, view, with_one_judgement
from wellbeing.measures.opinion.intervals import Z
from wellbeing.model.grouping import Grouping
from wellbeing.model.vocabulary import STATUSES

#: The columns of the result, after ``DIMENSIONS``.
COVERAGE: Final = (
    *("status", "count", "low", "high", "sd", "phi", "share", "basis", "expected", "ratio", "lower", "upper"),
    *(
        "view",
        "family",
        "with_family",
        "p_under",
        "p_over",
        "state",
        "needed_low",
        "needed_high",
        "tipping",
        "holds",
    ),
)
#: What is said of a cell from all cells of its view; null where it cannot be judged.
JUDGEMENT: Final = {
    **dict.fromkeys(("lower", "upper", "p_under", "p_over", "tipping", "holds"), pl.Float64),
    **dict.fromkeys(("with_family", "is_gap", "is_thin", "is_over"), pl.Boolean),
}


def coverage(
    cells: pl.DataFrame,
    shares: pl.DataFrame,
    areas: Grouping,
    types: Grouping,
    threshold: int = 0,
    rule: Rule = METHOD,
) -> pl.DataFrame:
    """How fully each cell was heard, compared with its share of the contributions.

    Args:
        cells: published cells of area × type and of both margins, one row each: ``DIMENSIONS`` ("" is all),
            ``status``, ``count``, ``low``, ``high``, ``sd``, and ``phi``, how many came together (1: one by
            one). An exact cell has ``low = count = high`` and ``sd`` 0. Of a slice, those of one value. With a
            column ``once``, contributions with each campaign once, the baseline counts these where not null.
            With a column ``unstated``, so many of the whole are in no cell: they state no area or no type.
        shares: from ``benchmarks.shares``; with a column ``target``, absolute numbers that were planned, these
            are what is expected.
        areas: groups of regions.
        types: groups of stakeholder types.
        threshold: figures below it are not shown.
        rule: the numbers that part one state from another.

    Returns:
        One row per row of ``shares``, and of ``cells`` beyond them: ``DIMENSIONS`` and ``COVERAGE``.
        ``expected`` = share × the baseline, or the target (null without either, and of everybody by a share:
        that is its own measure); ``ratio`` = count / expected (null unless shown); ``lower``, ``upper``: 95 %
        small-number uncertainty of the ratio; ``view``: the cells that it is judged with; ``family``: whether
        it may stand on the list of gaps; ``with_family``: whether it does so itself or under another name (null
        unless judged); ``p_under``, ``p_over``: probability of coverage below 0.8 and above
        1.25, given everything published of the view; ``state``; ``needed_low``, ``needed_high``: how many
        more would reach the share of the total after, from the published range (null unless gap or thin);
        ``tipping``: the least expected number at which a gap stays one; ``holds``: how probably it does where
        the benchmark errs as its basis does (null unless gap).
    """
    rows = _compared(cells, shares).with_columns(view(types.ids))
    rows = rows.with_columns(family(rows, types.ids))
    rows = rows.with_columns(_expected(baselines(rows, types)))
    can_judge = pl.col("expected").is_not_null() & pl.col("status").is_in(("shown", "few")).fill_null(
        value=False
    )
    judged = with_one_judgement(
        _judged(rows.filter(can_judge), threshold, rule), areas, types, [*JUDGEMENT, "view"]
    )
    every = pl.concat([judged, rows.filter(~can_judge)], how="diagonal_relaxed").sort("row")
    return _stated(every, rule).select(*DIMENSIONS, *COVERAGE)


def judged_alone(rows: pl.DataFrame, chances: Floats, threshold: int, rule: Rule = METHOD) -> pl.DataFrame:
    """Rows of which each is a list of its own, by how probable each coverage of ``GRID`` is.

    Args:
        rows: ``COVERAGE`` without what is judged, and ``target``; no figures of some is ``few``.
        chances: P(λ | what was published) of each row.
        threshold: figures below it are not shown.
        rule: the numbers that part one state from another.

    Returns:
        The rows with all of ``COVERAGE``.
    """
    known = _with_chances(rows, chances, threshold, rule)
    alone = [_lists(known[at : at + 1], threshold, rule) for at in range(known.height)]
    return _stated(pl.concat(alone).drop("posterior"), rule)


def _stated(rows: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """What is judged of rows as their state, with how many times those expected were heard, and how many lack."""
    return (
        rows.with_columns(pl.col("is_gap", "is_thin", "is_over").fill_null(value=False))
        .with_columns(state(rule).alias("state"), (pl.col("count") / pl.col("expected")).alias("ratio"))
        .with_columns(*_needed())
    )


def _compared(cells: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Every cell of the benchmark's grid and of the tables, in the grid's order, numbered."""
    typed = cells.select(
        pl.col(DIMENSIONS).cast(pl.String),
        pl.col("status").cast(pl.Enum(STATUSES)),
        pl.col("count", "low", "high").cast(pl.Int64),
        pl.col("sd", "phi", *({"once", "unstated"} & {*cells.columns})).cast(pl.Float64),
    )
    joined = shares.join(
        typed, on=DIMENSIONS, how="full", coalesce=True, validate="1:1", maintain_order="left_right"
    )
    optional = [name for name in ("target", "once", "unstated") if name not in joined.columns]
    given = joined.with_columns(pl.lit(None).alias(name) for name in optional)
    return given.with_columns(pl.col("target", "once").cast(pl.Float64)).with_row_index("row")


def _expected(n: pl.Expr) -> pl.Expr:
    by_share = pl.when(pl.col("view") != "all×all").then(n * pl.col("share"))
    expected = pl.coalesce("target", by_share)
    return pl.when(expected > 0).then(expected).alias("expected")


def _judged(rows: pl.DataFrame, threshold: int, rule: Rule) -> pl.DataFrame:
    """Rows with how probably each is heard too little or too much, and which are on a list."""
    if rows.is_empty():
        return rows.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in JUDGEMENT.items())
    views = [_posterior(part, threshold, rule) for part in rows.partition_by("view", maintain_order=True)]
    lists = pl.concat([_lists(part, threshold, rule) for part in _families(pl.concat(views))])
    return lists.drop("posterior").with_columns(with_family=pl.col("family"))


def _posterior(rows: pl.DataFrame, threshold: int, rule: Rule) -> pl.DataFrame:
    """One view's cells, each with its posterior over the grid of λ and its own interval."""
    expected, phi = rows["expected"].to_numpy(), rows["phi"].to_numpy()
    chances = posterior(likelihood(evidence(rows, threshold), expected, phi, GRID))
    return _with_chances(rows, chances, threshold, rule)


def _with_chances(rows: pl.DataFrame, chances: Floats, threshold: int, rule: Rule) -> pl.DataFrame:
    expected = rows["expected"].to_numpy()
    lower, upper = score_interval(rows, threshold, Z)
    return rows.with_columns(
        pl.Series("lower", lower / expected),
        pl.Series("upper", upper / expected),
        pl.Series("p_under", below(chances, rule.under)),
        pl.Series("p_over", 1 - below(chances, rule.over)),
        pl.Series("posterior", chances, dtype=pl.List(pl.Float64)),
    )


def _families(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows whose list is cut together: the family, and each other view by itself."""
    by = pl.when("family").then(pl.lit("")).otherwise("view").alias("list")
    return rows.with_columns(by).partition_by("list", maintain_order=True, include_key=False)


def _lists(rows: pl.DataFrame, threshold: int, rule: Rule) -> pl.DataFrame:
    """Which rows of one list are gaps, look thin, or are more than their share; and how firm a gap is."""
    expected = rows["expected"].to_numpy()
    under, over = rows["p_under"].to_numpy(), rows["p_over"].to_numpy()
    # What others teach of a row is no evidence that it lacks voices where what it may have heard reaches the line.
    may_lack = (expected >= rule.least) & (rows["low"].to_numpy() < rule.under * expected)
    is_gap = _cut(under, may_lack, rule.false_gaps)
    told = rows.with_columns(
        pl.Series("is_gap", is_gap),
        pl.Series("is_thin", _cut(under, may_lack, rule.false_thin)),
        pl.Series("is_over", _cut(over, expected >= rule.least_over, rule.false_gaps)),
    )
    limit = float(under[is_gap].min()) if is_gap.any() else 1.0
    heard = rows.select(pl.coalesce("count", "high"))["count"].to_numpy()
    least = tipping_point(surest_coverage(rows, limit, threshold), expected, heard, rule.under)
    tipping = np.where(is_gap, least, np.nan)
    return told.with_columns(
        pl.Series("tipping", tipping).fill_nan(None),
        pl.Series("holds", holds(expected, tipping, rows["basis"])).fill_nan(None),
    )


def _cut(probability: Floats, candidate: npt.NDArray[np.bool_], rate: float) -> npt.NDArray[np.bool_]:
    on_list = np.zeros(probability.size, dtype=bool)
    on_list[candidate] = listed(probability[candidate], rate)
    return on_list


def _needed() -> tuple[pl.Expr, pl.Expr]:
    """(E − high … low) / (1 − q) in whole contributions, at least one: whoever is added adds to the total."""
    rest = pl.when(pl.col("target").is_null()).then(1 - pl.col("share")).otherwise(1.0)
    short = pl.col("state").is_in(UNDER)
    least, most = (
        ((pl.col("expected") - pl.col(name)) / rest).round().clip(lower_bound=1).cast(pl.Int64)
        for name in ("high", "low")
    )
    return pl.when(short).then(least).alias("needed_low"), pl.when(short).then(most).alias("needed_high")
