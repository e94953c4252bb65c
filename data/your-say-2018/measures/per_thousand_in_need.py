"""How many were heard for each 1,000 people in need."""

import polars as pl

import wellbeing as wb


@wb.measure(title="Heard per 1,000 in need", unit="per 1,000 in need", needs=("region", "benchmarks"))
def per_thousand_in_need(regions: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """Contributions for each 1,000 people whose income over twelve months included a main benefit (2018 Census).

    The interval is that of the published count; null where fewer than the threshold were heard.
    """
    of_set = benchmarks.filter(pl.col("set") == "main_benefits_2018", pl.col("stakeholder") == "")
    both = regions.join(of_set.select(area="region", people="weight"), on="area")
    ends = {"value": "count", "lower": "low", "upper": "high"}
    return both.select("area", **{end: 1_000 * pl.col(name) / pl.col("people") for end, name in ends.items()})
