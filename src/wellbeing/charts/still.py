"""The map as a still picture, PNG or SVG, drawn by matplotlib alone: no browser, and no text is a pattern.

Titles and names come from files of many hands: none is read as mathematics (``$…$``) or as a format (``{…}``).
"""

import io
import re
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import msgspec
import polars as pl
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from wellbeing.charts.geography import frames
from wellbeing.charts.outline import HALF_TILE, TILE, drawn_tiles
from wellbeing.charts.palette import HATCHED, LIGHT

#: Of a PNG: sharp on a slide.
DOTS_PER_INCH: Final = 200
WIDTH: Final = 7.5
#: Letters to a line of title and of small print.
_TITLE, _SMALL = 68, 118
_LINE: Final = 0.19
#: Fonts of a drawing, whose text stays text: the first that a machine has.
_FONTS: Final[Any] = {
    "svg.fonttype": "none",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "hatch.linewidth": 0.5,
    "text.parse_math": False,
}
#: What no drawing may hold.
_UNPRINTED: Final = re.compile(r"[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Look(msgspec.Struct, frozen=True):
    """How one area is drawn: the key of its colour, what is written on it, whether it is chosen."""

    key: str
    label: str
    is_chosen: bool = False


class Caption(msgspec.Struct, frozen=True):
    """What goes with the map: its title, the meaning of its colours (key, words), and lines of small print."""

    title: str
    legend: Sequence[tuple[str, str]]
    notes: Sequence[str]


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
    with mpl.rc_context(_FONTS):
        return _drawn(boundaries, looks, told)


def _drawn(boundaries: pl.DataFrame, looks: Mapping[str, Look], told: Caption) -> Figure:
    title, notes = _wrapped([told.title], _TITLE), _wrapped(told.notes, _SMALL)
    head, foot = 0.35 + 0.26 * len(title), 0.3 + _LINE * len(notes) + 0.24 * _legend_rows(told)
    height = WIDTH * _shape(boundaries) + head + foot
    figure = Figure(figsize=(WIDTH, height), facecolor=LIGHT.paper, label=drawable(told.title))
    axes = figure.add_axes((0.02, foot / height, 0.96, (height - head - foot) / height))
    axes.set_axis_off()
    axes.set_aspect("equal")
    _areas(axes, boundaries, looks)
    figure.text(0.03, 1 - 0.15 / height, "\n".join(title), size=12, weight="bold", va="top", color=LIGHT.ink)
    figure.text(0.03, 0.12 / height, "\n".join(notes), size=7.5, va="bottom", color=LIGHT.quiet)
    figure.legend(
        handles=[_swatch(key, drawable(words)) for key, words in told.legend],
        loc="lower left",
        bbox_to_anchor=(0.02, (0.2 + _LINE * len(notes)) / height),
        ncols=2,
        frameon=False,
        fontsize=8.5,
        labelcolor=LIGHT.ink,
    )
    return figure


def as_file(picture: Figure, kind: str) -> bytes:
    """The picture's bytes; ``kind`` is ``png`` or ``svg``."""
    content = io.BytesIO()
    with mpl.rc_context(_FONTS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        named = {"Title": str(picture.get_label()), "Date": None} if kind == "svg" else {}
        picture.savefig(content, format=kind, dpi=DOTS_PER_INCH, metadata=named)
    return content.getvalue()


def drawable(text: str) -> str:
    """A text without what no drawing may hold: control characters and halves of others."""
    return _UNPRINTED.sub("", text)


def _wrapped(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(drawable(text), width) or [""]]


def _legend_rows(told: Caption) -> int:
    return (len(told.legend) + 1) // 2


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
    for row in rows:
        _write(axes, row, drawable(looks[row["area"]].label))
    for frame in frames(boundaries) if "frame_west" in boundaries.columns else ():
        axes.plot(*zip(*frame, strict=True), color=LIGHT.line, linewidth=0.5, linestyle=":")
    axes.autoscale_view()


def _write(axes: Any, row: Mapping[str, Any], text: str) -> None:
    """A label on its area, on a ground of paper where it is more than a sign."""
    ground = {"facecolor": LIGHT.paper, "edgecolor": "none", "alpha": 0.8, "pad": 1.0}
    is_sign = len(text) <= 1
    axes.text(
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
