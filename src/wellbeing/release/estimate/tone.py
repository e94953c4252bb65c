"""How comments sound on average, cell by cell: the ratio of a noisy sum of corrected scores and a noisy count.

What is measured of a cell is the sum of its comments' tones, corrected by human codes (``opinion.groups``), and
how many of them were coded; both with noise, as counts are. Everything published is worked out from these, so
that no difference of two estimates says more than the noise allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.model.policy import Policy
from wellbeing.opinion.groups import Z, Correction, correction, corrected_sums
from wellbeing.release.count.axes import ALL, Axes
from wellbeing.release.count.sources import PARENT
from wellbeing.release.count.true_tables import TrueTables

#: Tones of comments that an estimate is made of.
SCORED: Final = ("negative", "neutral", "positive")
#: Combinations of levels whose cells do not overlap: within each, a comment counts once for each community.
LEVELS: Final = (
    *(("whole", "whole"), ("region", "whole"), ("group", "whole"), ("whole", "type"), ("whole", "group")),
    *(("group", "group"), ("community", "whole")),
)
#: Columns that tables of tones add.
COLUMNS: Final = ("estimate", "lower", "upper", "validation")


@dataclass(frozen=True)
class Sums:
    """What is to be measured of comments' tones."""

    #: ``PARENT``, ``level``; ``sum``: of corrected scores; ``codes``: human codes among them.
    cells: pl.DataFrame
    #: ``level``, ``within``, ``between``, ``codes``: one rounded figure each for the whole engagement.
    factors: pl.DataFrame


def sums(true: TrueTables, axes: Axes) -> Sums:
    """The sums of every cell that has comments, with the correction of its level."""
    about = true.contributions.select("contribution_id", "region", "stakeholder", "communities")
    heard = true.judged.comments.lazy().filter(pl.col("tone") != "no_answer")
    rows = heard.join(about, on="contribution_id").rename({"question_id": "question"}).collect()
    made = [_of_level(_placed(rows, axes, level), level) for level in LEVELS]
    return Sums(pl.concat([cells for cells, _ in made]), pl.concat([factors for _, factors in made]))


def estimates(cells: pl.DataFrame, factors: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """``PARENT`` and ``COLUMNS`` of every cell.

    Args:
        cells: ``PARENT``, ``level``; ``sum``, ``codes`` as measured; ``scored``, ``scored_sd``: the reconciled
            number of comments with a tone; ``sum_sd``: of the noise on the sum.
        factors: as ``Sums``, ``codes`` as measured.
        policy: the least comments and codes.

    Returns:
        ``estimate``, ``lower``, ``upper``: −1 … 1, one decimal, null unless ``validation`` is ``ok``; ``few``:
        of fewer comments than the policy allows; ``unvalidated``: fewer codes in all.
    """
    n, m = pl.col("scored"), pl.min_horizontal(pl.col("codes").clip(lower_bound=0), "scored")
    uncoded, mean = n - m, (pl.col("sum") / n).clip(-1, 1)
    shrink = pl.col("between") / (pl.col("between") + pl.col("within") / m.clip(lower_bound=0.5))
    drawn = (uncoded / n) ** 2 * (pl.col("between") * (1 - shrink) + pl.col("within") / pl.col("codes_of_all"))
    variance = drawn + uncoded * pl.col("within") / n**2
    noise = (pl.col("sum_sd") / n) ** 2 + (mean * pl.col("scored_sd") / n) ** 2
    margin = Z * (variance + noise).sqrt()
    validation = (
        pl.when(pl.col("codes_of_all").is_null() | (pl.col("codes_of_all") < policy.codes))
        .then(pl.lit("unvalidated"))
        .when(n < policy.comments)
        .then(pl.lit("few"))
        .otherwise(pl.lit("ok"))
    )
    tenths = {
        # Adding nothing makes -0.0 plain 0.0.
        "estimate": mean.round(1) + 0.0,
        "lower": ((mean - margin).clip(-1, 1) * 10).floor() / 10 + 0.0,
        "upper": ((mean + margin).clip(-1, 1) * 10).ceil() / 10 + 0.0,
    }
    told = [pl.when(pl.col("validation") == "ok").then(value).alias(name) for name, value in tenths.items()]
    joined = cells.join(factors.rename({"codes": "codes_of_all"}), on="level", how="left", maintain_order="left")
    return joined.with_columns(validation=validation).select(*PARENT, *told, "validation")


def with_estimates(tables: Mapping[str, pl.DataFrame], told: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of tones with their estimates: the same on all rows of a parent cell."""
    return {name: _joined(table, told) if name.endswith("_by_tone") else table for name, table in tables.items()}


def levels(cells: pl.DataFrame, axes: Axes) -> pl.Series:
    """The level of each parent cell: ``group|type`` is that of a group of regions and a type."""
    region_groups = [group.id for group in axes.settings.region_groups]
    type_groups = [group.id for group in axes.settings.stakeholder_groups]
    area = (
        pl.when(pl.col("community") != ALL)
        .then(pl.lit("community"))
        .when(pl.col("area") == ALL)
        .then(pl.lit("whole"))
        .when(pl.col("area").is_in(region_groups))
        .then(pl.lit("group"))
        .otherwise(pl.lit("region"))
    )
    kind = (
        pl.when(pl.col("stakeholder") == ALL)
        .then(pl.lit("whole"))
        .when(pl.col("stakeholder").is_in(type_groups))
        .then(pl.lit("group"))
        .otherwise(pl.lit("type"))
    )
    return cells.select(level=pl.concat_str(area, kind, separator="|"))["level"]


def _of_level(rows: pl.DataFrame, level: tuple[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    cells = rows.with_columns(cell=pl.concat_str(PARENT, separator="\x1f"))
    coded = cells.filter(pl.col("code").is_not_null(), pl.col("score").is_not_null())
    told = correction(coded) if coded.height > 1 else Correction(0.0, 1.0, 1.0, 1.0, coded.height)
    parts = pl.col("cell").str.split("\x1f").list.to_struct(fields=list(PARENT))
    named = "|".join(level)
    found = corrected_sums(cells.select("cell", "score", "code"), told).with_columns(parts.alias("key")).unnest("key")
    factors = {"level": named, "within": round(told.within, 2), "between": round(told.between, 3)}
    sums = found.select(*PARENT, pl.lit(named).alias("level"), "sum", "codes")
    return sums, pl.DataFrame([{**factors, "codes": float(told.codes)}])


def _placed(rows: pl.DataFrame, axes: Axes, level: tuple[str, str]) -> pl.DataFrame:
    """The comments with the area, type and community that they count towards at a level."""
    by_area, by_type = level
    if by_area == "community":
        each = rows.explode("communities").drop_nulls("communities").rename({"communities": "community"})
        return each.with_columns(pl.lit(ALL).alias("area"), pl.lit(ALL).alias("stakeholder"))
    alone = rows.with_columns(community=pl.lit(ALL)).rename({"stakeholder": "type"})
    areas = axes.areas.filter(pl.col("area_kind") == by_area).select("region", "area")
    grouped = pl.col("stakeholder") != pl.col("type")
    headings = axes.headings.filter(grouped if by_type == "group" else ~grouped)
    located = alone.with_columns(area=pl.lit(ALL)) if by_area == "whole" else alone.join(areas, on="region")
    if by_type == "whole":
        return located.with_columns(stakeholder=pl.lit(ALL))
    return located.join(headings, on="type")


def _joined(table: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    present = [name for name in PARENT if name in table.columns]
    absent = [pl.col(name) == ALL for name in PARENT if name not in present]
    own = told.filter(absent).select(*present, *COLUMNS)
    return table.join(own, on=present, how="left", maintain_order="left")
