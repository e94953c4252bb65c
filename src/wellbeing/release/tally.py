"""Count the contributions of each cell, and how far they come from one hui or one organisation."""

import polars as pl

#: Columns of a true cell: distinct contributions; distinct hui or submitters; the largest number from one
#: hui or organisation, and from the two largest; the cell key.
TALLIED = ("n", "sources", "largest", "two_largest", "key")


def tally(rows: pl.LazyFrame, keys: list[str]) -> pl.LazyFrame:
    """Rows of the grain counted by their keys: one row per cell that has any, with ``TALLIED``."""
    by_source = _concentration(rows, keys, "source")
    by_organisation = _concentration(rows, keys, "organisation").select(
        *keys, org_largest="largest", org_two="two_largest"
    )
    return by_source.join(by_organisation, on=keys, how="left", nulls_equal=True).select(
        *keys,
        "n",
        "sources",
        pl.max_horizontal("largest", "org_largest").alias("largest"),
        pl.max_horizontal("two_largest", "org_two").alias("two_largest"),
        "key",
    )


def _concentration(rows: pl.LazyFrame, keys: list[str], by: str) -> pl.LazyFrame:
    """Where ``by`` is null, every contribution is a source of its own."""
    number, own = pl.col("n"), pl.col(by).is_null()
    named = number.filter(~own)
    first = named.max().fill_null(0)
    return (
        rows.group_by(*keys, by)
        .agg(number.sum(), pl.col("key").sum())
        .group_by(keys)
        .agg(
            number.sum(),
            (named.len().cast(pl.Int64) + number.filter(own).sum()).alias("sources"),
            first.alias("first"),
            (named.top_k(2).sum() - first).alias("second"),
            number.filter(own).sum().alias("own"),
            pl.col("key").sum() % 2**32,
        )
        .with_columns(largest=_largest(), two_largest=_two_largest())
    )


def _largest() -> pl.Expr:
    return pl.max_horizontal("first", pl.col("own").clip(upper_bound=1))


def _two_largest() -> pl.Expr:
    one_more = pl.max_horizontal("second", pl.col("own").clip(upper_bound=1))
    none_named = pl.col("own").clip(upper_bound=2)
    return pl.when(pl.col("first") > 0).then(pl.col("first") + one_more).otherwise(none_named)
