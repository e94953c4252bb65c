"""From true cells to published cells. The seam where the audit and complementary hiding come in."""

from collections.abc import Mapping

import polars as pl

from wellbeing.model.engagement import Disclosure
from wellbeing.model.lattice import MEASURED
from wellbeing.release import bounds
from wellbeing.release.keys import draws
from wellbeing.release.primary import status
from wellbeing.release.rounding import rounded
from wellbeing.release.tally import TALLIED

#: A true cell's columns that are not dimensions: none of them is ever published.
SECRET = (*TALLIED, "possible")


def protect(
    cells: Mapping[str, pl.DataFrame], disclosure: Disclosure, secret: bytes
) -> dict[str, pl.DataFrame]:
    """Every table's published cells: its dimensions and ``MEASURED``.

    Args:
        cells: the cube's tables.
        disclosure: the tier's parameters.
        secret: 256 random bits; the same for the life of the engagement.
    """
    marked = {name: _marked(table, disclosure, secret) for name, table in cells.items()}
    return {name: table.drop(SECRET) for name, table in bounds.bounded(marked).items()}


def _marked(table: pl.DataFrame, disclosure: Disclosure, secret: bytes) -> pl.DataFrame:
    dimensions = tuple(name for name in table.columns if name not in SECRET)
    counted = pl.when(pl.col("possible")).then(rounded(disclosure)).otherwise(0)
    return (
        table.with_columns(status=status(disclosure, dimensions), u=draws(table["key"], secret))
        .with_columns(count=pl.when(pl.col("status") == "shown").then(counted))
        .with_columns(bounds.low(disclosure), bounds.high(disclosure))
        .with_columns(held_since=pl.lit(None, pl.String))
        .select(*dimensions, *MEASURED, *SECRET)
    )
