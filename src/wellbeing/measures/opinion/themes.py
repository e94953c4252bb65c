"""The share of those who commented that raise a theme: shares that may not be added up."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys
from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.positions import tier
from wellbeing.measures.opinion.standing import standing_of
from wellbeing.measures.opinion.tone import COMMENTED, surely_below

#: Published with each theme of a cell.
_ESTIMATED: Final = ("estimate", "lower", "upper", "validation")
#: Half of the last decimal that is published.
_ROUNDING: Final = 0.005


def raised(cells: pl.DataFrame, commented: pl.DataFrame) -> pl.DataFrame:
    """The share of each theme among those who commented, corrected by human codes.

    Args:
        cells: a table ``…_by_theme``: its keys, ``question``, ``theme``, ``status``, ``count``, ``low``,
            ``high``, ``sd``, and the ``_ESTIMATED``. A contribution may raise several themes, or none.
        commented: from ``measures.opinion.tone.tone``, of the same cells.

    Returns:
        The rows of ``cells``, ``theme`` as ``position``, with ``answered``: how many made a comment, null where
        published figures do not tell it, ``answered_low``, ``answered_high``; ``one_source``: whether too few
        sources stand behind it; ``share``: as published, null unless ``validation`` is ``ok``, and where it is not
        known of how many; ``lower``, ``upper``: its 95 % interval, and where there is no share from the
        fewest to the most of those who commented that are counted; ``tier``, one of ``SHARE_TIERS``.
    """
    by = keys(cells, "theme", *_ESTIMATED)
    known = ("answered", "answered_low", "answered_high")
    of = commented.select(
        *by, *(pl.col(COMMENTED[name]).alias(name) for name in known), pl.col(ONE_SOURCE).alias("_few")
    )
    joined = cells.join(of, on=by, how="inner", maintain_order="left")
    shared = joined.rename({"theme": "position", "estimate": "share"}).with_columns(
        ((pl.col("status").cast(pl.String) == ONE_SOURCE) | pl.col("_few")).alias(ONE_SOURCE),
        pl.when(pl.col("answered").is_not_null()).then("share").alias("share"),
        *(
            pl.coalesce(end, _of_answered(bound)).alias(end)
            for end, bound in (("lower", "low"), ("upper", "high"))
        ),
    )
    return shared.with_columns(tier(has_group="area_kind" in by).alias("tier")).drop("_few")


def beside_whole_share(found: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """How surely a theme is raised less often in each cell than in the whole.

    Args:
        found: from ``raised``.
        whole: from ``raised``, of the table ``total``.

    Returns:
        The rows of ``found`` with ``whole``, the whole's share, ``p_below``, as ``tone.surely_below``, and
        ``standing``, one of ``STANDINGS``; null where either has no share.
    """
    share = whole.select("question", "position", pl.col("share").alias("whole"))
    joined = found.join(share, on=["question", "position"], how="left", maintain_order="left")
    found_below = joined.with_columns(surely_below(joined, "share", _ROUNDING))
    return found_below.with_columns(standing_of(pl.col("p_below")))


def ranked(found: pl.DataFrame) -> pl.DataFrame:
    """The themes of one cell, from ``raised``: most raised first, then by id; those without a share last."""
    return found.sort(-pl.col("share").fill_null(-1), -pl.col("low"), "position")


def _of_answered(bound: str) -> pl.Expr:
    n = pl.col("answered")
    return pl.when(n > 0).then(pl.min_horizontal(pl.col(bound) / n, 1.0)).otherwise(float(bound == "high"))
