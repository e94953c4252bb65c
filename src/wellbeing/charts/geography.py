"""Shapes to draw: the frames of insets."""

import polars as pl


def frames(boundaries: pl.DataFrame) -> list[list[tuple[float, float]]]:
    """The box around each inset, as a closed line."""
    sides = boundaries.drop_nulls("frame_west").select(
        "frame_west", "frame_south", "frame_east", "frame_north"
    )
    return [_box(*side) for side in sides.iter_rows()]


def _box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]
