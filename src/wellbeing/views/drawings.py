"""The two drawings of the regions: geographic, and equal tiles."""

from collections.abc import Sequence
from typing import Any

import holoviews as hv
import polars as pl

from wellbeing.charts import geography
from wellbeing.charts import map as maps
from wellbeing.charts.palette import Palette
from wellbeing.reports.pictured import Pictured
from wellbeing.views.canvas import Canvas

#: Room around the drawing, as a share of its size.
ROOM = 0.02
Extent = tuple[float, float, float, float]


def fills(pictures: Sequence[Pictured], chosen: Sequence[bool], colours: Palette) -> maps.Columns:
    """What each area is filled, edged and explained with."""
    return maps.fill_columns([(one.key, one.words) for one in pictures], chosen, colours)


def signs(pictures: Sequence[Pictured], colours: Palette) -> maps.Columns:
    """The sign on each area and its ink."""
    return {
        "sign": [one.glyph for one in pictures],
        "ink": [colours.text_on(one.key) for one in pictures],
    }


def tile_signs(pictures: Sequence[Pictured], colours: Palette, short: Sequence[str]) -> maps.Columns:
    """The same on tiles, where there is room for the area's short name and its count."""
    texts = [f"{name}\n{one.glyph} {one.text}" for name, one in zip(short, pictures, strict=True)]
    return signs(pictures, colours) | {"sign": texts}


def geographic(
    boundaries: pl.DataFrame,
    places: pl.DataFrame,
    columns: maps.Columns,
    signed: maps.Columns,
    canvas: Canvas,
) -> hv.Overlay:
    """Regions in their shapes, dots where hui were held, an inset's frame."""
    shapes = geography.outlines(boundaries)
    points = {"x": boundaries["label_x"].to_list(), "y": boundaries["label_y"].to_list()} | signed
    layers: list[Any] = [maps.areas(shapes, columns, canvas.capture)]
    layers += [maps.frame(corners) for corners in geography.frames(boundaries)]
    named = places.drop_nulls(["x", "y"]).select("x", "y", place=pl.lit("")).to_dict(as_series=False)
    layers += [maps.dots(geography.place_dots(places), canvas.capture), maps.signs(points, canvas.capture)]
    layers += [maps.place_names(named, canvas.capture)]
    return maps.laid(layers, extent(shapes))


def tiled(
    boundaries: pl.DataFrame, columns: maps.Columns, signed: maps.Columns, canvas: Canvas
) -> hv.Overlay:
    """Regions as equal squares."""
    shapes = geography.tiles(boundaries)
    points = {
        "x": [sum(shape["x"]) / 4 for shape in shapes],
        "y": [sum(shape["y"]) / 4 for shape in shapes],
    } | signed
    layers = [maps.areas(shapes, columns, canvas.capture), maps.signs(points, canvas.capture)]
    return maps.laid(layers, extent(shapes))


def extent(shapes: Sequence[dict[str, Any]]) -> Extent:
    """Left, bottom, right, top of shapes with a little room."""
    across = [x for shape in shapes for x in shape["x"] if x == x]  # noqa: PLR0124 - NaN parts rings
    up = [y for shape in shapes for y in shape["y"] if y == y]  # noqa: PLR0124
    room = ROOM * (max(up) - min(up))
    return min(across) - room, min(up) - room, max(across) + room, max(up) + room


def same_shape(opened: Extent, whole: Extent) -> Extent:
    """A window around ``opened`` with the proportions of ``whole``, so that nothing is stretched."""
    left, bottom, right, top = opened
    aspect = (whole[2] - whole[0]) / (whole[3] - whole[1])
    half_height = max(top - bottom, (right - left) / aspect) / 2 * (1 + 2 * ROOM)
    across, up = (left + right) / 2, (bottom + top) / 2
    half_width = half_height * aspect
    return across - half_width, up - half_height, across + half_width, up + half_height
