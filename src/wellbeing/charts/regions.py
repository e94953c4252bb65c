"""Regions as a HoloViews element: for whoever draws a map of their own in a notebook."""

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import holoviews as hv
import msgspec
import polars as pl
from bokeh.models.annotations import Title

from wellbeing.charts.in_place import Hook, by_bokeh, clear_ground, in_colours, plain
from wellbeing.charts.palette import LIGHT, variables

#: Pixels of a map by itself, whatever stands beside it.
_WIDTH, _HEIGHT = 560, 500
#: Of a map that is as wide as its place.
_LEAST_HEIGHT: Final = 420
#: Letters to a line of what stands under a map.
_LETTERS: Final = 90
_SHADES: Final = "cividis"


class Region(msgspec.Struct, frozen=True):
    """How one region is drawn."""

    #: Its entry of the legend; regions with the same are drawn together. "" where a number colours it.
    legend: str
    #: What stands on it.
    sign: str
    #: What is said of it under the pointer.
    words: str
    #: The key of its colour.
    key: str = ""
    number: float | None = None


class MapPicture(msgspec.Struct, frozen=True):
    """How rows are drawn as a map."""

    #: Of a release, one row per area.
    boundaries: pl.DataFrame
    looks: dict[str, Region]
    #: The column that colours it.
    column: str
    title: str
    #: Whose figures, by which release, whose boundaries.
    note: str


def region_map(
    boundaries: pl.DataFrame, looks: Mapping[str, Region], title: str, note: str, unit: str = ""
) -> Any:
    """Regions filled by a key of the palette, or in shades by a number, each with its sign and its words.

    Args:
        boundaries: a release's, one row per area.
        looks: area → how it is drawn; areas that are not named are left empty.
        title: over the map.
        note: under it: whose figures, by which release, whose boundaries.
        unit: what the shades are of.
    """
    overlay = _overlay(boundaries, looks, unit)
    return overlay.opts(
        title=plain(title),
        xaxis=None,
        yaxis=None,
        show_frame=False,
        active_tools=[],
        hooks=[_noted(note)],
        frame_width=_WIDTH,
        frame_height=_HEIGHT,
        data_aspect=1,
        legend_position="top_left",
        fontsize={"legend": "9pt", "title": "11pt"},
    )


def plain_map(boundaries: pl.DataFrame, looks: Mapping[str, Region], unit: str = "") -> Any:
    """The same for a page, which says title, key and note itself: as wide as its place, on the page's own ground.

    Args:
        boundaries: as ``region_map`` takes them; ``looks`` and ``unit`` too.
        looks: see there.
        unit: see there.
    """
    return _overlay(boundaries, looks, unit).opts(
        responsive=True,
        data_aspect=1,
        min_height=_LEAST_HEIGHT,
        xaxis=None,
        yaxis=None,
        show_legend=False,
        show_frame=False,
        toolbar="below",
        default_tools=["pan", "wheel_zoom", "reset"],
        active_tools=[],
        hooks=[clear_ground],
    )


def _noted(note: str) -> Hook:
    """Have a map bear what stands under it, without the lines of axes and of a frame, whatever theme it is in."""
    lines = plain("\n".join(textwrap.wrap(note, _LETTERS)))

    def hook(plot: Any, _element: object) -> None:
        plot.state.outline_line_color = None
        plot.state.add_layout(Title(text=lines, text_font_size="8pt", text_font_style="normal"), "below")

    return hook


def _overlay(boundaries: pl.DataFrame, looks: Mapping[str, Region], unit: str) -> Any:
    by_bokeh()
    rows = boundaries.to_dicts()
    empty = Region("– not among the rows", "", "not among the rows")
    found = [(row, looks.get(row["area"], empty)) for row in rows]
    layers = list[Any]()
    for entry in dict.fromkeys(one.legend for _, one in found if one.number is None):
        alike = [(row, one) for row, one in found if one.number is None and one.legend == entry]
        layers += [_filled(alike, entry), _signs(alike)]
    if any(one.number is not None for _, one in found):
        layers.append(_shaded([(row, one) for row, one in found if one.number is not None], unit))
    return hv.Overlay(layers)


def _signs(regions: list[tuple[dict[str, Any], Region]]) -> Any:
    key, said = regions[0][1].key, [(row["label_x"], row["label_y"], one.sign) for row, one in regions]
    return hv.Labels(said, ["x", "y"], "sign").opts(
        text_color=LIGHT.text_on(key), text_font_size="9pt", hooks=[in_colours(text_color=variables(key)[1])]
    )


def _filled(regions: list[tuple[dict[str, Any], Region]], entry: str) -> Any:
    shapes, key = [_shape(row, one) for row, one in regions], regions[0][1].key
    return hv.Polygons(shapes, vdims=["words"], label=entry).opts(
        color=LIGHT.fill(key),
        hooks=[in_colours(fill_color=variables(key)[0], line_color="line")],
        line_color=LIGHT.line,
        line_width=0.5,
        tools=["hover"],
        hover_tooltips=[("", "@words")],
        show_legend=True,
    )


def _shaded(regions: list[tuple[dict[str, Any], Region]], unit: str) -> Any:
    shapes = [_shape(row, one) | {"number": one.number} for row, one in regions]
    return hv.Polygons(shapes, vdims=["number", "words"]).opts(
        color="number",
        cmap=_SHADES,
        colorbar=True,
        clabel=plain(unit),
        line_color=LIGHT.line,
        line_width=0.5,
        tools=["hover"],
        hover_tooltips=[("", "@words")],
    )


def _shape(row: Mapping[str, Any], one: Region) -> dict[str, Any]:
    """All polygons of a region as one: parts are parted by a gap, holes go with the part that they are in."""
    xs, ys, holes = list[float](), list[float](), list[list[list[tuple[float, float]]]]()
    for part_xs, part_ys in zip(row["xs"], row["ys"], strict=True):
        gap = [float("nan")] if xs else []
        xs += [*gap, *part_xs[0]]
        ys += [*gap, *part_ys[0]]
        holes.append([list(zip(x, y, strict=True)) for x, y in zip(part_xs[1:], part_ys[1:], strict=True)])
    return {"x": xs, "y": ys, "holes": holes, "words": one.words}
