"""A funnel: shares by how much is known, between the limits at which they stand apart from the whole."""

from typing import Any, Final

import holoviews as hv
from bokeh.models import NumeralTickFormatter

from wellbeing.charts.in_place import LETTERS, Columns, by_bokeh, by_columns, clear_ground
from wellbeing.charts.palette import CHART
from wellbeing.language import say

#: Limit → dash; both sides of each are drawn.
LIMIT_LINES: Final = {
    "sure_lower": "solid",
    "sure_upper": "solid",
    "looks_lower": "dashed",
    "looks_upper": "dashed",
    "centre": "dotted",
}
#: Standing → fill of its dot.
STANDING_FILLS: Final = {
    "below": CHART.orange,
    "looks_below": CHART.pale_orange,
    "level": CHART.pale_grey,
    "looks_above": CHART.pale_blue,
    "above": CHART.blue,
}
#: Pixels across a dot, and one that is chosen.
DOT_AT_REST: Final = 11
DOT_CHOSEN: Final = 17
_DOTS: Final = {"fill_color": "fill", "size": "size"}

#: Layer of dots → the columns that its source has, and that may be written.
WRITTEN: Final = {"areas": ("n", "share", "fill", "size", "words"), "names": ("n", "share", "name")}


def funnel_plot(limits: Columns, dots: Columns, most: float) -> hv.Overlay:
    """Dots between limits.

    Args:
        limits: ``n`` and each of ``LIMIT_LINES``, from 0 to 1.
        dots: per area ``n``, ``share`` (NaN: not drawn), ``fill``, ``size``, ``name`` (blank: not written),
            ``words``.
        most: the right end, in independent answers.

    Its layers are called as the limits are, ``areas`` and ``names``.
    """
    by_bokeh()
    lines = [_limit(name, limits) for name in LIMIT_LINES]
    return hv.Overlay([*lines, _dots(dots), _names(dots)]).opts(
        responsive=True,
        height=360,
        fontsize=dict(LETTERS),
        toolbar=None,
        default_tools=[],
        active_tools=["tap"],
        show_legend=False,
        bgcolor=None,
        xlim=(0, most),
        ylim=(0, 1),
        xlabel=say("as how many independent answers theirs count"),
        ylabel="",
        yformatter=NumeralTickFormatter(format="0%"),
        hooks=[clear_ground],
    )


def _limit(name: str, limits: Columns) -> hv.Curve:
    return hv.Curve({"n": limits["n"], "share": limits[name]}, "n", "share").opts(
        color=CHART.grey,
        line_dash=LIMIT_LINES[name],
        line_width=1.2,
        hooks=[by_columns(name)],
    )


def _dots(dots: Columns) -> hv.Points:
    return hv.Points(dict(dots), list(WRITTEN["areas"][:2]), list(WRITTEN["areas"][2:])).opts(
        color=CHART.grey,
        size=DOT_AT_REST,
        line_color=CHART.edge,
        nonselection_alpha=1,
        tools=["tap", "hover"],
        hover_tooltips=[("", "@words")],
        hooks=[by_columns("areas", _DOTS)],
    )


def _names(dots: Columns) -> hv.Labels:
    return hv.Labels(dict(dots), ["n", "share"], "name").opts(
        text_font_size="9pt",
        text_align="left",
        text_color=CHART.grey,
        hooks=[by_columns("names"), _beside],
    )


def _beside(plot: Any, _element: object) -> None:
    plot.handles["glyph"].update(x_offset=10, y_offset=0)
