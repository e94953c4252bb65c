"""Whether regions without a metropolitan area were heard as much, for their people, as those with one."""

import polars as pl

import wellbeing as wb

#: Auckland, Wellington and Canterbury, where most people live in a metropolitan area: the analyst's own reading.
URBAN = ("02", "09", "13")


@wb.measure(title="Beside urban regions", unit="times the urban rate", needs=("region", "areas"))
def beside_urban(regions: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Contributions for each person, over those of the urban regions (Auckland, Wellington, Canterbury) together.

    1 is as in the cities; null where fewer than the threshold were heard, or it is not known how many live there.
    """
    people = regions.join(areas.select("area", "population"), on="area")
    urban = people.filter(pl.col("area").is_in(URBAN)).select(pl.col("count", "population").sum())
    rate = urban["count"].item() / urban["population"].item()
    return people.select("area", value=pl.col("count") / pl.col("population") / rate)
