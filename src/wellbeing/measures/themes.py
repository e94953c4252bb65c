"""How many of those who commented raised a theme: shares that may not be added up (method.md, section 2)."""

import polars as pl

from wellbeing.measures.cells import keys
from wellbeing.measures.intervals import wilson
from wellbeing.measures.positions import tier


def raised(cells: pl.DataFrame, commented: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """The share of each theme among those who commented.

    Args:
        cells: a table ``…_by_theme``: its keys, ``question``, ``theme``, ``status``, ``count``, ``low``,
            ``high``. A contribution may raise several themes, or none.
        commented: from ``measures.tone.tone``, of the same cells.
        deff: design effect; the interval is that of n / deff independent comments.

    Returns:
        The rows of ``cells`` with the columns of ``measures.positions.positions`` (``theme`` stands in
        ``position``): ``share`` of ``answered``, about how many commented (null unless shown); ``lower``,
        ``upper``: 95 % interval, the widest that published bounds allow; ``tier``.
    """
    by = keys(cells, "theme")
    of = commented.select(
        *by,
        pl.col("commented").alias("answered"),
        *(pl.col(f"commented_{side}").alias(f"answered_{side}") for side in ("low", "high")),
    )
    joined = cells.join(of, on=by, how="inner", maintain_order="left").rename({"theme": "position"})
    bounded = joined.with_columns(  # whoever raised a theme made a comment
        pl.min_horizontal("high", "answered_high").alias("high"),
        pl.max_horizontal("low", "answered_low").alias("answered_low"),
    )
    said = bounded.with_columns(
        pl.when(pl.col("answered") > 0)
        .then((pl.col("count") / pl.col("answered")).clip(upper_bound=1))
        .alias("share"),
        *_limits(deff),
    )
    return said.with_columns(tier(has_group="area_kind" in by).alias("tier")).drop("held_since", strict=False)


def ranked(found: pl.DataFrame) -> pl.DataFrame:
    """The themes of one cell, from ``raised``: most raised first, then by id.

    A hidden count stands by the least that it may be: its place must not make it out to be large.
    """
    return found.sort(-pl.coalesce("count", "low"), "position")


def _limits(deff: float) -> tuple[pl.Expr, pl.Expr]:
    fewest = (pl.col("answered_low") - pl.col("high")).clip(lower_bound=0)
    lower = wilson(pl.col("low"), pl.col("answered_high") - pl.col("low"), deff)[0]
    upper = wilson(pl.col("high"), fewest, deff)[1]
    return lower.alias("lower"), upper.alias("upper")
