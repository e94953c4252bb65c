"""Rows to look at: drawn at random over the whole file, the same ones each time."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import polars as pl

from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable

#: Rows that are looked at. What they hold is told; days and numbers of responses are looked up in all rows.
SAMPLE_ROWS: Final = 5_000
_SEED: Final = 1
_DRAW: Final = "\0draw"


def sample_rows(table: SourceTable, most: int = SAMPLE_ROWS) -> tuple[pl.DataFrame, int]:
    """Some rows of a file, in its order, and how many it has.

    Raises:
        DataError: the file turns out to be damaged.
    """
    chance = np.random.default_rng(_SEED)
    kept = pl.DataFrame()
    rows = 0
    for batch in table.batches():
        rows += batch.rows.height
        drawn = batch.rows.with_columns(pl.Series(_DRAW, chance.random(batch.rows.height)))
        both = pl.concat([kept, drawn]) if kept.width else drawn
        kept = both.sort(_DRAW).head(most)
    return kept.sort(ROW).drop(ROW, _DRAW), rows


def whole_columns(table: SourceTable, columns: Sequence[str]) -> dict[str, pl.Series]:
    """All cells of some columns, empty ones left out."""
    parts = [batch.rows.select(columns) for batch in table.batches()] if columns else []
    return {column: _joined(part[column] for part in parts) for column in columns}


def _joined(parts: Iterable[pl.Series]) -> pl.Series:
    cells = [part.drop_nulls() for part in parts]
    return pl.concat(cells) if cells else pl.Series(dtype=pl.String)
