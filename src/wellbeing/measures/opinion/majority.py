"""What else was said beside a share: who holds the opposite, and what most, or more than half, hold."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.opinion.positions import SHARED

#: "More than half" is what readers take away.
MAJORITY: Final = 0.5
#: The position that is told beside any other.
OPPOSED: Final = "oppose"
_CELL: Final = (*DIMENSIONS, "question")


def with_others(found: pl.DataFrame) -> pl.DataFrame:
    """Each share beside those that must not be hidden behind it.

    Args:
        found: from ``positions``: one row per cell and position.

    Returns:
        The rows with ``others``: positions of the same cell that are told with a share and are opposed, or are what
        most of the cell said, each a struct of ``position``, ``share``, ``lower``, ``upper``, ``least``, ``tier``;
        null where there is none. The row's own position is among them where it is one of these.
    """
    by = [name for name in _CELL if name in found.columns]
    has_share = pl.col("tier").cast(pl.String).is_in(SHARED)
    is_most = pl.col("share") == (pl.col("share").max().over(by) if by else pl.col("share").max())
    told = found.filter(has_share).filter((pl.col("position").cast(pl.String) == OPPOSED) | is_most)
    each = told.group_by(by, maintain_order=True).agg(
        pl.struct(pl.col("position", "tier").cast(pl.String), "share", "lower", "upper", "least").alias(
            "others"
        )
    )
    return found.join(each, on=by, how="left", maintain_order="left")
