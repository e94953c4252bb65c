"""The charts of a page as still pictures: heard week by week, and the funnel of a question."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, PercentFormatter

from wellbeing.charts.framed import Caption, RoomBeside, drawable, drawing, framed
from wellbeing.charts.funnel import DOT_AT_REST, LIMIT_LINES
from wellbeing.charts.in_place import Columns
from wellbeing.charts.over_time import LINES, week_ticks
from wellbeing.charts.palette import CHART, LIGHT
from wellbeing.language import in_digits, say

_MARGINS: Final = RoomBeside(left=0.75, right=0.35, below=0.55)
#: Inches.
_HEIGHT: Final = 3.4


def still_weeks(days: Sequence[Any], lines: Columns, labels: Mapping[str, str], told: Caption) -> Figure:
    """Cumulative contributions by week.

    Args:
        days: the corners of the steps.
        lines: name of a line of ``over_time.LINES`` → a value per day.
        labels: what each line is called.
        told: what is said above and below; its legend is the lines.
    """
    with drawing():
        styles: dict[str, Any] = {
            name: {"color": LINES[name][0], "linestyle": LINES[name][1], "linewidth": 2} for name in lines
        }
        handles = [Line2D([], [], label=drawable(labels[name]), **styles[name]) for name in lines]
        figure, axes = _with_axes(told, handles)
        for name, values in lines.items():
            axes.plot(days, values, **styles[name])
        ticks = week_ticks(days)
        axes.set_xticks([day for day, _ in ticks], [written for _, written in ticks])
        axes.yaxis.set_major_formatter(FuncFormatter(_number))
        axes.set_ylabel(say("contributions so far"), color=LIGHT.ink)
        axes.set_ylim(bottom=0)
        return figure


def _number(value: float, _at: int | None) -> str:
    return in_digits(round(value))


def still_funnel(limits: Columns, dots: Columns, most: float, told: Caption) -> Figure:
    """Shares by how much is known, between the limits at which they stand apart from the whole.

    Args:
        limits: ``n`` and each of ``funnel.LIMIT_LINES``, from 0 to 1.
        dots: per area ``n``, ``share`` (NaN: not drawn), ``fill``, ``size``, ``name`` (blank: not written).
        most: the right end, in independent answers.
        told: what is said above and below.
    """
    with drawing():
        figure, axes = _with_axes(told, [])
        for name, dash in LIMIT_LINES.items():
            axes.plot(limits["n"], limits[name], color=CHART.grey, linestyle=dash, linewidth=1)
        sizes = [(size / DOT_AT_REST * 7) ** 2 for size in dots["size"]]
        axes.scatter(dots["n"], dots["share"], s=sizes, c=list(dots["fill"]), edgecolors=CHART.edge, zorder=3)
        for n, share, name in zip(dots["n"], dots["share"], dots["name"], strict=True):
            if name:
                axes.annotate(
                    drawable(name),
                    (n, share),
                    (7, 0),
                    textcoords="offset points",
                    size=8,
                    va="center",
                    color=LIGHT.ink,
                )
        axes.set(xlim=(0, most), ylim=(0, 1))
        axes.yaxis.set_major_formatter(PercentFormatter(1, symbol="\N{NO-BREAK SPACE}%"))
        axes.set_xlabel(say("as how many independent answers theirs count"), color=LIGHT.ink)
        return figure


def _with_axes(told: Caption, handles: Sequence[Line2D]) -> tuple[Figure, Any]:
    figure, axes = framed(told, handles, _HEIGHT, _MARGINS)
    axes.tick_params(colors=LIGHT.ink, labelsize=8)
    axes.grid(visible=True, color=LIGHT.rule, linewidth=0.5)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
