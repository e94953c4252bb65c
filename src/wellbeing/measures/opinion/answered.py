"""Who answered: all who were asked but those who were silent, from cells that add up to them."""

from collections.abc import Collection
from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, parted, variance

#: The category of those who took part and said nothing.
NO_ANSWER: Final = "no_answer"
#: The status of opinions that too few sources stand behind.
ONE_SOURCE: Final = "one_source"


def asked(by_topic: pl.DataFrame, heard: pl.DataFrame, topics: Collection[str]) -> pl.DataFrame:
    """Who was asked: all who took part on some of the topics, as published cells of their own.

    Args:
        by_topic: published cells that part ``heard``; ``topic``.
        heard: published cells of all who took part.
        topics: those on which a question was asked.

    Returns:
        The keys of ``heard``; ``status``, always ``shown``; ``count``, ``low``, ``high``, ``sd``.
    """
    by = keys(heard)
    of = parted(by_topic, heard, by).filter(pl.col("topic").cast(pl.String).is_in(topics))
    summed = pl.col("about").sum(), pl.col("low", "high").sum(), (pl.col("sd") ** 2).sum().sqrt()
    added = of.group_by(by, maintain_order=True).agg(*summed) if by else of.select(*summed)
    count = pl.col("about").round().cast(pl.Int64).alias("count")
    return added.select(*by, pl.lit("shown").alias("status"), count, "low", "high", "sd")


def answered(cells: pl.DataFrame, heard: pl.DataFrame, said: str) -> pl.DataFrame:
    """How many answered, cell by cell.

    Args:
        cells: published cells; those with the same keys but for ``said`` part all who were asked.
        heard: published cells of all who were asked; their keys are among those of ``cells``.
        said: a column with ``NO_ANSWER`` among its values.

    Returns:
        The keys without ``said``; ``answered``: about how many did, never more than were heard;
        ``answered_low``, ``answered_high``: the range of that; ``answered_variance``: of its error;
        ``one_source``: whether any category comes from too few sources.
    """
    by = keys(cells, said)
    silent = pl.col(said).cast(pl.String) == NO_ANSWER
    summed = (
        parted(cells, heard, by)
        .with_columns(variance().alias("variance"))
        .group_by(by, maintain_order=True)
        .agg(
            pl.col("about", "low", "high", "variance").filter(~silent).sum(),
            pl.col("low", "high", "variance").filter(silent).sum().name.prefix("silent_"),
            pl.col("^whole.*$").first(),
            (pl.col("status").cast(pl.String) == ONE_SOURCE).any().alias(ONE_SOURCE),
        )
    )
    most, least = pl.min_horizontal, pl.max_horizontal
    others = pl.col("whole_variance") + pl.col("silent_variance")
    return summed.select(
        *by,
        most("about", "whole").alias("answered"),
        least("low", pl.col("whole_low") - pl.col("silent_high")).alias("answered_low"),
        most("high", pl.col("whole_high") - pl.col("silent_low")).alias("answered_high"),
        most("variance", others).alias("answered_variance"),
        ONE_SOURCE,
    )
