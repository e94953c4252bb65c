"""Shapes to draw: rings of areas as the dictionaries that HoloViews takes, and the frames of insets."""

from collections.abc import Mapping
from itertools import pairwise
from math import isnan
from typing import Any

import polars as pl


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


def frames(boundaries: pl.DataFrame) -> list[list[tuple[float, float]]]:
    """The box around each inset, as a closed line."""
    sides = boundaries.drop_nulls("frame_west").select(
        "frame_west", "frame_south", "frame_east", "frame_north"
    )
    return [_box(*side) for side in sides.iter_rows()]


def _box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]
