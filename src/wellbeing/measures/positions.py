"""What closed answers say: shares of those who answered, and how they may be shown (method.md, section 2)."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, middle

NO_ANSWER: Final = "no_answer"
#: Standard normal quantile of a two-sided 95 % interval.
Z: Final = 1.959964
#: Intervals narrower than this are shown in full colour (about 39 answers at one half), then pale.
FULL_WIDTH: Final = 0.30
PALE_WIDTH: Final = 0.45
#: From as many answers on, words; below, the figure of the region's group.
FEWEST_FOR_WORDS: Final = 6
#: A share in full colour; pale, with its interval; words only; the figure of the region's group; nothing.
TIERS: Final = ("full", "pale", "words", "group", "none")


def positions(cells: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """Each position's share of those who answered.

    Args:
        cells: a table ``…_by_position``: its keys, ``question``, ``position``, ``status``, ``count``,
            ``low``, ``high``.
        deff: design effect; the interval is that of n / deff independent answers.

    Returns:
        One row per cell and position other than ``no_answer``: ``share`` of those who answered (null unless
        shown), ``lower``, ``upper``: 95 % Wilson interval, the widest that published bounds allow;
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
    return (
        said.with_columns(share.alias("share"), _lower(deff).alias("lower"), _upper(deff).alias("upper"))
        .with_columns(_tier(has_group="area_kind" in by).alias("tier"), _whole("answered"))
        .join(_silent(typed, by), on=by, how="left", maintain_order="left")
        .drop("middle", "held_since", strict=False)
    )


def wilson(answers: pl.Expr, others: pl.Expr, deff: float = 1.0) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % Wilson interval of a share (Wilson 1927, JASA 22, 209-212); 0 to 1 where nobody answered.

    Args:
        answers: how many said it.
        others: how many said something else.
        deff: design effect; the interval is that of (answers + others) / deff independent answers.
    """
    said, rest = answers / deff, others / deff
    n = said + rest
    centre = (said + Z**2 / 2) / (n + Z**2)
    spread = (said * rest / n).fill_nan(0.0) + Z**2 / 4
    half = Z * spread.sqrt() / (n + Z**2)
    return (centre - half).clip(lower_bound=0), (centre + half).clip(upper_bound=1)


def _whole(name: str) -> pl.Expr:
    return pl.col(name).round().cast(pl.Int64)


def _lower(deff: float) -> pl.Expr:
    """The limit falls with fewer who said it and with more who said something else."""
    return wilson(pl.col("low"), pl.col("answered_high") - pl.col("high"), deff)[0]


def _upper(deff: float) -> pl.Expr:
    return wilson(pl.col("high"), pl.col("answered_low") - pl.col("low"), deff)[1]


def _tier(*, has_group: bool) -> pl.Expr:
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
