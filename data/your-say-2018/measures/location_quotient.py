"""Where a type makes up more, or less, of those heard than it does everywhere."""

import polars as pl

import wellbeing as wb


@wb.measure(
    title="Location quotient",
    unit="times",
    needs=("region_stakeholder", "region", "stakeholder", "total"),
)
def location_quotient(
    cells: pl.DataFrame, regions: pl.DataFrame, types: pl.DataFrame, total: pl.DataFrame
) -> pl.DataFrame:
    """How much more a type makes up of those heard in a region than of those heard everywhere.

    1 is as everywhere; null where fewer than the threshold were heard (Isard 1960, Methods of Regional Analysis).
    """
    in_region = regions.select("area", in_region="count")
    everywhere = types.select("stakeholder", everywhere=pl.col("count") / total["count"].item())
    both = cells.join(in_region, on="area").join(everywhere, on="stakeholder")
    return both.select(
        "area", "stakeholder", value=pl.col("count") / pl.col("in_region") / pl.col("everywhere")
    )
