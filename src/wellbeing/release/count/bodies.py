"""Known bodies in a release: facts about public bodies, and of hearing only what may be told by name."""

from typing import Final

import polars as pl

from wellbeing.measures.coverage.members import area_members, stakeholder_members
from wellbeing.model.engagement import Engagement
from wellbeing.release.count.tally import counted_by
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.bodies import known_roster

_CELL: Final = ["area", "area_kind", "stakeholder"]


def bodies(folder: EngagementFolder, true: TrueTables) -> pl.DataFrame:
    """Every known body by name, whether it was ``invited``, and whether it was ``heard`` as far as that may be told.

    ``heard`` is null wherever the record holds nothing that may be named, and for every body that was not
    invited and not heard by name: so no null tells that there is something to hide.
    """
    heard = counted_by(true, "organisation_id")["organisation_id"].drop_nulls()
    recorded = true.organisations.select(
        "organisation_id",
        "name",
        "type",
        "may_be_named",
        invited=pl.col("invited_on").is_not_null(),
        heard=pl.col("organisation_id").is_in(heard.to_list()),
    )
    named = known_roster(folder.roster, recorded).bodies
    told = (
        pl.when("named_heard")
        .then(pl.lit(value=True))
        .when(pl.col("invited") & pl.col("may_be_named"))
        .then(pl.lit(value=False))
    )
    regions = pl.col("regions").list.join("|")
    return named.select(
        "body", "stakeholder", regions, "invited", told.alias("heard"), "basis", "source"
    ).sort("body", "stakeholder")


def roster_counts(named: pl.DataFrame, settings: Engagement, region_codes: list[str]) -> pl.DataFrame:
    """How many bodies are ``known``, were ``invited``, and ``heard`` as far as that may be told.

    A body counts in each region that it serves, once in a group and once in the whole ("" as area).

    Args:
        named: from ``bodies``.
        settings: types, and the groups of regions and of types.
        region_codes: every region, in the order of the result.

    Returns:
        The full grid of areas × stakeholders, margins included (of everywhere ``area_kind`` is "" too). Null
        where the roster lists no body of the types at all: it does not say that there is none.
    """
    areas = area_members(settings, region_codes)
    grid = areas.join(stakeholder_members(settings), how="cross")
    listed = named.select(
        "body", "invited", "heard", type="stakeholder", region=pl.col("regions").str.split("|")
    )
    each = grid.join(listed.explode("region"), on=["region", "type"]).unique([*_CELL, "body"])
    counts = each.group_by(_CELL).agg(
        known=pl.len(), invited=pl.col("invited").sum(), heard=pl.col("heard").fill_null(value=False).sum()
    )
    has_roster = grid.group_by(_CELL, maintain_order=True).agg(
        listed=pl.col("type").is_in(listed["type"].to_list()).any()
    )
    numbers = [
        pl.when("listed").then(pl.col(name).fill_null(0)).cast(pl.Int64).alias(name)
        for name in ("known", "invited", "heard")
    ]
    joined = has_roster.join(counts, on=_CELL, how="left", maintain_order="left")
    return joined.select(*_CELL, *numbers)
