"""The two drawings of the regions: geographic, and equal tiles."""

from collections.abc import Sequence
from typing import Any

import holoviews as hv
import polars as pl

from wellbeing.charts import geography
from wellbeing.charts import map as maps
from wellbeing.charts.palette import Palette
from wellbeing.reports.words.picture import Picture
from wellbeing.views.drawing.canvas import Canvas

#: Room around the drawing, as a share of its size.
_ROOM = 0.02
#: Left, bottom, right, top in drawn units.
Box = tuple[float, float, float, float]


def colour_columns(
    pictures: Sequence[Picture], chosen: Sequence[bool], colours: Palette
) -> maps.LayerColumns:
    """What each area is filled, edged and explained with."""
    return maps.fill_columns([(one.key, one.words) for one in pictures], chosen, colours)


def sign_columns(pictures: Sequence[Picture], colours: Palette) -> maps.LayerColumns:
    """The sign on each area and its ink."""
    return {
        "sign": [one.glyph for one in pictures],
        "ink": [colours.text_on(one.key) for one in pictures],
    }


def tile_columns(pictures: Sequence[Picture], colours: Palette, short: Sequence[str]) -> maps.LayerColumns:
    """The same on tiles, where there is room for the area's short name and its count."""
    texts = [f"{name}\n{one.glyph} {one.text}" for name, one in zip(short, pictures, strict=True)]
    return sign_columns(pictures, colours) | {"sign": texts}


def region_map(
    boundaries: pl.DataFrame,
    places: pl.DataFrame,
    columns: maps.LayerColumns,
    signs: maps.LayerColumns,
    canvas: Canvas,
) -> hv.Overlay:
    """Regions in their shapes, dots where hui were held, an inset's frame."""
    shapes = geography.outlines(boundaries)
    points = {"x": boundaries["label_x"].to_list(), "y": boundaries["label_y"].to_list()} | signs
    blank = places.drop_nulls(["x", "y"]).select("x", "y", place=pl.lit("")).to_dict(as_series=False)
    layers = [
        maps.area_shapes(shapes, columns, canvas.capture),
        *(maps.inset_frame(corners) for corners in geography.frames(boundaries)),
        maps.place_points(geography.place_dots(places), canvas.capture),
        maps.sign_labels(points, canvas.capture),
        maps.place_names(blank, canvas.capture),
    ]
    return maps.overlay(layers, box_around(shapes))


def region_tiles(
    boundaries: pl.DataFrame, columns: maps.LayerColumns, signs: maps.LayerColumns, canvas: Canvas
) -> hv.Overlay:
    """Regions as equal squares."""
    shapes = geography.tiles(boundaries)
    points = {
        "x": [sum(shape["x"]) / 4 for shape in shapes],
        "y": [sum(shape["y"]) / 4 for shape in shapes],
    } | signs
    layers = [maps.area_shapes(shapes, columns, canvas.capture), maps.sign_labels(points, canvas.capture)]
    return maps.overlay(layers, box_around(shapes))


def box_around(shapes: Sequence[dict[str, Any]]) -> Box:
    """Left, bottom, right, top of shapes with a little room."""
    across = [x for shape in shapes for x in shape["x"] if x == x]  # noqa: PLR0124 - NaN parts rings
    up = [y for shape in shapes for y in shape["y"] if y == y]  # noqa: PLR0124
    room = _ROOM * (max(up) - min(up))
    return min(across) - room, min(up) - room, max(across) + room, max(up) + room


def same_shape(opened: Box, whole: Box) -> Box:
    """A window around ``opened`` with the proportions of ``whole``, so that nothing is stretched."""
    left, bottom, right, top = opened
    aspect = (whole[2] - whole[0]) / (whole[3] - whole[1])
    half_height = max(top - bottom, (right - left) / aspect) / 2 * (1 + 2 * _ROOM)
    across, up = (left + right) / 2, (bottom + top) / 2
    half_width = half_height * aspect
    return across - half_width, up - half_height, across + half_width, up + half_height
