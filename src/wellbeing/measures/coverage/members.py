"""What areas and stakeholders are made of, and how shares of members add up."""

from collections.abc import Sequence

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.grouping import Grouping


def area_members(engagement: Engagement, region_codes: Sequence[str]) -> pl.DataFrame:
    """A row per ``area``, ``area_kind`` and ``region`` in it: regions, then groups, then "" (all)."""
    rows = [
        *((code, "region", code) for code in region_codes),
        *((group, "group", code) for code, group in Grouping(engagement.region_groups).home.items()),
        *(("", "", code) for code in region_codes),
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("area", "area_kind", "region"), pl.String), orient="row")


def stakeholder_members(engagement: Engagement) -> pl.DataFrame:
    """A row per ``stakeholder`` and ``type`` in it: types, then groups, then "" (all)."""
    types = [term.id for term in engagement.stakeholders]
    rows = [
        *((name, name) for name in types),
        *((group, name) for name, group in Grouping(engagement.stakeholder_groups).home.items()),
        *(("", name) for name in types),
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("stakeholder", "type"), pl.String), orient="row")


def margin_shares(members: pl.DataFrame, rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The share of each area or stakeholder; null unless every member has one ("all": unless any has)."""
    member = members.columns[-1]
    given = rows.rename({"stakeholder": "type"}, strict=False).select(member, "share", "basis")
    return of_members(members.join(given, on=member, how="left"), by, missing=pl.col(by[0]) != "")


def of_members(rows: pl.DataFrame, by: list[str], missing: pl.Expr) -> pl.DataFrame:
    """Shares added up, with the weakest basis; null where ``missing`` says that every member must be known."""
    known = pl.col("share").is_not_null()
    whole = known.all() | (known.any() & ~missing.first())
    return rows.group_by(by, maintain_order=True).agg(
        pl.when(whole).then(pl.col("share").sum()).alias("share"),
        pl.when(whole).then(pl.col("basis").max()).alias("basis"),
    )
