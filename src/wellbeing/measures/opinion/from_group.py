"""Where too few answered in a region, the figure of its group, marked."""

from typing import Final

import polars as pl

from wellbeing.measures.opinion.answered import ONE_SOURCE
from wellbeing.measures.opinion.positions import SHARE_TIERS
from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping

#: Tiers that say something, so that a group may lend them.
LENT: Final = ("full", "pale", "words")
#: Of whom the figures are, when a group lends its own.
KEYS: Final = ("area", "area_kind")


def from_group(found: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Fill the rows at tier ``group`` with the figures of their region's group.

    Args:
        found: from ``positions``, of a table with areas, region groups beside regions; columns that a further
            measure added go along.
        engagement: which group each region belongs to.

    Returns:
        The same rows in order. ``answer_area``, ``answer_area_kind``: of whom the figures are (the row's own
        area, or its group); ``answer_tier``: how surely they are known, one of ``SHARE_TIERS``; ``tier`` stays
        ``group`` where they are the group's, which must then be said, and is ``none`` where the group knows
        nothing either. All other columns are those of whom the figures are, but for ``one_source``: whether
        too few sources stand behind the row's own.
    """
    home = Grouping(engagement.region_groups).home
    numbered = found.with_row_index("row").with_columns(pl.col(*KEYS).cast(pl.String))
    asks = numbered.filter(pl.col("tier") == "group")
    lent = _lent(asks, numbered, home)
    own = numbered.join(lent, on="row", how="anti").with_columns(
        *(pl.col(key).alias(f"answer_{key}") for key in KEYS), _without_group().alias("answer_tier")
    )
    both = pl.concat([own.with_columns(tier="answer_tier"), lent.select(own.columns)]).sort("row")
    return both.drop("row").with_columns(pl.col(key).cast(found.schema[key]) for key in KEYS)


def _without_group() -> pl.Expr:
    tier = pl.col("tier").cast(pl.String)
    return pl.when(tier == "group").then(pl.lit("none")).otherwise(tier).cast(pl.Enum(SHARE_TIERS))


def _lent(asks: pl.DataFrame, among: pl.DataFrame, home: dict[str, str]) -> pl.DataFrame:
    """Each row that asks, with its group's figures; no row where the group has none to lend."""
    shared = [name for name in ("stakeholder", "question", "position") if name in asks.columns]
    own = ["row", *KEYS, *shared, *([ONE_SOURCE] if ONE_SOURCE in asks.columns else [])]
    group = pl.col("area").replace_strict(home, default=None, return_dtype=pl.String)
    asked = asks.select(*own, group.alias("answer_area"))
    lenders = among.filter(pl.col("area_kind") == "group", pl.col("tier").is_in(LENT)).rename(
        {"area": "answer_area", "area_kind": "answer_area_kind", "tier": "answer_tier"}
    )
    mark = pl.lit("group", dtype=pl.Enum(SHARE_TIERS)).alias("tier")
    found = asked.join(
        lenders.drop("row", ONE_SOURCE, strict=False), on=["answer_area", *shared], how="inner"
    )
    return found.with_columns(mark)
