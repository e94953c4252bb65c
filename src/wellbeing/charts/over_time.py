"""Heard week by week against the plan: lines drawn once, written in place when another area is chosen."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import holoviews as hv

from wellbeing.charts.in_place import Captured, bare, hand_out

#: Line → colour (reads on both papers), dash.
LINES: Final = {
    "heard": ("#3d8fc6", "solid"),
    "planned (assumed)": ("#c96a12", "dashed"),
    "of which at hui": ("#7a8087", "solid"),
}


def over_time(weeks: Sequence[Any], lines: Mapping[str, Sequence[float]], captured: Captured) -> hv.Overlay:
    """Cumulative contributions by week.

    Args:
        weeks: the Monday of each week.
        lines: name of a line in ``LINES`` → a value per week.
        captured: called with each line's name and its plot's handles once drawn.
    """
    curves = [_curve(name, weeks, lines[name], captured) for name in LINES]
    return hv.Overlay(curves).opts(
        responsive=True,
        height=260,
        toolbar=None,
        default_tools=[],
        show_grid=True,
        bgcolor=None,
        xlabel="",
        ylabel="contributions so far",
        legend_position="top_left",
        legend_opts={"background_fill_alpha": 0, "border_line_alpha": 0},
        hooks=[bare],
    )


def _curve(name: str, weeks: Sequence[Any], values: Sequence[float], captured: Captured) -> hv.Curve:
    colour, dash = LINES[name]
    curve = hv.Curve({"week": list(weeks), "heard": list(values)}, "week", "heard", label=name)
    return curve.opts(
        color=colour,
        line_dash=dash,
        line_width=2.5,
        interpolation="steps-post",
        framewise=True,
        hooks=[hand_out(name, captured)],
    )
