"""Shapes to draw: rings and tiles of areas as the dictionaries that HoloViews takes."""

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, isnan, sqrt
from typing import Any

import polars as pl

#: Half the side of a tile, in tile widths; the rest is the gap between neighbours.
HALF_TILE = 0.47
#: Pixels across the dot of a place with one hui.
SMALLEST_DOT = 2.6


def outlines(boundaries: pl.DataFrame) -> list[dict[str, Any]]:
    """One multi-polygon per area, in drawn metres: parts separated by NaN, as HoloViews wants.

    Args:
        boundaries: a release's boundaries, one row per area (``area``, ``xs``, ``ys`` as polygon → ring → x).
    """
    return [_outline(row) for row in boundaries.select("area", "xs", "ys").to_dicts()]


def _outline(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "area": row["area"],
        "x": _parts([rings[0] for rings in row["xs"]]),
        "y": _parts([rings[0] for rings in row["ys"]]),
        "holes": [
            [list(zip(x, y, strict=True)) for x, y in zip(xs[1:], ys[1:], strict=True)]
            for xs, ys in zip(row["xs"], row["ys"], strict=True)
        ],
    }


def _parts(rings: list[list[float]]) -> list[float]:
    joined = [value for ring in rings for value in (*ring, float("nan"))]
    return joined[:-1]


def single_parts(outline: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An outline's parts as shapes of their own: the still backend fills part by part, not area by area."""
    breaks = [-1, *(i for i, x in enumerate(outline["x"]) if isnan(x)), len(outline["x"])]
    return [
        {
            "area": outline["area"],
            "x": outline["x"][start + 1 : end],
            "y": outline["y"][start + 1 : end],
            "holes": [outline["holes"][part]],
        }
        for part, (start, end) in enumerate(pairwise(breaks))
    ]


def tiles(boundaries: pl.DataFrame) -> list[dict[str, Any]]:
    """One square per area, in their order; equal tiles correct for the size of regions.

    Args:
        boundaries: one row per area with ``tile_x``, ``tile_y`` (rows count downwards). Where any lacks its tile,
            all are placed anew, by where their labels stand: from north to south, then from west to east.
    """
    given = boundaries.select("area", "tile_x", "tile_y")
    lacking = given.select(pl.any_horizontal(pl.col("tile_x", "tile_y").is_null()).any()).item()
    return [_tile(*row) for row in (_placed(boundaries) if lacking else given).iter_rows()]


def _placed(boundaries: pl.DataFrame) -> pl.DataFrame:
    """``area``, ``tile_x``, ``tile_y`` on a grid that is about as wide as high; in the order of the boundaries."""
    across = ceil(sqrt(boundaries.height))
    row = (pl.col("label_y").rank("ordinal", descending=True) - 1) // across
    column = pl.col("label_x").rank("ordinal").over("tile_y") - 1
    return boundaries.with_columns(tile_y=row).select("area", tile_x=column, tile_y="tile_y")


def _tile(area: str, column: int, row: int) -> dict[str, Any]:
    left, right = column - HALF_TILE, column + HALF_TILE
    top, bottom = -row + HALF_TILE, -row - HALF_TILE
    return {"area": area, "x": [left, right, right, left], "y": [bottom, bottom, top, top]}


def frames(boundaries: pl.DataFrame) -> list[list[tuple[float, float]]]:
    """The box around each inset, as a closed line."""
    sides = boundaries.drop_nulls("frame_west").select(
        "frame_west", "frame_south", "frame_east", "frame_north"
    )
    return [_box(*side) for side in sides.iter_rows()]


def _box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def place_dots(places: pl.DataFrame) -> dict[str, list[Any]]:
    """A dot per place: ``x``, ``y``, ``size`` in pixels (area grows with the number of hui), ``words``.

    Args:
        places: one row per place with ``x``, ``y`` in drawn metres, ``hui`` held there, ``words``.
    """
    located = places.drop_nulls(["x", "y"]).with_columns(size=SMALLEST_DOT * pl.col("hui").sqrt())
    return located.select("x", "y", "size", "words").to_dict(as_series=False)
