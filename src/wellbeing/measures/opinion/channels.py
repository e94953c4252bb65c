"""What was said through which channel, and whether hui and surveys differ: modes are compared, never blended."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.measures.cells import keys
from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.intervals import difference
from wellbeing.measures.opinion.positions import SHARED, positions

#: Where answers are given together.
HUI: Final = "hui"
#: All other channels as one.
SURVEYS: Final = "surveys"


class Said(msgspec.Struct, frozen=True):
    """Published cells of one margin: what was said to a question, or who was heard."""

    #: With ``channel``.
    parts: pl.DataFrame
    #: The same cells over all channels; no rows where that is not published.
    wholes: pl.DataFrame


def by_channel(said: Said, heard: Said, deff: float = 1.0) -> pl.DataFrame:
    """Each position's share through each channel, and through all surveys together.

    Args:
        said: tables ``…_by_position_by_channel`` and ``…_by_position`` of one question.
        heard: the same cells without question and position; no rows where that is not published.
        deff: the design effect of hui; a survey response is a cluster of its own.

    Returns:
        The columns of ``measures.opinion.positions``, with ``channel``; ``SURVEYS`` is one.
    """
    spoken, everyone = (_with_surveys(each) for each in (said, heard))
    at_hui = pl.col("channel") == HUI
    return pl.concat(
        [
            positions(spoken.filter(at_hui), everyone.filter(at_hui), deff),
            positions(spoken.filter(~at_hui), everyone.filter(~at_hui)),
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
    """By how much the shares of hui and of surveys differ: ``members_apart`` of ``by_channel``."""
    return members_apart(found, "channel", HUI, SURVEYS)


def members_apart(found: pl.DataFrame, cut: str, one: str, other: str) -> pl.DataFrame:
    """By how much the shares of two members of a slice differ.

    Args:
        found: shares as of ``measures.opinion.positions``, with the slice's column.
        cut: the slice.
        one: a member.
        other: another, which shares no contribution with it.

    Returns:
        The keys but the slice's, with ``apart``: the share of one less that of the other; ``apart_lower``,
        ``apart_upper``: its 95 % interval. All null where either has too few answers for a share.
    """
    by = [name for name in ("stakeholder", "question", "position") if name in found.columns]
    has_share = pl.col("tier").cast(pl.String).is_in(SHARED)
    told = found.with_columns(
        pl.when(has_share).then(name).alias(name) for name in ("share", "lower", "upper")
    )
    columns = [*by, "share", "lower", "upper"]
    first, second = (told.filter(pl.col(cut) == member).select(columns) for member in (one, other))
    both = first.join(second, on=by, how="full", suffix="_other", coalesce=True, maintain_order="left")
    share = (pl.col("share"), pl.col("lower"), pl.col("upper"))
    other_share = (pl.col("share_other"), pl.col("lower_other"), pl.col("upper_other"))
    apart, apart_lower, apart_upper = difference(share, other_share)
    return both.select(*by, apart=apart, apart_lower=apart_lower, apart_upper=apart_upper)


def _with_surveys(cells: Said) -> pl.DataFrame:
    """The parts, and surveys as one: all but hui, as published tables add up."""
    text = pl.col("channel").cast(pl.String)
    parts = cells.parts.with_columns(text)
    by = keys(parts, "channel")
    hui, wholes = parts.filter(channel=HUI), cells.wholes.with_columns(_by=pl.lit(0))
    both = wholes.join(hui.with_columns(_by=pl.lit(0)), on=["_by", *by], suffix="_hui", maintain_order="left")
    rest = (pl.col("count") - pl.col("count_hui")).clip(lower_bound=0)
    status, at_hui = (pl.col(name).cast(pl.String) for name in ("status", "status_hui"))
    alone = (
        parts.filter(text != HUI)
        .filter(pl.col("status").cast(pl.String) == ONE_SOURCE)
        .select(*by, _by=pl.lit(0), alone=pl.lit(value=True))
        .unique()
    )
    is_alone = (status == ONE_SOURCE) | (at_hui == ONE_SOURCE) | pl.col("alone").fill_null(value=False)
    surveys = both.join(alone, on=["_by", *by], how="left", maintain_order="left").with_columns(
        channel=pl.lit(SURVEYS),
        status=pl.when(is_alone)
        .then(pl.lit(ONE_SOURCE))
        .when(rest.is_not_null())
        .then(pl.lit("shown"))
        .otherwise(pl.lit("few"))
        .cast(parts.schema["status"]),
        count=pl.when(~is_alone).then(rest),
        low=(pl.col("low") - pl.col("high_hui")).clip(lower_bound=0),
        high=(pl.col("high") - pl.col("low_hui")).clip(lower_bound=0),
        sd=(pl.col("sd") ** 2 + pl.col("sd_hui") ** 2).sqrt(),
    )
    return pl.concat([parts, surveys.select(parts.columns)])
