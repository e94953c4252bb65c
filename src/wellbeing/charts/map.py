"""The map: areas filled by finished keys, drawn once, then recoloured in place.

Drawing anew costs 150 ms and more a click; writing the fill into the plot's data source costs a tenth of that
and sends the fill alone. So the elements are built once, and plot hooks hand their data sources out.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import holoviews as hv
from bokeh.models import HoverTool

from wellbeing.charts.in_place import Captured, bare, hand_out
from wellbeing.charts.palette import Palette

#: What a choice changes; outlines are sent once.
FILL: Final = ("fill", "edge", "width", "words")
#: Property of a glyph → our column.
AREAS: Final = {"fill_color": "fill", "line_color": "edge", "line_width": "width"}
SIGNS: Final = {"text_color": "ink"}
#: Pixels: edges of areas at rest and chosen.
AT_REST: Final = 0.6
CHOSEN: Final = 3.0
#: Reads on every state's fill, light and dark.
DOT_INK: Final = "#1b1d1f"
DOT_EDGE: Final = "#ffffff"
#: Reads on both papers.
FRAME_INK: Final = "#8a9098"

Columns = dict[str, list[Any]]


def fill_columns(pictures: Sequence[tuple[str, str]], chosen: Sequence[bool], colours: Palette) -> Columns:
    """The columns in ``FILL``, one value per area.

    Args:
        pictures: per area its colour key and its words.
        chosen: per area whether it is selected.
        colours: of the theme in use.
    """
    return {
        "fill": [colours.fill(key) for key, _ in pictures],
        "edge": [colours.chosen if one else colours.line for one in chosen],
        "width": [CHOSEN if one else AT_REST for one in chosen],
        "words": [words for _, words in pictures],
    }


def areas(shapes: Sequence[Mapping[str, Any]], columns: Columns, captured: Captured) -> hv.Polygons:
    """Areas as filled shapes that can be tapped and hovered, from ``geography.outlines`` or ``tiles``."""
    rows = [dict(shape) | {name: columns[name][i] for name in FILL} for i, shape in enumerate(shapes)]
    return hv.Polygons(rows, kdims=["x", "y"], vdims=["area", *FILL]).opts(
        color="fill",
        line_color="edge",
        line_width="width",
        nonselection_alpha=1,
        tools=["tap", HoverTool(tooltips=[("", "@words")])],
        hooks=[hand_out("areas", captured, AREAS)],
    )


def signs(points: Mapping[str, Sequence[Any]], captured: Captured) -> hv.Labels:
    """A sign on each area (``x``, ``y``, ``sign``, ``ink``), so that colour never speaks alone."""
    return hv.Labels(dict(points), kdims=["x", "y"], vdims=["sign", "ink"]).opts(
        text_color="ink",
        text_font_size="13pt",
        hooks=[hand_out("signs", captured, SIGNS)],
    )


def dots(places: Mapping[str, Sequence[Any]], captured: Captured) -> hv.Points:
    """Places where hui were held: ``x``, ``y``, ``size`` in pixels, ``words``; they are not tapped."""
    return hv.Points(dict(places), kdims=["x", "y"], vdims=["size", "words"]).opts(
        size="size",
        color=DOT_INK,
        line_color=DOT_EDGE,
        alpha=0.7,
        hooks=[hand_out("dots", captured)],
    )


def place_names(names: Mapping[str, Sequence[Any]], captured: Captured) -> hv.Labels:
    """Names beside the dots of an opened region (``x``, ``y``, ``place``); blank while all are in view."""
    return hv.Labels(dict(names), kdims=["x", "y"], vdims=["place"]).opts(
        text_font_size="9pt",
        text_align="left",
        text_color=DOT_INK,
        xoffset=1500,
        hooks=[hand_out("places", captured)],
    )


def frame(inset: Sequence[tuple[float, float]]) -> hv.Path:
    """The box around what is drawn out of its place."""
    return hv.Path([inset]).opts(color=FRAME_INK, line_width=1, line_dash="dotted")


def laid(layers: Sequence[Any], extent: tuple[float, float, float, float]) -> hv.Overlay:
    """Layers on one bare ground; ``extent`` is left, bottom, right, top in drawn units."""
    left, bottom, right, top = extent
    return hv.Overlay(list(layers)).opts(
        hv.opts.Overlay(
            xaxis=None,
            yaxis=None,
            toolbar=None,
            show_frame=False,
            bgcolor=None,
            xlim=(left, right),
            ylim=(bottom, top),
            responsive=True,
            aspect=(right - left) / (top - bottom),
            default_tools=[],
            active_tools=["tap"],
            show_legend=False,
            hooks=[bare, _without_margin],
        )
    )


def _without_margin(plot: Any, _element: object) -> None:
    plot.state.min_border = 0
