"""A funnel: shares by how many answered, between the limits of chance. Drawn once, then written in place."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import holoviews as hv
from bokeh.models import HoverTool, NumeralTickFormatter

from wellbeing.charts.in_place import Captured, bare, hand_out

#: Limit → dash; both sides of each are drawn. Their ink reads on both papers.
LIMITS: Final = {
    "lower_95": "solid",
    "upper_95": "solid",
    "lower_998": "dashed",
    "upper_998": "dashed",
    "centre": "dotted",
}
LIMIT_INK: Final = "#7a8087"
#: Standing → fill of its dot; each reads on both papers.
FILLS: Final = {
    "far_below": "#c96a12",
    "below": "#c96a12",
    "within": "#8a9098",
    "above": "#3d8fc6",
    "far_above": "#3d8fc6",
}
#: Pixels across a dot, and one that is chosen.
DOT: Final = 11
CHOSEN: Final = 17
DOTS: Final = {"fill_color": "fill", "size": "size"}

#: Layer of dots → the columns that its source has, and that may be written.
WRITTEN: Final = {"areas": ("n", "share", "fill", "size", "words"), "names": ("n", "share", "name")}

Columns = Mapping[str, Sequence[Any]]


def funnel(limits: Columns, dots: Columns, most: float, captured: Captured) -> hv.Overlay:
    """Dots between limits.

    Args:
        limits: ``n`` and each of ``LIMITS``, from 0 to 1.
        dots: per area ``n``, ``share`` (NaN: not drawn), ``fill``, ``size``, ``name`` (blank: not written),
            ``words``.
        most: the right end, in answers.
        captured: called with each layer's name (the limits', ``areas``, ``names``) and its handles.
    """
    lines = [_limit(name, limits, captured) for name in LIMITS]
    return hv.Overlay([*lines, _dots(dots, captured), _names(dots, captured)]).opts(
        responsive=True,
        height=360,
        toolbar=None,
        default_tools=[],
        active_tools=["tap"],
        show_legend=False,
        bgcolor=None,
        xlim=(0, most),
        ylim=(0, 1),
        xlabel="how many answered",
        ylabel="",
        yformatter=NumeralTickFormatter(format="0%"),
        hooks=[bare],
    )


def _limit(name: str, limits: Columns, captured: Captured) -> hv.Curve:
    return hv.Curve({"n": limits["n"], "share": limits[name]}, "n", "share").opts(
        color=LIMIT_INK,
        line_dash=LIMITS[name],
        line_width=1.2,
        hooks=[hand_out(name, captured)],
    )


def _dots(dots: Columns, captured: Captured) -> hv.Points:
    return hv.Points(dict(dots), list(WRITTEN["areas"][:2]), list(WRITTEN["areas"][2:])).opts(
        color=LIMIT_INK,
        size=DOT,
        line_color="#ffffff",
        nonselection_alpha=1,
        tools=["tap", HoverTool(tooltips=[("", "@words")])],
        hooks=[hand_out("areas", captured, DOTS)],
    )


def _names(dots: Columns, captured: Captured) -> hv.Labels:
    return hv.Labels(dict(dots), ["n", "share"], "name").opts(
        text_font_size="9pt",
        text_align="right",
        text_color=LIMIT_INK,
        hooks=[hand_out("names", captured), _beside],
    )


def _beside(plot: Any, _element: object) -> None:
    plot.handles["glyph"].update(x_offset=-10, y_offset=0)
