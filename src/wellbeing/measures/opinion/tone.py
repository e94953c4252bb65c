"""How comments sound, cell by cell, and how surely that differs from the whole."""

from typing import Final

import polars as pl
from scipy.special import ndtr

from wellbeing.measures.cells import keys
from wellbeing.measures.opinion.answered import answered
from wellbeing.measures.opinion.intervals import Z
from wellbeing.measures.opinion.positions import SHARE_TIERS
from wellbeing.measures.opinion.standing import standing_of

#: Published with each cell, the same on all its rows; and with each tone, its share.
_ESTIMATED: Final = ("estimate", "lower", "upper", "validation")
_SHARE: Final = ("share", "share_lower", "share_upper")
#: Who made a comment answered the open question.
COMMENTED: Final = {
    "answered": "commented",
    "answered_low": "commented_low",
    "answered_high": "commented_high",
    "answered_variance": "commented_variance",
}
#: Validation of a cell in whose place its group may speak.
TOO_SMALL: Final = "few"
#: Half of the last decimal that is published: how far an estimate may be from what was worked out.
_ROUNDING: Final = 0.05


def tone(cells: pl.DataFrame, heard: pl.DataFrame) -> pl.DataFrame:
    """One row per cell and question.

    Args:
        cells: a table ``…_by_tone``: its keys, ``question``, ``tone``, ``status``, ``count``, ``low``,
            ``high``, ``sd``; the ``_ESTIMATED``, the same on all rows of a cell; and the ``_SHARE`` of each tone.
        heard: the same cells without question and tone: all who were asked.

    Returns:
        The keys; ``commented``: how many made a comment, null where published figures do not tell it;
        ``commented_low``, ``commented_high``: the range of that; ``commented_variance``; ``one_source``:
        whether too few sources stand behind a tone; ``_ESTIMATED`` (−1 … 1; null unless ``validation`` is
        ``ok``); ``tier``: ``full`` where there is an estimate, ``group`` where a region's group may lend its
        own, ``none`` elsewhere.
    """
    by = keys(cells, "tone", *_ESTIMATED, *_SHARE)
    told = cells.group_by(by, maintain_order=True).agg(pl.col(*_ESTIMATED).first())
    told = told.with_columns(pl.col("validation").fill_null(TOO_SMALL))
    counted = answered(cells.drop(*_ESTIMATED, *_SHARE), heard, "tone")
    found = counted.join(told, on=by, maintain_order="left").rename(COMMENTED)
    return found.with_columns(
        pl.col("commented").cast(pl.Int64), _tier(has_group="area_kind" in by).alias("tier")
    )


def without_codes(cells: pl.DataFrame) -> pl.DataFrame:
    """A table ``…_by_tone`` as it would be had nobody coded comments: nothing is validated."""
    nothing = [pl.lit(None, pl.Float64).alias(name) for name in (*_ESTIMATED[:3], *_SHARE)]
    return cells.with_columns(*nothing, pl.lit("unvalidated").alias("validation"))


def beside_whole(found: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """How surely each cell sounds more negative than the whole.

    Args:
        found: from ``tone``.
        whole: from ``tone``, of the table ``total``.

    Returns:
        The rows of ``found`` with ``whole``, the whole's estimate, ``p_below``, as ``surely_below``, and
        ``standing``, one of ``STANDINGS``; null where either has no estimate.
    """
    of_whole = whole.select("question", pl.col("estimate").alias("whole"))
    joined = found.join(of_whole, on="question", how="left", maintain_order="left")
    found_below = joined.with_columns(surely_below(joined, "estimate", _ROUNDING))
    return found_below.with_columns(standing_of(pl.col("p_below")))


def surely_below(cells: pl.DataFrame, estimate: str, rounding: float) -> pl.Series:
    """``p_below``: the probability that each cell lies below the whole.

    By the normal distribution that a cell's interval is of, on its wider side, since the other may end where
    its scale does; the nearest to one half that the rounding of both figures allows. Null where either has no
    estimate.

    Args:
        cells: the estimate, ``lower``, ``upper``, and ``whole``, the whole's estimate.
        estimate: the column with a cell's own.
        rounding: half of the last decimal that is published.
    """
    own = cells[estimate]
    sides = cells.select(side=pl.max_horizontal(pl.col("upper") - own, own - pl.col("lower")))["side"]
    apart = cells["whole"] - own
    surely = apart.sign() * (apart.abs() - 2 * rounding).clip(lower_bound=0)
    p_below = ndtr((surely * Z / (sides + rounding)).cast(pl.Float64).to_numpy())
    return pl.Series("p_below", p_below).fill_nan(None)


def _tier(*, has_group: bool) -> pl.Expr:
    in_group = pl.col("area_kind").cast(pl.String) == "region" if has_group else pl.lit(value=False)
    return (
        pl.when(pl.col("validation") == "ok")
        .then(pl.lit("full"))
        .when((pl.col("validation") == TOO_SMALL) & in_group)
        .then(pl.lit("group"))
        .otherwise(pl.lit("none"))
        .cast(pl.Enum(SHARE_TIERS))
    )
