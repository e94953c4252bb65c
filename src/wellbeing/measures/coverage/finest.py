"""An answer at the finest level that can give one, and whether a slice has answers enough to be offered."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import is_resolved
from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping

#: What was asked itself; its region's group; everywhere; or nothing resolves.
LEVELS: Final = ("cell", "group", "everywhere", "none")
#: Below half, more of a sliced matrix would be grey than not.
ENOUGH_RESOLVED: Final = 0.5


def finest(
    cells: pl.DataFrame, areas: pl.DataFrame, stakeholders: pl.DataFrame, engagement: Engagement
) -> pl.DataFrame:
    """The answer to every question about an area, a stakeholder or both.

    Args:
        cells: coverage of area × stakeholder, region groups beside regions.
        areas: coverage of the area margin, region groups beside regions.
        stakeholders: coverage of the stakeholder margin. A row "" may stand for everyone, where the whole is
            compared with a plan; compared with its own number it is fully heard by construction, so that it
            answers nothing and must be left out.
        engagement: which group each region belongs to.

    Returns:
        One row per row of the three: ``area``, ``area_kind``, ``stakeholder`` as asked, "" for all;
        ``level``, one of ``LEVELS``: the first whose state says something; ``answer_area``,
        ``answer_area_kind``, ``answer_stakeholder``: of whom the answer speaks; then that row's coverage
        columns. At level ``none`` they are the question's own.
    """
    everything = pl.concat([_keyed(frame) for frame in (cells, areas, stakeholders)])
    asked = everything.select(DIMENSIONS)
    own = asked.with_columns(_answer(name, pl.col(name)) for name in DIMENSIONS)
    resolved = everything.filter(is_resolved())
    steps = [
        (own, resolved),
        (_group(own, engagement), resolved),
        (_everywhere(own), resolved),
        (own, everything),
    ]
    found = [_found(step, among, level) for level, (step, among) in zip(LEVELS, steps, strict=True)]
    first = pl.concat(found).unique(DIMENSIONS, keep="first", maintain_order=True)
    return asked.join(first, on=DIMENSIONS, how="left", maintain_order="left")


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


def _keyed(coverage: pl.DataFrame) -> pl.DataFrame:
    """The rows with all three keys, "" for a key that the table lacks."""
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in coverage.columns]
    rest = [name for name in coverage.columns if name not in DIMENSIONS]
    return coverage.with_columns(absent).select(*DIMENSIONS, *rest)


def _answer(name: str, value: pl.Expr) -> pl.Expr:
    return value.alias(f"answer_{name}")


def _group(own: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Each question about a region, put to its group."""
    home = Grouping(engagement.region_groups).home
    regions = own.filter(pl.col("area_kind") == "region", pl.col("area").is_in(list(home)))
    return regions.with_columns(
        _answer("area", pl.col("area").replace_strict(home, return_dtype=pl.String)),
        _answer("area_kind", pl.lit("group")),
    )


def _everywhere(own: pl.DataFrame) -> pl.DataFrame:
    """Each question about an area, put to all areas together."""
    return own.with_columns(_answer(name, pl.lit("")) for name in ("area", "area_kind"))


def _found(step: pl.DataFrame, among: pl.DataFrame, level: str) -> pl.DataFrame:
    answers = [f"answer_{name}" for name in DIMENSIONS]
    found = step.join(among, left_on=answers, right_on=DIMENSIONS, how="inner")
    rest = [name for name in among.columns if name not in DIMENSIONS]
    named = pl.lit(level, dtype=pl.Enum(LEVELS)).alias("level")
    return found.select(*DIMENSIONS, named, *answers, *rest)
