"""Several cells as one: their published figures added up, judged by the same rule as each of them.

Figures of a release are reconciled, so that their errors are not independent: that of a sum is at most the sum
of theirs, whatever ties them (Minkowski's inequality), and this is what is said of it. Its range is from the sum
of what is least to the sum of what is most.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS, middle
from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.coverage import COVERAGE, JUDGEMENT, judged_alone
from wellbeing.measures.coverage.ensemble import GRID, learnt_prior, posterior_by
from wellbeing.measures.coverage.evidence import evidence, evidence_of_counts, likelihood
from wellbeing.measures.coverage.states import METHOD, STATE, Rule

#: A number of which only a range is known may be anywhere in it: its standard deviation, of the range's width.
_ANYWHERE: Final = (1 / 12) ** 0.5
#: What is not said of a sum that cannot be judged.
_NOT_STATED: Final = {"ratio": pl.Float64, "needed_low": pl.Int64, "needed_high": pl.Int64}
#: The cell that a part is, beside ``DIMENSIONS`` of what it is part of.
PART_OF_SUM: Final = ("part_area", "part_stakeholder")


def added(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Published figures of cells that share nobody, added up.

    Args:
        cells: ``status``, ``count``, ``low``, ``high``, ``sd`` of each.
        by: columns; what is the same in them is one sum.

    Returns:
        ``by``; ``cells``: how many are in the sum; ``few``: of how many no count is told; ``status``: ``shown``;
        ``count``: the sum, each cell that is few with the middle of its range; ``low``, ``high``, ``sd``: the sums,
        within which the error of the sum is, however theirs hang together. A sum of which a cell is not
        published is null.
    """
    is_few = pl.col("count").is_null()
    anywhere = _ANYWHERE * (pl.col("high") - pl.col("low"))
    known = pl.col("low").is_not_null().all()
    deviation = pl.when(is_few).then(pl.max_horizontal("sd", anywhere)).otherwise("sd")
    return cells.group_by(by, maintain_order=True).agg(
        cells=pl.len(),
        few=is_few.sum(),
        status=pl.when(known).then(pl.lit("shown")),
        count=pl.when(known).then(middle().sum().round().cast(pl.Int64)),
        low=pl.when(known).then(pl.col("low").sum()),
        high=pl.when(known).then(pl.col("high").sum()),
        sd=pl.when(known).then(deviation.sum()),
    )


def summed(coverage: pl.DataFrame, sums: pl.DataFrame, threshold: int, rule: Rule = METHOD) -> pl.DataFrame:
    """How fully several cells together were heard.

    Args:
        coverage: of every cell and both margins, from ``coverage.coverage``.
        sums: a row per part of each sum: ``DIMENSIONS`` of the sum, and ``PART_OF_SUM``. Parts share nobody.
        threshold: figures below it are not shown.
        rule: the numbers that part one state from another.

    Returns:
        One row per sum: ``DIMENSIONS``, ``COVERAGE``, and ``cells`` and ``few`` of ``added``. ``expected`` is the sum
        of what is expected of each, null where nothing is known of one; φ, of several types, as many times
        one's as there are types, since one event brings them together, and at most everybody's. Each is
        judged by what the cells of its parts' view teach, as a list of its own: one that no other choice changes. Of a
        sum some of whose cells are few, enough is said only where the least that was heard is enough.
    """
    parts = sums.join(
        coverage, left_on=PART_OF_SUM, right_on=["area", "stakeholder"], how="left", maintain_order="left"
    )
    rows = _rows(parts, coverage)
    can_judge = pl.col("expected").is_not_null() & pl.col("count").is_not_null()
    views = rows.filter(can_judge).partition_by("view", maintain_order=True)
    judged = [judged_alone(part, _chances(part, coverage, threshold), threshold, rule) for part in views]
    unjudged = rows.filter(~can_judge).with_columns(
        *(pl.lit(None, dtype).alias(name) for name, dtype in (JUDGEMENT | _NOT_STATED).items()),
        pl.lit("no_benchmark", STATE).alias("state"),
    )
    found = pl.concat([*judged, unjudged], how="diagonal_relaxed").with_columns(_state(rule))
    return found.select(*DIMENSIONS, *COVERAGE, "cells", "few")


def _state(rule: Rule) -> pl.Expr:
    """Enough is said of a sum with few cells only where the least that was heard reaches the line."""
    may_lack = (pl.col("few") > 0) & (pl.col("low") < rule.under * pl.col("expected"))
    is_said = pl.col("state").cast(pl.String).is_in(["enough", "over"])
    return pl.when(may_lack & is_said).then(pl.lit("unclear", STATE)).otherwise("state").alias("state")


def _rows(parts: pl.DataFrame, coverage: pl.DataFrame) -> pl.DataFrame:
    """Each sum with its figures, what is expected of it, and how many came together."""
    most = coverage.filter(pl.col("stakeholder") == "")["phi"].max()
    types = pl.col("part_stakeholder").n_unique()
    of_all = parts.group_by(DIMENSIONS, maintain_order=True).agg(
        phi=pl.min_horizontal(types * pl.col("phi").mean(), pl.lit(most, pl.Float64)),
        share=_all_known("share"),
        expected=_all_known("expected"),
        basis=pl.when(pl.col("basis").is_not_null().all()).then(pl.col("basis").max()),
        view=pl.col("view").first(),
        family=pl.lit(value=False),
    )
    figures = added(parts, DIMENSIONS).with_columns(pl.col("status").cast(coverage.schema["status"]))
    # What is planned is a number, of which nobody has a share.
    target = pl.when(pl.col("share").is_null()).then("expected").alias("target")
    return figures.join(of_all, on=DIMENSIONS, maintain_order="left").with_columns(target)


def _chances(rows: pl.DataFrame, coverage: pl.DataFrame, threshold: int) -> Floats:
    """P(λ | published) of sums of one view, by the prior that the cells of that view teach."""
    taught = coverage.filter(view=rows["view"].first()).drop_nulls(["expected", "low"])
    prior = learnt_prior(
        likelihood(evidence(taught, threshold), taught["expected"].to_numpy(), taught["phi"].to_numpy(), GRID)
    )
    published = evidence_of_counts(rows["count"].cast(pl.Float64).to_numpy(), rows["sd"].to_numpy())
    return posterior_by(
        prior, likelihood(published, rows["expected"].to_numpy(), rows["phi"].to_numpy(), GRID)
    )


def _all_known(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum())
