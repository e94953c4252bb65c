"""Heard week by week against the plan: lines drawn once, written in place when another area is chosen."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import holoviews as hv
from bokeh.core.enums import NumeralLanguage
from bokeh.models import NumeralTickFormatter

from wellbeing.charts.in_place import LETTERS, Columns, by_bokeh, by_columns, clear_ground
from wellbeing.charts.palette import CHART
from wellbeing.language import say, short_day, spoken

#: As many days are written below the axis.
MOST_TICKS: Final = 7
#: Line → colour, dash.
LINES: Final = {
    "heard": (CHART.blue, "solid"),
    "planned": (CHART.orange, "dashed"),
    "attended": (CHART.grey, "solid"),
}


def over_time_plot(days: Sequence[Any], lines: Columns, labels: Mapping[str, str]) -> hv.Overlay:
    """Cumulative contributions by week.

    Args:
        days: the corners of the steps. (HoloViews would make steps of weeks itself, of twice as many points,
            of which values that are written in place later would reach the first half.)
        lines: name of a line in ``LINES`` → a value per day; others are not drawn. So are its layers called.
        labels: what each line is called.
    """
    by_bokeh()
    curves = [_curve(name, days, values).relabel(labels[name]) for name, values in lines.items()]
    return hv.Overlay(curves).opts(
        responsive=True,
        height=260,
        fontsize=dict(LETTERS),
        toolbar=None,
        default_tools=[],
        show_grid=True,
        bgcolor=None,
        xlabel="",
        xticks=week_ticks(days),
        yformatter=NumeralTickFormatter(format="0,0", language=_numerals()),
        ylabel=say("contributions so far"),
        legend_position="top_left",
        legend_opts={"background_fill_alpha": 0, "border_line_alpha": 0},
        hooks=[clear_ground],
    )


def _numerals() -> Any:
    """The language whose marks Bokeh puts into numbers; English where it does not know ours."""
    tag = spoken().partition("-")[0]
    return tag if tag in NumeralLanguage else "en"


def week_ticks(days: Sequence[Any]) -> list[tuple[Any, str]]:
    """At most so many days, evenly apart, as they are written here."""
    weeks = days[::2]
    return [(day, short_day(day)) for day in weeks[:: -(-len(weeks) // MOST_TICKS)]]


def _curve(name: str, days: Sequence[Any], values: Sequence[float]) -> hv.Curve:
    colour, dash = LINES[name]
    curve = hv.Curve({"week": list(days), "heard": list(values)}, "week", "heard")
    return curve.opts(
        color=colour,
        line_dash=dash,
        line_width=2.5,
        framewise=True,
        hooks=[by_columns(name)],
    )
