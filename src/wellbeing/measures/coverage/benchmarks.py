"""Who could have been heard: a benchmark's share of every area × stakeholder, groups and margins included."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.model.engagement import Benchmark, Engagement
from wellbeing.model.grouping import Grouping
from wellbeing.model.vocabulary import BASES

#: From the surest to the weakest, so that the weakest of several is their maximum.
BASIS: Final = pl.Enum(BASES)
#: Two margins multiplied assume that the mix of types is the same everywhere: no longer a published figure.
PRODUCT_BASIS: Final = pl.lit("derived", dtype=BASIS)


def shares(
    benchmarks: pl.DataFrame, choice: Benchmark, engagement: Engagement, region_codes: Sequence[str]
) -> pl.DataFrame:
    """The chosen benchmark on the full grid.

    Args:
        benchmarks: rows of ``Benchmarks``, any number of sets.
        choice: which sets; the same name for regions and types is one crossed set.
        engagement: types, and the groups of regions and of types.
        region_codes: every region, in the order of the result.

    Returns:
        ``area``, ``area_kind``, ``stakeholder``, ``share``, ``basis``; areas are regions, then region groups,
        then "" (all, its kind also ""); stakeholders are types, then type groups, then "".
        ``share`` is of everything that the benchmark covers, from 0 to 1; null where it has no row for the
        region, the type or any member of the group, and everywhere when one of its sets is empty.
        ``basis`` is the weakest that the share rests on, at least ``derived`` for a product of two margins.
    """
    regions, types, crossed = _sets(benchmarks, choice)
    areas = _area_members(engagement, region_codes)
    stakeholders = _stakeholder_members(engagement)
    grid = _product(
        _margin(areas, regions, ["area", "area_kind"]), _margin(stakeholders, types, ["stakeholder"])
    )
    return grid if crossed is None else _crossed(grid, areas.join(stakeholders, how="cross"), crossed)


def _sets(
    benchmarks: pl.DataFrame, choice: Benchmark
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame | None]:
    """Rows by region, rows by type, and the rows by both of a crossed set (null for two margins)."""
    region, stakeholder = pl.col("region") != "", pl.col("stakeholder") != ""
    if choice.regions == choice.stakeholders:
        both = _normalised(benchmarks, choice.regions, region & stakeholder)
        return _summed(both, ["region"]), _summed(both, ["stakeholder"]), both
    return (
        _normalised(benchmarks, choice.regions, region & ~stakeholder),
        _normalised(benchmarks, choice.stakeholders, stakeholder & ~region),
        None,
    )


def _normalised(benchmarks: pl.DataFrame, name: str, kind: pl.Expr) -> pl.DataFrame:
    rows = benchmarks.filter(pl.col("set") == name, kind)
    total = rows["weight"].sum()
    share = pl.col("weight") / total if total > 0 else pl.lit(None, dtype=pl.Float64)
    return rows.select("region", "stakeholder", share.alias("share"), pl.col("basis").cast(BASIS))


def _summed(rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return rows.group_by(by, maintain_order=True).agg(pl.col("share").sum(), pl.col("basis").max())


def _area_members(engagement: Engagement, region_codes: Sequence[str]) -> pl.DataFrame:
    rows = [
        *((code, "region", code) for code in region_codes),
        *((group, "group", code) for code, group in Grouping(engagement.region_groups).home.items()),
        *(("", "", code) for code in region_codes),
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("area", "area_kind", "region"), pl.String), orient="row")


def _stakeholder_members(engagement: Engagement) -> pl.DataFrame:
    types = [term.id for term in engagement.stakeholders]
    rows = [
        *((name, name) for name in types),
        *((group, name) for name, group in Grouping(engagement.stakeholder_groups).home.items()),
        *(("", name) for name in types),
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("stakeholder", "type"), pl.String), orient="row")


def _margin(members: pl.DataFrame, rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The share of each area or stakeholder; null unless every member has one ("all": unless any has)."""
    member = members.columns[-1]
    given = rows.rename({"stakeholder": "type"}, strict=False).select(member, "share", "basis")
    return _of_members(members.join(given, on=member, how="left"), by, missing=pl.col(by[0]) != "")


def _of_members(rows: pl.DataFrame, by: list[str], missing: pl.Expr) -> pl.DataFrame:
    known = pl.col("share").is_not_null()
    whole = known.all() | (known.any() & ~missing.first())
    return rows.group_by(by, maintain_order=True).agg(
        pl.when(whole).then(pl.col("share").sum()).alias("share"),
        pl.when(whole).then(pl.col("basis").max()).alias("basis"),
    )


def _product(areas: pl.DataFrame, stakeholders: pl.DataFrame) -> pl.DataFrame:
    share = pl.col("share") * pl.col("share_type")
    basis = (
        pl.when(share.is_null())
        .then(None)
        .when(pl.col("area") == "")
        .then(pl.when(pl.col("stakeholder") == "").then(_weakest()).otherwise(pl.col("basis_type")))
        .when(pl.col("stakeholder") == "")
        .then(pl.col("basis"))
        .otherwise(pl.max_horizontal(_weakest(), PRODUCT_BASIS))
    )
    joined = areas.join(stakeholders, how="cross", suffix="_type")
    return joined.select("area", "area_kind", "stakeholder", share.alias("share"), basis.alias("basis"))


def _weakest() -> pl.Expr:
    return pl.max_horizontal("basis", "basis_type")


def _crossed(grid: pl.DataFrame, members: pl.DataFrame, both: pl.DataFrame) -> pl.DataFrame:
    """The grid with its cells taken from a crossed set; margins stay as they are."""
    by = ["area", "area_kind", "stakeholder"]
    given = both.rename({"stakeholder": "type"})
    cells = _of_members(
        members.join(given, on=["region", "type"], how="left"), by, missing=pl.lit(value=True)
    )
    joined = grid.join(cells, on=by, how="left", suffix="_cell", maintain_order="left")
    is_cell = (pl.col("area") != "") & (pl.col("stakeholder") != "")
    return joined.select(
        *by,
        *(
            pl.when(is_cell).then(pl.col(f"{name}_cell")).otherwise(pl.col(name)).alias(name)
            for name in ("share", "basis")
        ),
    )
