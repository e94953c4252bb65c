"""Held values that contradict what is published around them are drawn anew.

A few cell is held when it grew to the threshold by one or two. Where a part of it has come to be shown
meanwhile, "few, held" would say of it that it is the threshold or one more; its own new value says less.
"""

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl

from wellbeing.release.knowledge import Knowledge
from wellbeing.release.requirements import FEW_WIDTH, published

_DRAWN = ("status", "count", "held_since")


def settled(
    marked: Mapping[str, pl.DataFrame],
    fresh: Mapping[str, pl.DataFrame],
    known_of: Callable[[Mapping[str, pl.DataFrame]], Knowledge],
) -> dict[str, pl.DataFrame]:
    """Marked tables in which statuses alone leave every few cell that is held its width.

    Args:
        marked: ``holding.held``'s tables.
        fresh: ``protection.protect``'s, row by row the same cells.
        known_of: what an outsider knows of marked tables.
    """
    tables = dict(marked)
    while True:
        known = known_of(tables)
        told = published(known.cells, known.disclosure)
        low, high = known.by_statuses(told)
        tight = np.flatnonzero(told.few & told.held & (high - low < FEW_WIDTH))
        if not tight.size:
            return tables
        wrong = known.rows.filter(pl.col("cell").is_in(tight))
        for (name,), rows in wrong.group_by("table"):
            tables[str(name)] = _drawn_anew(tables[str(name)], fresh[str(name)], rows["row"])


def _drawn_anew(table: pl.DataFrame, fresh: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    anew = pl.int_range(pl.len()).is_in(rows.to_list())
    return table.with_columns(pl.when(anew).then(fresh[name]).otherwise(name).alias(name) for name in _DRAWN)
