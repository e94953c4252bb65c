"""Tiles of regions: all have one or none has, and no two the same."""

from collections.abc import Iterator

import polars as pl

from wellbeing.model.errors import counted, quoted


def tile_problems(regions: pl.DataFrame) -> Iterator[str]:
    """What is wrong with the tiles, a line each: some regions have one and others none, or two have the same."""
    placed = regions.filter(pl.all_horizontal(pl.col("tile_x", "tile_y").is_not_null()))
    lacking = regions.filter(~pl.col("code").is_in(placed["code"].implode()))["code"]
    if not placed.is_empty() and not lacking.is_empty():
        yield f"{counted(lacking.len(), 'region')} without tile_x and tile_y, which others have: {quoted(lacking)}."
    shared = placed.filter(pl.struct("tile_x", "tile_y").is_duplicated())["code"]
    if not shared.is_empty():
        yield f"{counted(shared.len(), 'region')} on a tile that another has too: {quoted(shared)}."
