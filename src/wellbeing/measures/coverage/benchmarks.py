"""Who could have been heard: a benchmark's share of every area × stakeholder, groups and margins included."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from wellbeing.measures.coverage.members import area_members, margin_shares, of_members, stakeholder_members
from wellbeing.model.engagement import Benchmark, Engagement
from wellbeing.model.vocabulary import BASES

#: From the surest to the weakest, so that the weakest of several is their maximum.
BASIS: Final = pl.Enum(BASES)
#: Two margins multiplied assume that the mix of types is the same everywhere: no longer a published figure.
PRODUCT_BASIS: Final = pl.lit("derived", dtype=BASIS)
_BY: Final = ["area", "area_kind", "stakeholder"]


class MarginSets(NamedTuple):
    """The sets of figures that a benchmark rests on."""

    #: Sets that say how the types are spread over regions.
    regions: frozenset[str]
    #: Sets that say how much of the whole each type is.
    stakeholders: frozenset[str]

    @property
    def sets(self) -> frozenset[str]:
        """All of them."""
        return self.regions | self.stakeholders

    def shared(self, other: "MarginSets") -> "MarginSets":
        """The sets that both rest on: about these margins the two never confirm each other."""
        return MarginSets(self.regions & other.regions, self.stakeholders & other.stakeholders)


def margins_of(choice: Benchmark) -> MarginSets:
    """What a benchmark rests on; a crossed set is its own margin of both kinds."""
    regions, types = {choice.regions, *choice.within.values()}, {choice.stakeholders}
    return MarginSets(frozenset(regions - {""}), frozenset(types - {""}))


def shares(
    benchmarks: pl.DataFrame, choice: Benchmark, engagement: Engagement, region_codes: Sequence[str]
) -> pl.DataFrame:
    """The chosen benchmark on the full grid.

    Args:
        benchmarks: rows of ``Benchmarks``, any number of sets.
        choice: which sets; the same name for regions and types is one crossed set. A type that is named
            ``within`` is spread over regions by the set that stands there.
        engagement: types, and the groups of regions and of types.
        region_codes: every region, in the order of the result.

    Returns:
        ``area``, ``area_kind``, ``stakeholder``, ``share``, ``basis``; areas are regions, then region groups,
        then "" (all, its kind also ""); stakeholders are types, then type groups, then "".
        ``share`` is of everything that the benchmark covers, from 0 to 1; null where it has no row for the
        region, the type or any member of the group, and everywhere when one of its sets is empty; of a kind that
        the benchmark does not name, only the whole has a share, which is 1. Where types
        have patterns of their own, the share of an area is the sum of its cells, null unless all are known.
        ``basis`` is the weakest that the share rests on, at least ``derived`` for a product of two margins.
    """
    regions, types, crossed = _sets(benchmarks, choice)
    areas = area_members(engagement, region_codes)
    stakeholders = stakeholder_members(engagement)
    grid = _product(
        _margin(
            areas,
            regions,
            ["area", "area_kind"],
            is_left_out=not choice.regions and bool(choice.stakeholders),
        ),
        _margin(
            stakeholders, types, ["stakeholder"], is_left_out=bool(choice.regions) and not choice.stakeholders
        ),
    )
    members = areas.join(stakeholders, how="cross")
    if crossed is not None:
        return _crossed(grid, members, crossed)
    return _added_up(grid, members, _cells(benchmarks, choice, types), types) if choice.within else grid


def targets(plan: pl.DataFrame, engagement: Engagement, region_codes: Sequence[str]) -> pl.DataFrame:
    """How many the plan meant to hear: absolute numbers of contributions, not shares of those who came.

    Args:
        plan: rows of ``Plan``.
        engagement: the groups of regions.
        region_codes: every region, in the order of the result.

    Returns:
        ``area``, ``area_kind``, ``expected``, ``basis`` of regions, then groups, then "" (all). A plan says
        nothing of types. ``expected`` is the sum over the planned places of the area, null where it has none;
        ``basis`` the weakest of theirs.
    """
    planned = plan.select("region", expected=pl.col("target"), basis=pl.col("basis").cast(BASIS))
    members = area_members(engagement, region_codes).join(planned, on="region", how="left")
    number = pl.when(pl.col("expected").count() > 0).then(pl.col("expected").sum()).cast(pl.Float64)
    return members.group_by("area", "area_kind", maintain_order=True).agg(
        number.alias("expected"), pl.col("basis").max()
    )


def planned(plan: pl.DataFrame, engagement: Engagement, region_codes: Sequence[str]) -> pl.DataFrame:
    """``targets`` as the grid that ``coverage`` compares with: ``share`` null, ``target`` in its place."""
    areas = targets(plan, engagement, region_codes).with_columns(pl.lit("").alias("stakeholder"))
    cells = area_members(engagement, region_codes).select("area", "area_kind").unique(maintain_order=True)
    types = stakeholder_members(engagement).select("stakeholder").unique(maintain_order=True)
    joined = cells.join(types, how="cross").join(areas, on=_BY, how="left", maintain_order="left")
    return joined.select(*_BY, pl.lit(None, pl.Float64).alias("share"), "basis", target="expected")


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


def _margin(members: pl.DataFrame, rows: pl.DataFrame, by: list[str], *, is_left_out: bool) -> pl.DataFrame:
    """The shares of a kind; of one that a benchmark says nothing of, all together are the whole."""
    found = margin_shares(members, rows, by)
    if not is_left_out:
        return found
    return found.with_columns(pl.when(pl.col(by[0]) == "").then(1.0).alias("share"))


def _cells(benchmarks: pl.DataFrame, choice: Benchmark, types: pl.DataFrame) -> pl.DataFrame:
    """Region × type: the type's share times that of the region in the type's own pattern."""
    of_type = types.drop("region").with_columns(
        pattern=pl.col("stakeholder").replace_strict(choice.within, default=choice.regions)
    )
    patterns = [
        _normalised(benchmarks, name, (pl.col("region") != "") & (pl.col("stakeholder") == ""))
        .drop("stakeholder")
        .with_columns(pattern=pl.lit(name))
        for name in sorted(margins_of(choice).regions)
    ]
    joined = of_type.join(pl.concat(patterns), on="pattern", suffix="_region")
    return joined.select(
        "region",
        type="stakeholder",
        share=pl.col("share") * pl.col("share_region"),
        basis=pl.max_horizontal("basis", "basis_region", PRODUCT_BASIS),
    )


def _added_up(
    grid: pl.DataFrame, members: pl.DataFrame, cells: pl.DataFrame, types: pl.DataFrame
) -> pl.DataFrame:
    """The grid with every row of an area the sum of its cells; rows of everywhere are the types' own shares.

    Types that the benchmark does not cover are no part of "all types".
    """
    covered = pl.col("type").is_in(types["stakeholder"].to_list())
    known = members.filter((pl.col("stakeholder") != "") | covered)
    sums = of_members(known.join(cells, on=["region", "type"], how="left"), _BY, missing=pl.lit(value=True))
    return _replaced(grid, sums, pl.col("area") != "")


def _normalised(benchmarks: pl.DataFrame, name: str, kind: pl.Expr) -> pl.DataFrame:
    rows = benchmarks.filter(pl.col("set") == name, kind)
    total = rows["weight"].sum()
    share = pl.col("weight") / total if total > 0 else pl.lit(None, dtype=pl.Float64)
    return rows.select("region", "stakeholder", share.alias("share"), pl.col("basis").cast(BASIS))


def _summed(rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return rows.group_by(by, maintain_order=True).agg(pl.col("share").sum(), pl.col("basis").max())


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
    given = both.rename({"stakeholder": "type"})
    cells = of_members(
        members.join(given, on=["region", "type"], how="left"), _BY, missing=pl.lit(value=True)
    )
    return _replaced(grid, cells, (pl.col("area") != "") & (pl.col("stakeholder") != ""))


def _replaced(grid: pl.DataFrame, others: pl.DataFrame, rows: pl.Expr) -> pl.DataFrame:
    """The grid with share and basis of some rows from elsewhere, in the grid's order."""
    joined = grid.join(others, on=_BY, how="left", suffix="_other", maintain_order="left")
    taken = [
        pl.when(rows).then(pl.col(f"{name}_other")).otherwise(pl.col(name)).alias(name)
        for name in ("share", "basis")
    ]
    return joined.select(*_BY, *taken)
