"""How comments sound, cell by cell, and how surely that differs from the whole (method.md, section 2)."""

from typing import Final

import polars as pl
from scipy.special import ndtr

from wellbeing.measures.cells import keys, middle
from wellbeing.measures.intervals import Z
from wellbeing.measures.positions import TIERS

#: Tones of comments that say something; ``no_answer`` is no comment.
SAID: Final = ("negative", "neutral", "positive", "not_scored")
#: Published with each cell, the same on all its rows.
ESTIMATED: Final = ("estimate", "lower", "upper", "validation")
#: Validations of a cell in whose place its group may speak.
TOO_SMALL: Final = ("few", "not_shown")
#: Half of the last decimal that is published: how far an estimate may be from what was worked out.
ROUNDING: Final = 0.05


def tone(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per cell and question.

    Args:
        cells: a table ``…_by_tone``: its keys, ``question``, ``tone``, ``status``, ``count``, ``low``,
            ``high``, and the ``ESTIMATED``, the same on all rows of a cell.

    Returns:
        The keys; ``commented``: about how many made a comment, ``commented_low``, ``commented_high``: the
        bounds that are published of that; ``ESTIMATED`` (−1 … 1; null unless ``validation`` is ``ok``);
        ``tier``: ``full`` where there is an estimate, ``group`` where a region's group may lend its own,
        ``none`` elsewhere.
    """
    by = keys(cells, "tone", *ESTIMATED)
    typed = cells.with_columns(pl.col("tone").cast(pl.String), middle().alias("commented"))
    summed = (
        typed.filter(pl.col("tone").is_in(SAID))
        .group_by(by, maintain_order=True)
        .agg(
            pl.col("commented").sum().round().cast(pl.Int64),
            pl.col("low", "high").sum().name.prefix("commented_"),
            pl.col(*ESTIMATED).first(),
        )
    )
    return summed.with_columns(_tier(has_group="area_kind" in by).alias("tier"))


def without_codes(cells: pl.DataFrame) -> pl.DataFrame:
    """A table ``…_by_tone`` as it would be had nobody coded comments: nothing is validated."""
    nothing = [pl.lit(None, pl.Float64).alias(name) for name in ESTIMATED[:3]]
    return cells.with_columns(*nothing, pl.lit("unvalidated").alias("validation"))


def beside_whole(found: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """How surely each cell sounds more negative than the whole.

    Args:
        found: from ``tone``.
        whole: from ``tone``, of the table ``total``.

    Returns:
        The rows of ``found`` with ``whole``, the whole's estimate, and ``p_below``: the probability that the
        cell lies below it, by the normal distribution that its interval is of; the nearest to one half that
        the rounding of both to one decimal allows. Null where either has no estimate.
    """
    of_whole = whole.select("question", pl.col("estimate").alias("whole"))
    joined = found.join(of_whole, on="question", how="left", maintain_order="left")
    spread = (joined["upper"] - joined["lower"] + 2 * ROUNDING) / (2 * Z)
    apart = joined["whole"] - joined["estimate"]
    surely = apart.sign() * (apart.abs() - 2 * ROUNDING).clip(lower_bound=0)
    p_below = pl.Series("p_below", ndtr((surely / spread).cast(pl.Float64).to_numpy()))
    return joined.with_columns(p_below.fill_nan(None))


def _tier(*, has_group: bool) -> pl.Expr:
    in_group = pl.col("area_kind").cast(pl.String) == "region" if has_group else pl.lit(value=False)
    return (
        pl.when(pl.col("validation") == "ok")
        .then(pl.lit("full"))
        .when(pl.col("validation").is_in(TOO_SMALL) & in_group)
        .then(pl.lit("group"))
        .otherwise(pl.lit("none"))
        .cast(pl.Enum(TIERS))
    )
