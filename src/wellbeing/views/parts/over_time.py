"""Heard so far, against the plan: the chosen area's group, or everything."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import isnan
from typing import Any

import panel as pn
from panel.viewable import Viewer

from wellbeing.charts.over_time import over_time_plot
from wellbeing.reports.progress import Progress
from wellbeing.reports.words.cells import CellRow, heard_words
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.drawing.canvas import Canvas
from wellbeing.views.shell.markup import Markup, render


class OverTime(Viewer):
    """A chart and its table; both follow the chosen area."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Say the figures; the lines are drawn once, when the page has loaded."""
        super().__init__(**params)
        self._explorer = explorer
        figures = explorer.figures
        self._progress = figures.kept.get(Progress, partial(Progress, figures))
        self._canvas = Canvas()
        self._words = Markup()
        self._column = pn.Column(self._words, sizing_mode="stretch_width", margin=(10, 0))
        pn.state.onload(self._draw)
        explorer.follow(self._work_out)

    def __panel__(self) -> pn.Column:
        """Title, chart and table."""
        return self._column

    def _draw(self) -> None:
        """Draw once the first screen is there: the chart stands far below it."""
        lines = self._progress.steps(self._explorer.answer.choice.area)
        chart = over_time_plot(self._progress.days(), lines, self._progress.labels, self._canvas.capture)
        self._column.append(
            pn.pane.HoloViews(chart, sizing_mode="stretch_width", linked_axes=False, margin=0)
        )

    def _work_out(self, answer: Answer) -> Write:
        group = self._progress.group(answer.choice.area)
        kept = answer.figures.kept
        return partial(
            self._write,
            kept.get((OverTime, "words", group), partial(self._said, group, answer.threshold)),
            kept.get((OverTime, "steps", group), partial(self._progress.steps, group)),
        )

    def _write(self, words: str, steps: Mapping[str, Sequence[float]]) -> None:
        for name, values in steps.items():
            self._canvas.write(name, {"heard": list(values)})
        known = (value for values in steps.values() for value in values if not isnan(value))
        self._canvas.reach(max(known, default=0))
        self._words.html = words

    def _said(self, group: str, threshold: int) -> str:
        lines = self._progress.lines(group)
        labels = self._progress.labels
        planned = f", {lines['planned'][-1]:,.0f} {labels['planned']}" if "planned" in lines else ""
        names = self._explorer.figures.names
        heard = heard_words(self._row(group), threshold)
        rows = [
            {"week": f"{week:%-d %b}", "values": [_number(lines[name][i]) for name in lines]}
            for i, week in enumerate(self._progress.weeks())
        ]
        return render(
            "over_time",
            title=f"Over time: {names.area(group)}, {heard}{planned}",
            heads=list(labels.values()),
            rows=rows,
        )

    def _row(self, area: str) -> CellRow:
        """The published count of an area, or of everything: the figure of the rest of the page."""
        return self._explorer.figures.cells().filter(area=area, stakeholder="").row(0, named=True)


def _number(value: float) -> str:
    return "–" if isnan(value) else f"{value:,.0f}"
