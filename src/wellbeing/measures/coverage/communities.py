"""Communities by area, each against its own share of the people who live there; never added up, nor to types."""

from collections.abc import Sequence

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.benchmarks import BASIS
from wellbeing.measures.coverage.coverage import COVERAGE, coverage
from wellbeing.measures.coverage.members import area_members
from wellbeing.model.engagement import Community, Engagement
from wellbeing.model.grouping import Grouping

#: What comes together in a community at one event, as of a group of types: a part of those who came.
PART_OF_AN_EVENT = "stakeholder_group"


def community_coverage(
    cells: pl.DataFrame, expected: pl.DataFrame, areas: Grouping, threshold: int
) -> pl.DataFrame:
    """How fully one community was heard in each area: ``coverage``, its areas judged together and by themselves.

    Args:
        cells: published cells of the community: ``area``, ``area_kind`` ("" is everywhere), what is published, ``phi``.
        expected: from ``community_expected``.
        areas: groups of regions.
        threshold: figures below it are not shown.

    Returns:
        ``area``, ``area_kind`` and ``COVERAGE``: the list of gaps is of the community's regions alone.
    """
    keyed = cells.with_columns(stakeholder=pl.lit(""))
    found = coverage(keyed, expected, areas, Grouping(()), threshold)
    return found.select(*(name for name in DIMENSIONS if name != "stakeholder"), *COVERAGE)


def community_expected(
    benchmarks: pl.DataFrame,
    community: Community,
    engagement: Engagement,
    codes: Sequence[str],
    everybody: float,
) -> pl.DataFrame:
    """How many contributions would speak for a community, were it as large a part of them as of the people.

    Args:
        benchmarks: rows of ``Benchmarks``.
        community: which, with its sets.
        engagement: groups of regions.
        codes: of every region.
        everybody: the baseline n*, of which shares are expected.

    Returns:
        As ``coverage`` takes shares: ``DIMENSIONS``, ``share`` (null: the number is what counts), ``basis``,
        ``target``, null where the community or the people of any region of the area are not known.
    """
    people, of_all = (_people(benchmarks, name) for name in (community.population, community.among))
    total = float(of_all["people"].sum()) or 1.0
    known = of_all.join(people, on="region", suffix="_of").select(
        "region",
        part=pl.col("people_of") / total,
        basis=pl.max_horizontal("basis", "basis_of"),
    )
    rows = area_members(engagement, codes).join(known, on="region", how="left", maintain_order="left")
    is_known = pl.col("part").is_not_null().all() | (
        (pl.col("area") == "").first() & pl.col("part").is_not_null().any()
    )
    summed = rows.group_by("area", "area_kind", maintain_order=True).agg(
        pl.when(is_known).then(pl.col("part").sum() * everybody).alias("target"),
        pl.when(is_known).then(pl.col("basis").max()).alias("basis"),
    )
    empty = pl.lit("").alias("stakeholder"), pl.lit(None, pl.Float64).alias("share")
    return summed.with_columns(*empty).select(*DIMENSIONS, "share", "basis", "target")


def _people(benchmarks: pl.DataFrame, name: str) -> pl.DataFrame:
    rows = benchmarks.filter(pl.col("set") == name, pl.col("region") != "", pl.col("stakeholder") == "")
    return rows.select("region", people="weight", basis=pl.col("basis").cast(BASIS))
