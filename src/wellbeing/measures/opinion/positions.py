"""What closed answers say: shares of those who answered, and how they may be shown."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, variance
from wellbeing.measures.opinion.answered import NEGLIGIBLE, NO_ANSWER, ONE_SOURCE, answered_roughly
from wellbeing.measures.opinion.intervals import Z, share_error, together, wilson, with_error

#: Intervals narrower than this are shown in full colour (about 39 answers at one half), then pale.
FULL_WIDTH: Final = 0.30
PALE_WIDTH: Final = 0.45
#: From as many answers on, words; below, a region asks its group.
FEWEST_FOR_WORDS: Final = 6
#: A share; its interval alone; words only; nothing of the region's own, so that its group may speak; nothing.
SHARE_TIERS: Final = ("full", "pale", "words", "group", "none")
#: Tiers at which a share is told.
SHARED: Final = ("full", "pale")


def positions(cells: pl.DataFrame, heard: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """Each position's share of those who answered.

    Args:
        cells: a table ``…_by_position``: its keys, ``question``, ``position``, ``status``, ``count``,
            ``low``, ``high``, ``sd``; of each question the positions that can be taken.
        heard: the same cells without question and position: all who were asked.
        deff: design effect; the interval is that of n / deff independent answers.

    Returns:
        One row per cell and position other than ``no_answer``: ``answered``, how many did, never more than were
        heard and null where published figures of the cell do not tell it even roughly, and the range that they leave,
        ``answered_low``, ``answered_high``; ``off``: by how much ``answered`` may be off either way for counts that
        are not shown (0 where it is known); ``share`` of those (null unless both are shown, and where any position
        of the cell comes from too few sources, which ``one_source`` says); ``error``: standard deviation of the share
        for the error of its counts;
        ``deff``: design effect that allows for it too; ``lower``, ``upper``: 95 % interval, of a count that is few,
        or of answers whose number is rough, the widest that their range allows; ``least``: the lower end of the wider
        intervals that hold all
        positions of a cell at once (Goodman), by which a majority is certain; ``no_answer`` (null unless shown);
        ``tier``, one of ``SHARE_TIERS``.
    """
    typed = cells.with_columns(pl.col("position").cast(pl.String))
    by = keys(typed, "position")
    is_silent = pl.col("position") == NO_ANSWER
    silent = typed.filter(is_silent).select(*by, pl.col("count").alias(NO_ANSWER))
    said = (
        typed.filter(~is_silent)
        .join(answered_roughly(typed, heard, "position"), on=by, maintain_order="left")
        .join(silent, on=by, how="left", maintain_order="left")
    )
    tiered = with_shares(said, deff).with_columns(
        tier(has_group="area_kind" in by, is_rough=pl.col("off") > NEGLIGIBLE * pl.col("answered")).alias(
            "tier"
        )
    )
    return tiered.with_columns(_least(tiered, by)).drop("answered_variance")


def with_shares(said: pl.DataFrame, deff: float) -> pl.DataFrame:
    """Shares of ``answered`` and their intervals: adds ``share``, ``error``, ``deff``, ``lower``, ``upper``.

    Args:
        said: ``count``, ``low``, ``high``, ``sd``, ``one_source``; ``answered``, ``answered_variance`` and ``off``.
        deff: design effect.
    """
    n = pl.col("answered")
    is_shown = pl.col("count").is_not_null() & ~pl.col(ONE_SOURCE) & (n > 0)
    count = pl.min_horizontal("count", n)
    error = share_error(count, n, variance(), pl.col("answered_variance"))
    shares = said.with_columns(
        pl.when(is_shown).then(value).alias(name) for name, value in (("share", count / n), ("error", error))
    )
    clouded = with_error(deff, count, n, pl.col("error")).alias("deff")
    return shares.with_columns(clouded).with_columns(*_limits())


def _limits(z: float | pl.Expr = Z) -> tuple[pl.Expr, pl.Expr]:
    """Of a share; else from the fewest to the most that may have said it."""
    shown = pl.when(pl.col("share").is_not_null()).then("count")
    fewest, most = pl.coalesce(shown, "low"), pl.coalesce(shown, "high")
    about, off = pl.col("answered"), pl.col("off")
    fewer = pl.coalesce(about - off, "answered_low")
    more = pl.coalesce(about + off, "answered_high")
    lower = wilson(fewest, (more - fewest).clip(lower_bound=0), pl.col("deff"), z)[0]
    upper = wilson(most, (fewer - most).clip(lower_bound=0), pl.col("deff"), z)[1]
    return pl.min_horizontal(lower, upper).alias("lower"), upper.alias("upper")


def _least(said: pl.DataFrame, by: list[str]) -> pl.Series:
    """Goodman's lower limit of each row: the further off, the more positions a cell has."""
    counted = said.with_columns(pl.len().over(by).alias("_positions"))
    quantile = {number: together(number) for number in counted["_positions"].unique()}
    z = pl.col("_positions").replace_strict(quantile, return_dtype=pl.Float64)
    return counted.select(_limits(z)[0])["lower"].rename("least")


def tier(*, has_group: bool, is_rough: pl.Expr | None = None) -> pl.Expr:
    """How a share may be shown, one of ``SHARE_TIERS``, by ``share``, its limits, ``answered``, ``one_source``.

    From too few sources nothing is said, and nobody speaks in their place. Fewer than ``FEWEST_FOR_WORDS`` answers,
    the difference of two figures that are each told, have no share even where all of them said the same.

    Args:
        has_group: whether the rows are of areas, so that a region's group may answer for it.
        is_rough: whether how many answered is known roughly, so that a share is its interval alone; nowhere without it.
    """
    width = pl.col("upper") - pl.col("lower")
    is_known = pl.lit(value=True) if is_rough is None else ~is_rough
    is_enough = pl.col("answered") >= FEWEST_FOR_WORDS
    is_share = pl.col("share").is_not_null() & is_enough
    in_group = pl.col("area_kind").cast(pl.String) == "region" if has_group else pl.lit(value=False)
    return (
        pl.when(is_share & (width < FULL_WIDTH) & is_known)
        .then(pl.lit("full"))
        .when(is_share & (width < PALE_WIDTH))
        .then(pl.lit("pale"))
        .when(ONE_SOURCE)
        .then(pl.lit("none"))
        .when(is_enough)
        .then(pl.lit("words"))
        .when(in_group)
        .then(pl.lit("group"))
        .otherwise(pl.lit("none"))
        .cast(pl.Enum(SHARE_TIERS))
    )
