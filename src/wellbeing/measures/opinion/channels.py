"""What was said through which channel, and whether hui and surveys differ: modes are compared, never blended.

An interval of the difference of two shares from the intervals of each: Newcombe 1998, Statistics in Medicine 17,
873-890, method 10.
"""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys
from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.positions import SHARED, positions
from wellbeing.model.vocabulary import CHANNELS

#: Where answers are given together.
HUI: Final = "hui"
#: All other channels as one.
SURVEYS: Final = "surveys"


def by_channel(cells: pl.DataFrame, heard: pl.DataFrame, deff: float = 1.0) -> pl.DataFrame:
    """Each position's share through each channel, and through all surveys together.

    Args:
        cells: a table ``…_by_position_by_channel`` of one question, without groups that overlap their members.
        heard: the same cells without question and position; no rows where that is not published.
        deff: the design effect of hui; a survey response is a cluster of its own.

    Returns:
        The columns of ``measures.opinion.positions``, with ``channel``; ``SURVEYS`` is one.
    """
    typed = [each.with_columns(pl.col("channel").cast(pl.String)) for each in (cells, heard)]
    said, everyone = (pl.concat([each, _together(each)]) for each in typed)
    at_hui = pl.col("channel") == HUI
    return pl.concat(
        [
            positions(said.filter(at_hui), everyone.filter(at_hui), deff),
            positions(said.filter(~at_hui), everyone.filter(~at_hui)),
        ]
    )


def hui_deff(whole: pl.DataFrame, deff: float) -> float:
    """The design effect of answers at hui alone, from that of all answers.

    deff = 1 + (m − 1)ρ with m the mean over answers of their cluster's size, which is 1 outside hui: so that
    deff − 1 is the hui's own, times their part of all answers.

    Args:
        whole: from ``by_channel``, of the whole engagement, with any design effect.
        deff: of all answers (``measures.opinion.clusters``).
    """
    part = {row["channel"]: row["answered"] or 0 for row in whole.iter_rows(named=True)}
    at_hui, elsewhere = part.get(HUI, 0), part.get(SURVEYS, 0)
    return 1 + (deff - 1) * (at_hui + elsewhere) / at_hui if at_hui else deff


def hui_beside_surveys(found: pl.DataFrame) -> pl.DataFrame:
    """By how much the shares of hui and of surveys differ.

    Args:
        found: from ``by_channel``.

    Returns:
        The keys but ``channel``, with ``apart``: the share at hui less that in surveys; ``apart_lower``,
        ``apart_upper``: its 95 % interval. All null where either has too few answers for a share.
    """
    by = [name for name in ("stakeholder", "question", "position") if name in found.columns]
    has_share = pl.col("tier").cast(pl.String).is_in(SHARED)
    told = found.with_columns(
        pl.when(has_share).then(name).alias(name) for name in ("share", "lower", "upper")
    )
    columns = [*by, "share", "lower", "upper"]
    hui, surveys = (told.filter(channel=channel).select(columns) for channel in (HUI, SURVEYS))
    both = hui.join(surveys, on=by, how="full", suffix="_surveys", coalesce=True, maintain_order="left")
    p, lower, upper = (pl.col(name) for name in columns[-3:])
    q, q_lower, q_upper = (pl.col(f"{name}_surveys") for name in columns[-3:])
    return both.select(
        *by,
        (p - q).alias("apart"),
        (p - q - ((p - lower) ** 2 + (q_upper - q) ** 2).sqrt()).alias("apart_lower"),
        (p - q + ((upper - p) ** 2 + (q - q_lower) ** 2).sqrt()).alias("apart_upper"),
    )


def _together(cells: pl.DataFrame) -> pl.DataFrame:
    """Surveys as one channel: shown where each of them is."""
    others = cells.filter(pl.col("channel").is_in([name for name in CHANNELS if name != HUI]))
    by = keys(cells, "channel")
    status = pl.col("status").cast(pl.String)
    is_shown = (status == "shown").all()
    summed = (
        others.with_columns(_by=pl.lit(0))
        .group_by(["_by", *by], maintain_order=True)
        .agg(
            pl.when((status == ONE_SOURCE).any())
            .then(pl.lit(ONE_SOURCE))
            .when(is_shown)
            .then(pl.lit("shown"))
            .otherwise(pl.lit("few"))
            .cast(cells.schema["status"])
            .alias("status"),
            pl.when(is_shown).then(pl.col("count").sum()).alias("count"),
            pl.col("low", "high").sum(),
            (pl.col("sd") ** 2).sum().sqrt(),
        )
    )
    return summed.with_columns(channel=pl.lit(SURVEYS)).select(cells.columns)
