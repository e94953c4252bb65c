"""Who answered: all who took part but those who were silent, from cells that add up to them."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import keys, parted, variance

#: The category of those who took part and said nothing.
NO_ANSWER: Final = "no_answer"
#: The status of opinions that too few sources stand behind.
ONE_SOURCE: Final = "one_source"


def answered(cells: pl.DataFrame, heard: pl.DataFrame, said: str) -> pl.DataFrame:
    """How many answered, cell by cell.

    Args:
        cells: published cells; those with the same keys but for ``said`` part all who took part.
        heard: published cells of all who took part; their keys are among those of ``cells``.
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
