"""The map as a still picture."""

from collections.abc import Mapping
from typing import Any

import msgspec
import polars as pl
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from wellbeing.charts.framed import WIDTH, Caption, RoomBeside, drawable, drawing, framed
from wellbeing.charts.geography import frames
from wellbeing.charts.labels import spread
from wellbeing.charts.outline import HALF_TILE, TILE, drawn_tiles
from wellbeing.charts.palette import HATCHED, LIGHT


class Look(msgspec.Struct, frozen=True):
    """How one area is drawn: the key of its colour, what is written on it, whether it is chosen."""

    key: str
    label: str
    is_chosen: bool = False


def tiled(boundaries: pl.DataFrame) -> pl.DataFrame:
    """The same areas as equal squares: ``area``, ``xs``, ``ys``, ``label_x``, ``label_y``."""
    half = HALF_TILE * TILE
    return pl.DataFrame(
        [
            {
                "area": one.area,
                "xs": [[[one.x - half, one.x + half, one.x + half, one.x - half]]],
                "ys": [[[-one.y - half, -one.y - half, -one.y + half, -one.y + half]]],
                "label_x": one.x,
                "label_y": -one.y,
            }
            for one in drawn_tiles(boundaries).shapes
        ]
    )


def still_map(boundaries: pl.DataFrame, looks: Mapping[str, Look], told: Caption) -> Figure:
    """Areas filled and named, those chosen outlined; title, legend and notes travel inside the picture.

    Args:
        boundaries: a release's boundaries, one row per area.
        looks: area → how it is drawn.
        told: what is said above and below.
    """
    with drawing():
        handles = [_swatch(key, drawable(words)) for key, words in told.legend]
        figure, axes = framed(told, handles, WIDTH * _shape(boundaries), RoomBeside())
        axes.set_axis_off()
        axes.set_aspect("equal")
        _areas(axes, boundaries, looks)
        return figure


def _shape(boundaries: pl.DataFrame) -> float:
    """Height of what is drawn for each unit of its width; no map is a ribbon."""
    across, up = (_span(boundaries[name].to_list()) for name in ("xs", "ys"))
    return min(max(up / across, 0.5), 1.6) if across else 1.0


def _span(areas: list[list[list[list[float]]]]) -> float:
    values = [value for area in areas for part in area for ring in part for value in ring]
    return max(values) - min(values)


def _areas(axes: Any, boundaries: pl.DataFrame, looks: Mapping[str, Look]) -> None:
    rows = boundaries.select("area", "xs", "ys", "label_x", "label_y").to_dicts()
    for row in sorted(rows, key=lambda row: looks[row["area"]].is_chosen):
        look, path = looks[row["area"]], _path(row["xs"], row["ys"])
        axes.add_patch(PathPatch(path, **_fill(look.key)))
        axes.add_patch(PathPatch(path, fill=False, edgecolor=LIGHT.line, linewidth=0.5))
        if look.is_chosen:
            axes.add_patch(PathPatch(path, fill=False, edgecolor=LIGHT.paper, linewidth=3.6))
            axes.add_patch(PathPatch(path, fill=False, edgecolor=LIGHT.chosen, linewidth=1.6))
    for frame in frames(boundaries) if "frame_west" in boundaries.columns else ():
        axes.plot(*zip(*frame, strict=True), color=LIGHT.line, linewidth=0.5, linestyle=":")
    axes.autoscale_view()
    wanted = sorted(rows, key=lambda row: _place(looks[row["area"]]))
    spread(axes, [_write(axes, row, drawable(looks[row["area"]].label)) for row in wanted])


def _place(look: Look) -> tuple[bool, bool]:
    """What is chosen is named first, and names before signs."""
    return not look.is_chosen, len(look.label) <= 1


def _write(axes: Any, row: Mapping[str, Any], text: str) -> Text:
    """A label on its area, on a ground of paper where it is more than a sign."""
    ground = {"facecolor": LIGHT.paper, "edgecolor": "none", "alpha": 0.8, "pad": 1.0}
    is_sign = len(text) <= 1
    written: Text = axes.text(
        row["label_x"],
        row["label_y"],
        text,
        size=8,
        ha="center",
        va="center",
        color=LIGHT.ink,
        zorder=5,
        bbox=None if is_sign else ground,
    )
    return written


def _fill(key: str) -> dict[str, Any]:
    """The colour of an area; where nothing can be said, paper with a hatch."""
    hatched = {"hatch": "////", "edgecolor": LIGHT.line} if key in HATCHED else {}
    return {"facecolor": LIGHT.fill(key), "edgecolor": "none", "linewidth": 0} | hatched


def _swatch(key: str, words: str) -> Patch:
    return Patch(label=words, **_fill(key) | {"edgecolor": LIGHT.line, "linewidth": 0.5})


def _path(xs: list[list[list[float]]], ys: list[list[list[float]]]) -> Path:
    """One path of all parts; holes run the other way round, so that they stay open."""
    rings = [
        _turned(list(zip(x, y, strict=True)), is_hole=bool(place))
        for part in zip(xs, ys, strict=True)
        for place, (x, y) in enumerate(zip(*part, strict=True))
    ]
    return Path.make_compound_path(*(Path([*ring, ring[0]], closed=True) for ring in rings))


def _turned(ring: list[tuple[float, float]], *, is_hole: bool) -> list[tuple[float, float]]:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    runs_left = sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairs) > 0
    return ring if runs_left != is_hole else ring[::-1]
