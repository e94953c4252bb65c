"""How comments sound on average, cell by cell: a noisy sum of corrected scores by a noisy count.

What is measured of a cell is the sum of its comments' tones, corrected by human codes (``opinion.coding``),
and how many of them were coded; both with noise, as counts are. Everything published is worked out from
these, so that no difference of two estimates says more than the noise allows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.measures.opinion.intervals import Z
from wellbeing.model.engagement import Engagement, Group
from wellbeing.model.policy import Policy
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.opinion.coding.correction import Correction, corrected_sums, correction
from wellbeing.release.count.axes import ALL, Axes, head
from wellbeing.release.count.sources import PARENT
from wellbeing.release.count.true_tables import TrueTables

#: Tones of comments that an estimate is made of.
SCORED: Final = ("negative", "neutral", "positive")
#: Combinations of levels whose cells do not overlap: within each, a comment counts once for each community.
_LEVELS: Final = (
    *(("whole", "whole"), ("member", "whole"), ("group", "whole"), ("whole", "member"), ("whole", "group")),
    *(("group", "group"), ("community", "whole")),
)
#: Columns that tables of tones add.
ESTIMATE_COLUMNS: Final = ("estimate", "lower", "upper", "validation")


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
    rows = rows.sort("contribution_id", "question")  # sums of fractions depend on their order
    made = [_of_level(_placed(rows, axes, level), level) for level in _LEVELS]
    return Sums(pl.concat([cells for cells, _ in made]), pl.concat([factors for _, factors in made]))


def estimates(cells: pl.DataFrame, factors: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """``PARENT`` and ``ESTIMATE_COLUMNS`` of every cell.

    Args:
        cells: ``PARENT``, ``level``; ``sum``, ``codes`` as measured; ``scored``, ``scored_sd``: the
            reconciled number of comments with a tone; ``sum_sd``: of the noise on the sum.
        factors: as ``Sums``, ``codes`` as measured.
        policy: the least comments and codes.

    Returns:
        ``estimate``, ``lower``, ``upper``: −1 … 1, one decimal, null unless ``validation`` is ``ok``;
        ``few``: of fewer comments than the policy allows; ``unvalidated``: fewer codes in all.
    """
    n, m = pl.col("scored"), pl.min_horizontal(pl.col("codes").clip(lower_bound=0), "scored")
    uncoded, mean = n - m, (pl.col("sum") / n).clip(-1, 1)
    shrink = pl.col("between") / (pl.col("between") + pl.col("within") / m.clip(lower_bound=0.5))
    drawn = (uncoded / n) ** 2 * (
        pl.col("between") * (1 - shrink) + pl.col("within") / pl.col("codes_of_all")
    )
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
        "estimate": (mean * 10).round(),
        "lower": ((mean - margin).clip(-1, 1) * 10).floor(),
        "upper": ((mean + margin).clip(-1, 1) * 10).ceil(),
    }
    # Whole tenths first, so that there is no −0.0.
    told = [
        pl.when(pl.col("validation") == "ok").then(value.cast(pl.Int64, strict=False) / 10).alias(name)
        for name, value in tenths.items()
    ]
    joined = cells.join(
        factors.rename({"codes": "codes_of_all"}), on="level", how="left", maintain_order="left"
    )
    return joined.with_columns(validation=validation).select(*PARENT, *told, "validation")


def with_estimates(
    tables: Mapping[str, pl.DataFrame], told: pl.DataFrame, settings: Engagement
) -> dict[str, pl.DataFrame]:
    """The tables of tones with their estimates: the same on all rows of a parent cell."""
    alone = {
        name: {group.id: head(group) for group in groups}
        for name, groups in (("area", settings.region_groups), ("stakeholder", settings.stakeholder_groups))
    }
    return {
        name: _joined(table, told, alone) if name.endswith("_by_tone") else table
        for name, table in tables.items()
    }


def levels(cells: pl.DataFrame, axes: Axes) -> pl.Series:
    """The level of each parent cell, as ``_LEVELS`` names it; crossed cells are of groups."""
    several = [
        [group.id for group in groups if len(group.members) > 1]
        for groups in (axes.settings.region_groups, axes.settings.stakeholder_groups)
    ]
    crossed = (pl.col("area") != ALL) & (pl.col("stakeholder") != ALL)
    by_community = pl.col("community") != ALL
    area = pl.when(by_community).then(pl.lit("community")).otherwise(_level("area", several[0], crossed))
    kind = _level("stakeholder", several[1], crossed)
    return cells.select(level=pl.concat_str(area, kind, separator="|"))["level"]


def _level(name: str, groups: list[str], crossed: pl.Expr) -> pl.Expr:
    is_group = crossed | pl.col(name).is_in(groups)
    part = pl.when(is_group).then(pl.lit("group")).otherwise(pl.lit("member"))
    return pl.when(pl.col(name) == ALL).then(pl.lit("whole")).otherwise(part)


def _of_level(rows: pl.DataFrame, level: tuple[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    cells = rows.with_columns(cell=pl.concat_str(PARENT, separator="\x1f"))
    coded = cells.filter(pl.col("code").is_not_null(), pl.col("score").is_not_null())
    told = correction(coded) if coded.height > 1 else Correction(0.0, 1.0, 1.0, 1.0, coded.height)
    parts = pl.col("cell").str.split("\x1f").list.to_struct(fields=list(PARENT))
    named = "|".join(level)
    found = (
        corrected_sums(cells.select("cell", "score", "code"), told)
        .with_columns(parts.alias("key"))
        .unnest("key")
    )
    factors = {"level": named, "within": round(told.within, 2), "between": round(told.between, 3)}
    sums = found.select(*PARENT, pl.lit(named).alias("level"), "sum", "codes")
    return sums, pl.DataFrame([{**factors, "codes": float(told.codes)}])


def _placed(rows: pl.DataFrame, axes: Axes, level: tuple[str, str]) -> pl.DataFrame:
    """The comments with the area, type and community that they count towards at a level."""
    by_area, by_type = level
    if by_area == "community":
        each = rows.explode("communities").drop_nulls("communities").rename({"communities": "community"})
        return each.with_columns(pl.lit(ALL).alias("area"), pl.lit(ALL).alias("stakeholder"))
    homes = {
        "region": _homes(axes.regions, axes.settings.region_groups, by_area),
        "stakeholder": _homes(_types(axes), axes.settings.stakeholder_groups, by_type),
    }
    placed = {
        name: pl.col(name).replace_strict(home, default=NOT_STATED, return_dtype=pl.String)
        for name, home in homes.items()
    }
    return rows.with_columns(
        community=pl.lit(ALL),
        area=pl.lit(ALL) if by_area == "whole" else placed["region"],
        stakeholder=pl.lit(ALL) if by_type == "whole" else placed["stakeholder"],
    )


def _homes(members: Iterable[str], groups: Iterable[Group], level: str) -> dict[str, str]:
    """Each member, and what it is counted as at a level: itself, or its group."""
    if level != "group":
        return {member: member for member in members}
    return {member: head(group) for group in groups for member in group.members}


def _types(axes: Axes) -> list[str]:
    return [term.id for term in axes.settings.stakeholders]


def _joined(table: pl.DataFrame, told: pl.DataFrame, alone: Mapping[str, dict[str, str]]) -> pl.DataFrame:
    """A group of one has the estimate of its member."""
    present = [name for name in PARENT if name in table.columns]
    absent = [pl.col(name) == ALL for name in PARENT if name not in present]
    own = told.filter(absent).select(*(pl.col(name).alias(f"_{name}") for name in present), *ESTIMATE_COLUMNS)
    keyed = table.with_columns(
        pl.col(name).replace(alone.get(name, {})).alias(f"_{name}") for name in present
    )
    by = [f"_{name}" for name in present]
    return keyed.join(own, on=by, how="left", maintain_order="left").drop(by)
