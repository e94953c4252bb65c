"""Whether what is said of a cell depends on the yardstick: the benchmark that it is compared with.

Benchmark sensitivity. A yardstick has two margins, a set of regions and a set of types. Two that share one
never confirm each other about it: they are one witness, heard twice.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import combinations
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.benchmarks import MarginSets
from wellbeing.measures.coverage.states import UNDER

#: The same under every yardstick, of which two are independent; changes with it; the same, but only one set of
#: regions, or of types, was at hand; or the first cannot tell, or no other covers the cell.
VERDICTS: Final = ("same", "changes", "one_region_set", "one_type_set", "untested")


def yardsticks(coverages: Mapping[str, pl.DataFrame], margins: Mapping[str, MarginSets]) -> pl.DataFrame:
    """What each benchmark says of each cell, side by side, and what follows.

    Args:
        coverages: benchmark id → coverage of the same cells, the first being the one that is shown.
        margins: benchmark id → the sets of figures that it rests on.

    Returns:
        One row per cell: ``DIMENSIONS``; a column per benchmark id with its state (null without a row);
        ``verdict``, one of ``VERDICTS``; ``unlike``: ids of benchmarks that say otherwise than the first
        (gap and thin both say too few; what cannot be told contradicts nothing); ``alike``: how many say the same;
        ``others``: how many there are beside the first.
    """
    first = next(iter(coverages.values())).select(DIMENSIONS)
    states = first
    for benchmark, rows in coverages.items():
        named = rows.select(*DIMENSIONS, pl.col("state").cast(pl.String).alias(benchmark))
        states = states.join(named, on=DIMENSIONS, how="left", maintain_order="left")
    says = {name: _said(name) for name in coverages}
    shown = next(iter(says.values()))
    unlike = [pl.when(says[name] != shown).then(pl.lit(name)) for name in coverages]
    told = states.with_columns(pl.concat_list(unlike).list.drop_nulls().alias("unlike"))
    alike = [says[name].eq(shown).fill_null(value=False) for name in list(coverages)[1:]]
    return told.with_columns(
        _verdict(says, margins).alias("verdict"),
        alike=pl.sum_horizontal(pl.lit(0), *alike).cast(pl.Int64),
        others=pl.lit(len(alike)),
    )


def changes(states: pl.DataFrame, default: str, benchmarks: Collection[str]) -> pl.DataFrame:
    """How many cells say something else than under the ``default`` benchmark.

    Args:
        states: from ``yardsticks``, or some of its rows.
        default: id of the benchmark that the others are compared with.
        benchmarks: ids of all.

    Returns:
        One row per other benchmark: ``benchmark``, ``compared`` (cells of which both say something),
        ``changed``.
    """
    others = [name for name in benchmarks if name != default]
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
    """What a state amounts to: too few, or not; null where it says nothing."""
    state = pl.col(benchmark)
    heard = state.is_in(("enough", "over"))
    return pl.when(state.is_in(UNDER)).then(pl.lit("under")).when(heard).then(pl.lit("heard"))


def _verdict(says: Mapping[str, pl.Expr], margins: Mapping[str, MarginSets]) -> pl.Expr:
    shown = next(iter(says.values()))
    by_region, by_type = pl.col("area") != "", pl.col("stakeholder") != ""
    regions = _confirmed(says, lambda one, other: not margins[one].shared(margins[other]).regions)
    types = _confirmed(says, lambda one, other: not margins[one].shared(margins[other]).stakeholders)
    return (
        pl.when(pl.col("unlike").list.len() > 0)
        .then(pl.lit("changes"))
        .when(shown.is_null() | ~((by_region & regions) | (by_type & types)))
        .then(pl.lit("untested"))
        .when(by_region & ~regions)
        .then(pl.lit("one_region_set"))
        .when(by_type & ~types)
        .then(pl.lit("one_type_set"))
        .otherwise(pl.lit("same"))
        .cast(pl.Enum(VERDICTS))
    )


def _confirmed(says: Mapping[str, pl.Expr], are_apart: Callable[[str, str], bool]) -> pl.Expr:
    """Whether two benchmarks that do not share a margin both say something of a cell."""
    pairs = [
        says[a].is_not_null() & says[b].is_not_null() for a, b in combinations(says, 2) if are_apart(a, b)
    ]
    return pl.any_horizontal(pl.lit(value=False), *pairs)
