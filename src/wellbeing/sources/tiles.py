"""A map of equal tiles from two columns of ``regions.csv``: for an engagement that has no file of boundaries."""

from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.model.boundaries import TILED, Boundaries

#: Drawn metres from one tile to the next, and half the side of a tile; the rest is the gap between neighbours.
_STEP: Final = 100_000
_HALF: Final = 47_000


def has_tiles(regions: pl.DataFrame) -> bool:
    """Whether every region has its place on a map of tiles."""
    return not regions.is_empty() and not regions["tile_x", "tile_y"].null_count().sum_horizontal().item()


def tile_outlines(regions: pl.DataFrame) -> dy.DataFrame[Boundaries]:
    """A square for each region (``code``, ``name_en``, ``name_mi``, ``tile_x``, ``tile_y``), in drawn metres."""
    rows = []
    for region in regions.select("code", "name_en", "name_mi", "tile_x", "tile_y").iter_rows(named=True):
        x, y = _STEP * region["tile_x"], -_STEP * region["tile_y"]
        west, east, south, north = x - _HALF, x + _HALF, y - _HALF, y + _HALF
        square = {"xs": [[[west, east, east, west, west]]], "ys": [[[south, south, north, north, south]]]}
        drawn = {
            "inset": False,
            "drawn_scale": 1.0,
            "drawn_x": 0.0,
            "drawn_y": 0.0,
            "attribution": "",
            "crs": TILED,
        }
        rows.append({**region, "label_x": x, "label_y": y, **drawn, **square})
    frame = pl.DataFrame(rows).rename({"code": "area"})
    absent = [name for name in Boundaries.column_names() if name not in frame.columns]
    return Boundaries.validate(frame.with_columns(pl.lit(None).alias(name) for name in absent), cast=True)
