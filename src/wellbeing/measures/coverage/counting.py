"""What a headline rests on: whether it holds when contributions are counted, or compared, in another way."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS, middle
from wellbeing.measures.coverage.states import UNDER
from wellbeing.measures.opinion.intervals import Z

#: Under a rule: it says the same; something else; or nothing.
HELD: Final = ("holds", "fails", "open")
#: Variance of a number of which only a range is known, per square of the range's width: it may be anywhere.
_ANYWHERE: Final = 1 / 12


def recounted(parts: pl.DataFrame, by: str, weights: Mapping[str, float], threshold: int) -> pl.DataFrame:
    """Cells counted anew from their published parts.

    Args:
        parts: ``DIMENSIONS``, ``by``, and what is published of each part.
        by: the column that parts each cell: ``channel``.
        weights: part → how much of a contribution in it counts; parts that are not named do not.
        threshold: counts below are ``few``.

    Returns:
        ``DIMENSIONS``, ``status``, ``count``, ``low``, ``high``, ``sd``: the weighted sums. A part that is few
        counts with the middle of its range, whose width is added to the error.
    """
    weight = pl.col(by).cast(pl.String).replace_strict(weights, default=0.0, return_dtype=pl.Float64)
    spread = (
        pl.when(pl.col("count").is_null())
        .then((pl.col("high") - pl.col("low")) ** 2 * _ANYWHERE)
        .otherwise(pl.col("sd") ** 2)
    )
    summed = parts.group_by(DIMENSIONS, maintain_order=True).agg(
        figure=(weight * middle()).sum().round(),
        sd=(weight**2 * spread).sum().sqrt(),
    )
    shown = pl.col("figure") >= threshold
    reach = Z * pl.col("sd")
    return summed.select(
        *DIMENSIONS,
        pl.when(shown).then(pl.lit("shown")).otherwise(pl.lit("few")).alias("status"),
        pl.when(shown).then(pl.col("figure")).cast(pl.Int64).alias("count"),
        (pl.col("figure") - reach).ceil().clip(0).cast(pl.Int64).alias("low"),
        (pl.col("figure") + reach).floor().cast(pl.Int64).alias("high"),
        "sd",
    )


def with_unstated(coverage: pl.DataFrame, unstated: pl.DataFrame, under: float) -> pl.DataFrame:
    """What would become of cells too little heard, were all who state no area or type of them.

    Args:
        coverage: as shown.
        unstated: ``DIMENSIONS`` of cells, ``unstated``: how many may belong there.
        under: coverage below which it is too little.

    Returns:
        ``DIMENSIONS``, ``state`` of cells that lack voices: ``gap`` where even then too few were heard, else
        ``enough``.
    """
    most = pl.coalesce("count", "high") + pl.col("unstated").fill_null(0)
    still = pl.when(most < under * pl.col("expected")).then(pl.lit("gap")).otherwise(pl.lit("enough"))
    lacking = coverage.filter(pl.col("state").cast(pl.String).is_in(UNDER))
    joined = lacking.join(unstated, on=DIMENSIONS, how="left", maintain_order="left")
    return joined.select(*DIMENSIONS, still.alias("state"))


def held(shown: pl.DataFrame, others: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Whether what is said of each cell holds under each other rule.

    Args:
        shown: coverage as it is shown.
        others: rule → coverage of the same cells, or their ``DIMENSIONS`` and ``state``.

    Returns:
        A row per cell that says something and rule that has the cell: ``DIMENSIONS``, ``rule``, ``state``
        under it, ``held``: one of ``HELD``. Gap and thin both say that too few were heard; ``enough`` and
        ``over`` both that enough were.
    """
    says = shown.select(*DIMENSIONS, as_shown=_side())
    rows = [
        says.drop_nulls("as_shown")
        .join(cells.select(*DIMENSIONS, pl.col("state").cast(pl.String), under_rule=_side()), on=DIMENSIONS)
        .filter(pl.col("state") != "no_benchmark")
        .select(*DIMENSIONS, pl.lit(rule).alias("rule"), "state", _held().alias("held"))
        for rule, cells in others.items()
    ]
    return pl.concat(rows)


def _side() -> pl.Expr:
    state = pl.col("state").cast(pl.String)
    heard = state.is_in(("enough", "over"))
    return pl.when(state.is_in(UNDER)).then(pl.lit("under")).when(heard).then(pl.lit("heard"))


def _held() -> pl.Expr:
    return (
        pl.when(pl.col("under_rule").is_null())
        .then(pl.lit("open"))
        .when(pl.col("under_rule") == pl.col("as_shown"))
        .then(pl.lit("holds"))
        .otherwise(pl.lit("fails"))
    )
