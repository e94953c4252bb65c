"""The map: areas filled by finished keys, drawn once, then recoloured in place.

Drawing anew costs 150 ms and more a click; writing the fill into the plot's data source costs a tenth of that
and sends the fill alone. So the elements are built once, and plot hooks hand their data sources out.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import holoviews as hv

from wellbeing.charts.in_place import Capture, clear_ground, hand_out
from wellbeing.charts.palette import CHART, Palette

#: What a choice changes; outlines are sent once.
FILL: Final = ("fill", "edge", "width", "words")
#: Property of a glyph → our column.
_AREAS: Final = {"fill_color": "fill", "line_color": "edge", "line_width": "width"}
_SIGNS: Final = {"text_color": "ink"}
#: Pixels: edges of areas at rest and chosen.
EDGE_AT_REST: Final = 0.6
EDGE_CHOSEN: Final = 3.0

#: Column of a layer → a value per area.
LayerColumns = dict[str, list[Any]]


def fill_columns(
    pictures: Sequence[tuple[str, str]], chosen: Sequence[bool], colours: Palette
) -> LayerColumns:
    """The columns in ``FILL``, one value per area.

    Args:
        pictures: per area its colour key and its words.
        chosen: per area whether it is selected.
        colours: of the theme in use.
    """
    return {
        "fill": [colours.fill(key) for key, _ in pictures],
        "edge": [colours.chosen if one else colours.line for one in chosen],
        "width": [EDGE_CHOSEN if one else EDGE_AT_REST for one in chosen],
        "words": [words for _, words in pictures],
    }


def area_shapes(shapes: Sequence[Mapping[str, Any]], columns: LayerColumns, capture: Capture) -> hv.Polygons:
    """Areas as filled shapes that can be tapped and hovered, from ``geography.outlines`` or ``tiles``."""
    rows = [dict(shape) | {name: columns[name][i] for name in FILL} for i, shape in enumerate(shapes)]
    return hv.Polygons(rows, kdims=["x", "y"], vdims=["area", *FILL]).opts(
        color="fill",
        line_color="edge",
        line_width="width",
        nonselection_alpha=1,
        tools=["tap", "hover"],
        hover_tooltips=[("", "@words")],
        hooks=[hand_out("areas", capture, _AREAS)],
    )


def sign_labels(points: Mapping[str, Sequence[Any]], capture: Capture) -> hv.Labels:
    """A sign on each area (``x``, ``y``, ``sign``, ``ink``), so that colour never speaks alone."""
    return hv.Labels(dict(points), kdims=["x", "y"], vdims=["sign", "ink"]).opts(
        text_color="ink",
        text_font_size="13pt",
        hooks=[hand_out("signs", capture, _SIGNS)],
    )


def place_points(places: Mapping[str, Sequence[Any]], capture: Capture) -> hv.Points:
    """Places where hui were held: ``x``, ``y``, ``size`` in pixels, ``words``; they are not tapped."""
    return hv.Points(dict(places), kdims=["x", "y"], vdims=["size", "words"]).opts(
        size="size",
        color=CHART.ink,
        line_color=CHART.edge,
        alpha=0.7,
        hooks=[hand_out("dots", capture)],
    )


def place_names(names: Mapping[str, Sequence[Any]], capture: Capture) -> hv.Labels:
    """Names beside the dots of an opened region (``x``, ``y``, ``place``); blank while all are in view."""
    return hv.Labels(dict(names), kdims=["x", "y"], vdims=["place"]).opts(
        text_font_size="9pt",
        text_align="left",
        text_color=CHART.ink,
        xoffset=1500,
        hooks=[hand_out("places", capture)],
    )


def inset_frame(inset: Sequence[tuple[float, float]]) -> hv.Path:
    """The box around what is drawn out of its place."""
    return hv.Path([inset]).opts(color=CHART.pale_grey, line_width=1, line_dash="dotted")


def overlay(layers: Sequence[Any], extent: tuple[float, float, float, float]) -> hv.Overlay:
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
            hooks=[clear_ground, _without_margin],
        )
    )


def _without_margin(plot: Any, _element: object) -> None:
    plot.state.min_border = 0
