"""From true cells to published cells, each by itself; ``audit`` then looks at all of them together."""

from collections.abc import Mapping

import polars as pl

from wellbeing.model.engagement import Disclosure
from wellbeing.model.lattice import MEASURED
from wellbeing.release.keys import draws
from wellbeing.release.primary import status
from wellbeing.release.rounding import rounded
from wellbeing.release.tally import TALLIED

#: A true cell's columns that are not dimensions: none of them is ever published.
SECRET = (*TALLIED, "possible")
#: How many of a theme's parent cell made a comment: secret too, and forgotten as soon as cells are marked.
COMMENTED = "commented"


def protect(
    cells: Mapping[str, pl.DataFrame], disclosure: Disclosure, secret: bytes
) -> dict[str, pl.DataFrame]:
    """Every table with its statuses and rounded counts, ``MEASURED``, still beside the true counts.

    ``low`` and ``high`` are null until the audit has found them.

    Args:
        cells: the cube's tables.
        disclosure: the tier's parameters.
        secret: 256 random bits; the same for the life of the engagement.
    """
    told = {name: _commented(name, table, cells) for name, table in cells.items()}
    return {name: _marked(table, disclosure, secret) for name, table in told.items()}


def _commented(name: str, table: pl.DataFrame, cells: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Cells of themes with how many of their parent cell made a comment, whatever it was about."""
    if "theme" not in table.columns:
        return table
    tones = cells[name.replace("_by_theme", "_by_tone")]
    parent = [column for column in table.columns if column in tones.columns and column not in SECRET]
    made = (
        tones.filter(pl.col("tone") != "no_answer").group_by(parent).agg(pl.col("n").sum().alias(COMMENTED))
    )
    return table.join(made, on=parent, how="left", maintain_order="left")


def _marked(table: pl.DataFrame, disclosure: Disclosure, secret: bytes) -> pl.DataFrame:
    dimensions = tuple(name for name in table.columns if name not in {*SECRET, COMMENTED})
    counted = pl.when(pl.col("possible")).then(rounded(disclosure)).otherwise(0)
    unknown = pl.lit(None, pl.Int64)
    return (
        table.with_columns(status=status(disclosure, dimensions), u=draws(table["key"], secret))
        .with_columns(count=pl.when(pl.col("status") == "shown").then(counted))
        .with_columns(low=unknown, high=unknown, held_since=pl.lit(None, pl.String))
        .select(*dimensions, *MEASURED, *SECRET)
    )
