"""Whether what is said of a cell depends on the benchmark it is compared with."""

from collections.abc import Mapping

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import UNDER


def robustness(coverages: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The states of each cell under each benchmark, side by side.

    Args:
        coverages: benchmark id → coverage of the same table.

    Returns:
        One row per cell: its keys; a column per benchmark id with the state; ``robust``: whether every
        benchmark that has a share for the cell says the same (gap and thin both say too few); null where
        fewer than two have one, for then nothing was tested.
    """
    first = next(iter(coverages.values()))
    by = [name for name in DIMENSIONS if name in first.columns]
    states = first.select(by)
    for benchmark, coverage in coverages.items():
        states = states.join(
            coverage.select(*by, pl.col("state").alias(benchmark)), on=by, how="left", maintain_order="left"
        )
    said = [_said(benchmark) for benchmark in coverages]
    return states.with_columns(_verdict(pl.concat_list(said).list.drop_nulls()).alias("robust"))


def changes(states: pl.DataFrame, default: str) -> pl.DataFrame:
    """How many cells say something else than under the ``default`` benchmark.

    Args:
        states: from ``robustness``.
        default: id of the benchmark that the others are compared with.

    Returns:
        One row per other benchmark: ``benchmark``, ``compared`` (cells that have a share in both),
        ``changed``.
    """
    others = [name for name in states.columns if name not in {*DIMENSIONS, default, "robust"}]
    both = {name: states.select(was=_said(default), now=_said(name)).drop_nulls() for name in others}
    return pl.DataFrame(
        {
            "benchmark": others,
            "compared": [pairs.height for pairs in both.values()],
            "changed": [pairs.filter(pl.col("was") != pl.col("now")).height for pairs in both.values()],
        },
        schema={"benchmark": pl.String, "compared": pl.Int64, "changed": pl.Int64},
    )


def _said(benchmark: str) -> pl.Expr:
    """What a state amounts to; null where there is no benchmark."""
    state = pl.col(benchmark).cast(pl.String)
    return (
        pl.when(state.is_in(UNDER))
        .then(pl.lit("under"))
        .when(state != "no_benchmark")
        .then(state)
        .alias(benchmark)
    )


def _verdict(said: pl.Expr) -> pl.Expr:
    return pl.when(said.list.len() >= 2).then(said.list.n_unique() == 1)
