"""How many of those who commented raised a theme: shares that may not be added up."""

import polars as pl

from wellbeing.measures.cells import keys
from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.positions import tier, with_shares
from wellbeing.measures.opinion.tone import COMMENTED


def raised(cells: pl.DataFrame, commented: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """The share of each theme among those who commented.

    Args:
        cells: a table ``…_by_theme``: its keys, ``question``, ``theme``, ``status``, ``count``, ``low``,
            ``high``, ``sd``. A contribution may raise several themes, or none.
        commented: from ``measures.opinion.tone.tone``, of the same cells.
        deff: design effect; the interval is that of n / deff independent comments.

    Returns:
        The rows of ``cells`` with the columns of ``measures.opinion.positions.positions`` (``theme`` stands in
        ``position``, and who ``answered`` made a comment).
    """
    by = keys(cells, "theme")
    of = commented.select(
        *by, *(pl.col(said).alias(name) for name, said in COMMENTED.items()), pl.col(ONE_SOURCE).alias("_few")
    )
    joined = cells.join(of, on=by, how="inner", maintain_order="left").rename({"theme": "position"})
    alone = (pl.col("status").cast(pl.String) == ONE_SOURCE) | pl.col("_few")
    found = with_shares(joined.with_columns(alone.alias(ONE_SOURCE)), deff)
    tiered = found.with_columns(tier(has_group="area_kind" in by).alias("tier"))
    return tiered.drop("answered_variance", "_few")


def ranked(found: pl.DataFrame) -> pl.DataFrame:
    """The themes of one cell, from ``raised``: most raised first, then by id.

    A count that is not shown stands by the least that it may be: its place must not make it out to be large.
    """
    return found.sort(-pl.coalesce("count", "low"), "position")
