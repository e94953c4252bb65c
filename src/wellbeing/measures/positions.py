"""What closed answers say: shares of those who answered, and how they may be shown (method.md, section 2)."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, middle
from wellbeing.measures.intervals import Z, together, wilson

NO_ANSWER: Final = "no_answer"
#: Intervals narrower than this are shown in full colour (about 39 answers at one half), then pale.
FULL_WIDTH: Final = 0.30
PALE_WIDTH: Final = 0.45
#: From as many answers on, words; below, the figure of the region's group.
FEWEST_FOR_WORDS: Final = 6
#: A share in full colour; pale, with its interval; words only; the figure of the region's group; nothing.
TIERS: Final = ("full", "pale", "words", "group", "none")


def positions(cells: pl.DataFrame, deff: float = 1.0, *, simultaneous: bool = False) -> pl.DataFrame:
    """Each position's share of those who answered.

    Args:
        cells: a table ``…_by_position``: its keys, ``question``, ``position``, ``status``, ``count``,
            ``low``, ``high``; of each question the positions that can be taken.
        deff: design effect; the interval is that of n / deff independent answers.
        simultaneous: whether the intervals shall hold all positions of a cell at once (Goodman), for bars
            side by side; ``tier`` goes by the interval of one share (Wilson) in either case.

    Returns:
        One row per cell and position other than ``no_answer``: ``share`` of those who answered (null unless
        shown), ``lower``, ``upper``: 95 % interval, the widest that published bounds allow;
        ``answered_low``, ``answered_high``, and ``answered``, about how many that is; ``no_answer`` (null
        unless shown), ``no_answer_low``, ``no_answer_high``; ``tier``, one of ``TIERS``.
    """
    typed = cells.with_columns(pl.col("position").cast(pl.String), middle().alias("middle"))
    by = keys(typed, "position", "middle")
    said = typed.filter(pl.col("position") != NO_ANSWER).with_columns(
        pl.col("low", "high").sum().over(by).name.prefix("answered_"),
        pl.col("middle").sum().over(by).alias("answered"),
    )
    share = (pl.col("count") / pl.col("answered")).fill_nan(None)
    tiered = said.with_columns(share.alias("share"), *_limits(deff)).with_columns(
        tier(has_group="area_kind" in by).alias("tier")
    )
    shown = _all_at_once(tiered, by, deff) if simultaneous else tiered
    return (
        shown.with_columns(_whole("answered"))
        .join(_silent(typed, by), on=by, how="left", maintain_order="left")
        .drop("middle", "held_since", strict=False)
    )


def _whole(name: str) -> pl.Expr:
    return pl.col(name).round().cast(pl.Int64)


def _limits(deff: float, z: float | pl.Expr = Z) -> tuple[pl.Expr, pl.Expr]:
    """The lower limit falls with fewer who said it and with more who said something else; the upper rises."""
    lower = wilson(pl.col("low"), pl.col("answered_high") - pl.col("high"), deff, z)[0]
    upper = wilson(pl.col("high"), pl.col("answered_low") - pl.col("low"), deff, z)[1]
    return lower.alias("lower"), upper.alias("upper")


def _all_at_once(said: pl.DataFrame, by: list[str], deff: float) -> pl.DataFrame:
    """The rows with Goodman's limits: wider, the more positions a cell has."""
    counted = said.with_columns(pl.len().over(by).alias("_positions"))
    quantile = {number: together(number) for number in counted["_positions"].unique()}
    z = pl.col("_positions").replace_strict(quantile, return_dtype=pl.Float64)
    return counted.with_columns(_limits(deff, z)).drop("_positions")


def tier(*, has_group: bool) -> pl.Expr:
    """How a share may be shown, one of ``TIERS``, by ``share``, ``lower``, ``upper``, ``answered_low``.

    Args:
        has_group: whether the rows are of areas, so that a region's group may answer for it.
    """
    width = pl.col("upper") - pl.col("lower")
    in_group = pl.col("area_kind").cast(pl.String) == "region" if has_group else pl.lit(value=False)
    return (
        pl.when(pl.col("share").is_not_null() & (width < FULL_WIDTH))
        .then(pl.lit("full"))
        .when(pl.col("share").is_not_null() & (width < PALE_WIDTH))
        .then(pl.lit("pale"))
        .when(pl.col("answered_low") >= FEWEST_FOR_WORDS)
        .then(pl.lit("words"))
        .when(in_group)
        .then(pl.lit("group"))
        .otherwise(pl.lit("none"))
        .cast(pl.Enum(TIERS))
    )


def _silent(typed: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Those who took part and did not answer."""
    return typed.filter(pl.col("position") == NO_ANSWER).select(
        *by,
        pl.col("count").alias(NO_ANSWER),
        pl.col("low", "high").name.prefix(f"{NO_ANSWER}_"),
    )
