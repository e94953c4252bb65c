"""Heard so far, against the plan: the chosen area's group, or everything."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import isnan
from typing import Any, Final

from panel.viewable import Viewer

from wellbeing.charts.in_place import as_item
from wellbeing.charts.over_time import over_time_plot
from wellbeing.language import in_digits, say, short_day
from wellbeing.reports.progress import progress_of
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.drawing.chart import Chart
from wellbeing.views.files.downloads import hand_over
from wellbeing.views.shell.markup import Markup, closed, render
from wellbeing.views.shell.piece import Block
from wellbeing.views.shell.sheet import Sheet

OVER_TIME: Final = "weeks"
#: Of the highest value, left free above and below the lines.
MARGIN: Final = 0.05


class OverTime(Viewer):
    """A section with a chart and its table; both follow the chosen area, once it is opened."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow an explorer; the lines are drawn when they are first asked for."""
        super().__init__(**params)
        self._explorer = explorer
        figures = explorer.figures
        self._progress = progress_of(figures)
        self._words = Markup(self._take)
        self._chart = Chart(visible=False)
        self.piece = Block("", self._words, self._chart)
        explorer.follow(self._work_out)
        self._words.param.watch(self._turn, "opened")

    def __panel__(self) -> Sheet:
        """Title, table and chart by themselves."""
        return Sheet(self.piece)

    def _work_out(self, answer: Answer) -> Write:
        if OVER_TIME not in self._words.opened:
            return self._close
        group, kept = self._progress.group(answer.choice.area), answer.figures.kept
        note = self._progress.unfollowed(answer)
        return partial(
            self._write,
            self._progress.title(group, answer.threshold),
            kept.get((OverTime, "words", group, note), partial(self._said, group, answer.threshold, note)),
            kept.get((OverTime, "steps", group), partial(self._progress.steps, group)),
        )

    def _take(self, data: Mapping[str, Any]) -> None:
        hand_over(self._words, self._explorer.answer, str(data.get("do", "")))

    def _turn(self, _event: object) -> None:
        self._work_out(self._explorer.answer)()

    def _close(self) -> None:
        self._words.html = closed(OVER_TIME, say("Over time"))
        self._chart.visible = False

    def _write(self, title: str, words: str, steps: Mapping[str, Sequence[float]]) -> None:
        self._chart.label, self._words.html = title, words
        days, labels = self._progress.days(), self._progress.labels
        drawing = self._explorer.figures.kept.get(
            (OverTime, "drawn"), lambda: as_item(over_time_plot(days, steps, labels))
        )
        known = (value for values in steps.values() for value in values if not isnan(value))
        top = max(known, default=0)
        spans = {"y": (-MARGIN * top, (1 + MARGIN) * top)} if top > 0 else {}
        self._chart.write(drawing, {name: {"heard": values} for name, values in steps.items()}, spans)
        self._chart.visible = True

    def _said(self, group: str, threshold: int, note: str) -> str:
        lines = self._progress.lines(group)
        rows = [
            {"week": short_day(week), "values": [_number(lines[name][i]) for name in lines]}
            for i, week in enumerate(self._progress.weeks())
        ]
        return render(
            "over_time",
            title=self._progress.title(group, threshold),
            note=note,
            heads=list(self._progress.labels.values()),
            rows=rows,
        )


def _number(value: float) -> str:
    return "–" if isnan(value) else in_digits(value)
