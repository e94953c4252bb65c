"""Regions as the shapes of one drawing that a browser colours: paths, where labels stand, places, windows.

A path is text that is sent once; what a choice changes is a class on it. So a click draws nothing anew, names
are text that can be read, searched, printed and zoomed, and a report can hold the same drawing as a page.
"""

from collections.abc import Sequence
from math import ceil, sqrt
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.charts.geography import frames
from wellbeing.model.boundaries import TILED
from wellbeing.sources.placement import drawn_extent

#: Units across a drawing; a tenth of one is the finest that a path tells.
ACROSS: Final = 1000
#: Room around a drawing and around an opened region, in parts of its size.
ROOM: Final = 0.02
#: Units from one tile to the next.
TILE: Final = 100
#: Half the side of a tile, in tile widths; the rest is the gap between neighbours.
HALF_TILE: Final = 0.47
#: Half the side of the square of a place with one event, in pixels; its area grows with their number.
SMALLEST_SQUARE: Final = 1.8

#: Room that a label takes beside its region, and how far it keeps off, in units.
BESIDE: Final = 230
TOUCH: Final = 12
#: The height of a band, how many of them above and below a label are free, and how far it may stand from its place.
BAND: Final = 11
BANDS: Final = 5
OFF_PLACE: Final = 150
#: Points of one ring.
Ring = list[tuple[float, float]]
#: Band of height → where lines lie in it.
_Lines = dict[int, list[float]]


class Shape(msgspec.Struct, frozen=True):
    """One region: its path, and where its label stands: on it, or in the open beside it."""

    area: str
    path: str
    x: float
    y: float
    #: ``east``, ``west``, or "" where there is no room but on the region itself.
    side: str = ""


class Spot(msgspec.Struct, frozen=True):
    """A place where events were held."""

    x: float
    y: float
    half: float
    region: str
    words: str


class Drawing(msgspec.Struct, frozen=True):
    """All that a drawing holds before anything is coloured."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    frames: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    #: Region → the window (``viewBox``) that it fills.
    windows: dict[str, str] = {}


class _Scale(msgspec.Struct, frozen=True):
    """From drawn metres to units, north being up."""

    west: float
    north: float
    metres: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return round((x - self.west) / self.metres, 1), round((self.north - y) / self.metres, 1)

    def ring(self, xs: Sequence[float], ys: Sequence[float]) -> "Ring":
        return [self.at(x, y) for x, y in zip(xs, ys, strict=True)]


def drawn_map(boundaries: pl.DataFrame, places: pl.DataFrame, opens: Sequence[str] = ()) -> Drawing:
    """Regions in their shapes.

    Args:
        boundaries: a release's, one row per area (``xs``, ``ys`` as polygon → ring → metres).
        places: one row per place (``x``, ``y``, ``hui``, ``region``, ``words``).
        opens: regions that may fill the drawing.
    """
    west, south, east, north = drawn_extent(boundaries, *boundaries["area"])
    room = ROOM * (east - west)
    scale = _Scale(west - room, north + room, (east - west + 2 * room) / ACROSS)
    return Drawing(
        ACROSS,
        scale.at(east, south - room)[1],
        _shapes(boundaries, scale),
        tuple(_path(scale.ring(*zip(*corners, strict=True))) for corners in frames(boundaries)),
        tuple(_spot(row, scale) for row in places.drop_nulls(["x", "y"]).iter_rows(named=True)),
        {area: _window(boundaries, area, scale) for area in opens},
    )


def is_tiled(boundaries: pl.DataFrame) -> bool:
    """Whether all that is known of the regions is their tiles: there is no map beside them."""
    return bool((boundaries["crs"] == TILED).any())


def drawn_tiles(boundaries: pl.DataFrame) -> Drawing:
    """Regions as equal squares, which correct for their size.

    Args:
        boundaries: one row per area with ``tile_x``, ``tile_y`` (rows count downwards). Where any lacks its tile,
            all are placed anew, by where their labels stand: from north to south, then from west to east.
    """
    given = boundaries.select("area", "tile_x", "tile_y")
    lacking = given.select(pl.any_horizontal(pl.col("tile_x", "tile_y").is_null()).any()).item()
    rows = (_placed(boundaries) if lacking else given).rows()
    left, top = min(x for _, x, _ in rows), min(y for _, _, y in rows)
    right, bottom = max(x for _, x, _ in rows), max(y for _, _, y in rows)
    shapes = tuple(_tile(area, (x - left + 0.5) * TILE, (y - top + 0.5) * TILE) for area, x, y in rows)
    return Drawing((right - left + 1) * TILE, (bottom - top + 1) * TILE, shapes)


def _placed(boundaries: pl.DataFrame) -> pl.DataFrame:
    """``area``, ``tile_x``, ``tile_y`` on a grid that is about as wide as high; in the order of the boundaries."""
    across = ceil(sqrt(boundaries.height))
    row = (pl.col("label_y").rank("ordinal", descending=True) - 1) // across
    column = pl.col("label_x").rank("ordinal").over("tile_y") - 1
    return boundaries.with_columns(tile_y=row).select("area", tile_x=column, tile_y="tile_y")


def _tile(area: str, x: float, y: float) -> Shape:
    half = HALF_TILE * TILE
    path = f"M{x - half:g} {y - half:g}h{2 * half:g}v{2 * half:g}h{-2 * half:g}Z"
    return Shape(area, path, x, y)


def _shapes(boundaries: pl.DataFrame, scale: _Scale) -> tuple[Shape, ...]:
    rows = boundaries.rows(named=True)
    rings = {row["area"]: _rings(row, scale) for row in rows}
    labels = {row["area"]: scale.at(row["label_x"], row["label_y"]) for row in rows}
    lines = {area: _lines(of_area) for area, of_area in rings.items()}
    return tuple(
        Shape(
            area,
            "".join(map(_path, of_area)),
            *(labels[area] if is_tiled(boundaries) else _label(area, labels[area], lines)),
        )
        for area, of_area in rings.items()
    )


def _rings(row: dict[str, Any], scale: _Scale) -> list[Ring]:
    polygons = zip(row["xs"], row["ys"], strict=True)
    return [scale.ring(*ring) for polygon in polygons for ring in zip(*polygon, strict=True)]


def _path(ring: Ring) -> str:
    return f"M{'L'.join(f'{x:g} {y:g}' for x, y in ring)}Z"


def _lines(rings: list[Ring]) -> _Lines:
    """Where the lines of an area lie, by band of height."""
    lines: _Lines = {}
    for ring in rings:
        for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            first, last = sorted((y, next_y))
            for band in range(int(first // BAND), int(last // BAND) + 1):
                middle = min(max((band + 0.5) * BAND, first), last)
                part = (middle - y) / (next_y - y) if next_y != y else 0.0
                lines.setdefault(band, []).append(x + part * (next_x - x))
    return lines


def _label(area: str, at: tuple[float, float], lines: dict[str, _Lines]) -> tuple[float, float, str]:
    """Where a label stands: beside its area where no other lies, as near its height as may be; else upon the area."""
    x, y = at
    bands = [band for band in lines[area] if abs((band + 0.5) * BAND - y) < OFF_PLACE]
    for band in sorted(bands, key=lambda one: abs((one + 0.5) * BAND - y)):
        if found := _beside(area, band, lines):
            return found[0], round((band + 0.5) * BAND, 1), found[1]
    return x, y, ""


def _beside(area: str, band: int, lines: dict[str, _Lines]) -> tuple[float, str] | None:
    """East or west of an area at a height, where there is room for a label; None where there is none."""
    level = {one: _level(some, band) for one, some in lines.items()}
    own = level.pop(area)
    others = [x for some in level.values() for x in some]
    east, west = max(own), min(own)
    if east + BESIDE < ACROSS and not any(east - TOUCH < other < east + BESIDE for other in others):
        return round(east + TOUCH, 1), "east"
    if west > BESIDE and not any(west - BESIDE < other < west + TOUCH for other in others):
        return round(west - TOUCH, 1), "west"
    return None


def _level(lines: _Lines, band: int) -> list[float]:
    """Where the lines of an area lie at about a height."""
    return [x for one in range(band - BANDS, band + BANDS + 1) for x in lines.get(one, ())]


def _spot(row: dict[str, Any], scale: _Scale) -> Spot:
    half = round(SMALLEST_SQUARE * row["hui"] ** 0.5, 1)
    return Spot(*scale.at(row["x"], row["y"]), half, row["region"], row["words"])


def _window(boundaries: pl.DataFrame, area: str, scale: _Scale) -> str:
    west, south, east, north = drawn_extent(boundaries, area)
    left, top = scale.at(west, north)
    right, bottom = scale.at(east, south)
    room = ROOM * max(right - left, bottom - top)
    return f"{left - room:g} {top - room:g} {right - left + 2 * room:g} {bottom - top + 2 * room:g}"
