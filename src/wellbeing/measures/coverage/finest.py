"""An answer at the finest level that can give one, and whether a slice has answers enough to be offered."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import UNDER, is_resolved
from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping

#: What was asked itself; its region's group; its type's group there; the area over all types; the type over
#: all areas; or nothing can answer.
LEVELS: Final = ("cell", "region_group", "type_group", "area", "stakeholder", "none")
#: That a larger cell has enough says something of a part only if the part is this much of what was expected.
BEARS: Final = 0.5
#: Below half, more of a sliced matrix would be grey than not.
ENOUGH_RESOLVED: Final = 0.5


def finest(coverage: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """The answer to every question about an area, a stakeholder or both.

    A coarser level that lacks voices always bears on the question. One that has enough, or more than its
    share, bears on it only where the cell asked about is at least half of what was expected there: otherwise
    the rest may hide that nobody here was heard.

    Args:
        coverage: of area × type and both margins, from ``coverage``.
        engagement: which groups regions and types belong to.

    Returns:
        One row per row of ``coverage``: ``area``, ``area_kind``, ``stakeholder`` as asked, "" for all;
        ``level``, one of ``LEVELS``: the first that can answer; ``answer_area``, ``answer_area_kind``,
        ``answer_stakeholder``: of whom the answer speaks; then that row's coverage columns. At level ``none``
        they are the question's own.
    """
    asked = coverage.select(*DIMENSIONS, asked="expected")
    own = asked.with_columns(_answer(name, pl.col(name)) for name in DIMENSIONS)
    steps = [own, _region_group(own, engagement), _type_group(own, engagement), _area(own), _stakeholder(own)]
    found = [_found(step, coverage, level) for level, step in zip(LEVELS, steps, strict=False)]
    among = [found[0].filter(is_resolved()), *(rows.filter(_bears()) for rows in found[1:])]
    unanswered = _found(own, coverage, LEVELS[-1])
    first = pl.concat([*among, unanswered]).unique(DIMENSIONS, keep="first", maintain_order=True)
    return asked.select(DIMENSIONS).join(
        first.drop("asked"), on=DIMENSIONS, how="left", maintain_order="left"
    )


def resolved_share(coverage: pl.DataFrame) -> float:
    """The share of expected contributions in cells whose state says something; 0 where none are expected."""
    expected = coverage.select(
        pl.col("expected").filter(is_resolved()).sum().alias("resolved"),
        pl.col("expected").sum().alias("all"),
    )
    resolved, everything = expected.row(0)
    return float(resolved / everything) if everything else 0.0


def slice_is_offered(coverage: pl.DataFrame) -> bool:
    """Whether a sliced matrix (its coverage, one row a cell drawn) says enough to be shown."""
    return resolved_share(coverage) >= ENOUGH_RESOLVED


def _bears() -> pl.Expr:
    is_large = pl.col("asked") >= BEARS * pl.col("expected")
    return pl.col("state").is_in(UNDER) | (is_resolved() & is_large.fill_null(value=False))


def _answer(name: str, value: pl.Expr) -> pl.Expr:
    return value.alias(f"answer_{name}")


def _region_group(own: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Each question about a region, put to its group."""
    home = Grouping(engagement.region_groups).home
    regions = own.filter(pl.col("area_kind") == "region", pl.col("area").is_in(list(home)))
    return regions.with_columns(
        _answer("area", pl.col("area").replace_strict(home, return_dtype=pl.String)),
        _answer("area_kind", pl.lit("group")),
    )


def _type_group(own: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Each question about a type, put to its group in the same area."""
    home = Grouping(engagement.stakeholder_groups).home
    types = own.filter(pl.col("stakeholder").is_in(list(home)))
    group = pl.col("stakeholder").replace_strict(home, return_dtype=pl.String)
    return types.with_columns(_answer("stakeholder", group))


def _area(own: pl.DataFrame) -> pl.DataFrame:
    """Each question about a type in an area, put to the area over all types."""
    crossed = own.filter(pl.col("area") != "", pl.col("stakeholder") != "")
    return crossed.with_columns(_answer("stakeholder", pl.lit("")))


def _stakeholder(own: pl.DataFrame) -> pl.DataFrame:
    """Each question about a type in an area, put to the type over all areas."""
    crossed = own.filter(pl.col("area") != "", pl.col("stakeholder") != "")
    return crossed.with_columns(_answer(name, pl.lit("")) for name in ("area", "area_kind"))


def _found(step: pl.DataFrame, among: pl.DataFrame, level: str) -> pl.DataFrame:
    answers = [f"answer_{name}" for name in DIMENSIONS]
    found = step.join(among, left_on=answers, right_on=DIMENSIONS, how="inner")
    rest = [name for name in among.columns if name not in DIMENSIONS]
    named = pl.lit(level, dtype=pl.Enum(LEVELS)).alias("level")
    return found.select(*DIMENSIONS, named, *answers, *rest, "asked")
