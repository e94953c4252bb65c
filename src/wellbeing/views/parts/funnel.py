"""The funnel of the chosen question: areas between the limits of their standing, in place of a league table."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from panel.viewable import Viewer

from wellbeing.charts.funnel import LIMIT_LINES, WRITTEN, funnel_plot
from wellbeing.charts.in_place import Columns, as_item
from wellbeing.measures.opinion.funnel import Funnel
from wellbeing.reports.funnel import FunnelReport
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.drawing.chart import Chart
from wellbeing.views.files.dots import chosen_areas, funnel_areas, funnel_dots, funnel_limits, right_end
from wellbeing.views.files.downloads import hand_over
from wellbeing.views.parts.part import SHOW, followed
from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.piece import Block
from wellbeing.views.shell.pressing import take_choice
from wellbeing.views.shell.sheet import Sheet


class FunnelChart(Viewer):
    """A chart and its table, shown with what they said; a dot that is tapped selects its area."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Say the figures; the dots are drawn when they are first looked at."""
        super().__init__(**params)
        self._explorer = explorer
        self._areas = funnel_areas(explorer.figures)
        self._words, self._note = Markup(self._take), Markup(partial(take_choice, explorer))
        self._chart = Chart(self._tap)
        self.piece = Block("", self._words, self._chart, self._note, visible=False)
        explorer.follow(self._work_out)

    def __panel__(self) -> Sheet:
        """Title, chart, reading and table by themselves."""
        return Sheet(self.piece)

    def _work_out(self, whole: Answer) -> Write:
        if not show_of(whole).has_funnel:
            return partial(self.piece.param.update, visible=False)
        answer = followed(whole, (SHOW, "stakeholder"))
        chosen = chosen_areas(whole)
        said = answer.figures.kept.get((FunnelChart, answer.choice), partial(self._said, answer))
        return partial(self._write, said, chosen, funnel_dots(answer, chosen), answer.positions.funnel)

    def _said(self, answer: Answer) -> tuple[str, str, str]:
        report = FunnelReport(answer)
        rows, undrawn = report.rows(self._areas), report.undrawn(self._areas)
        title = report.title()
        return (
            title,
            render("funnel", title=title, share=report.share()),
            render("funnel_table", reading=report.reading(), rows=rows, undrawn=undrawn),
        )

    def _write(self, said: tuple[str, str, str], chosen: set[str], dots: Columns, funnel: Funnel) -> None:
        self._chart.label, self._words.html, note = said
        self._note.param.update(html=note, chosen=[f"funnel-{area}" for area in sorted(chosen)])
        self._paint(funnel_limits(funnel), dots, right_end(funnel))
        self.piece.visible = True

    def _paint(self, limits: Columns, dots: Columns, most: float) -> None:
        kept = self._explorer.figures.kept
        drawing = kept.get((FunnelChart, "drawn"), lambda: as_item(funnel_plot(limits, dots, most)))
        lines = {name: {"n": limits["n"], "share": limits[name]} for name in LIMIT_LINES}
        layers = {layer: {name: dots[name] for name in columns} for layer, columns in WRITTEN.items()}
        self._chart.write(drawing, lines | layers, {"x": (0, most)})

    def _take(self, data: Mapping[str, Any]) -> None:
        hand_over(self._words, self._explorer.answer, str(data.get("do", "")))

    def _tap(self, row: int) -> None:
        if row not in range(len(self._areas)):
            return
        area = self._areas[row]
        again = self._explorer.answer.choice.area == area
        self._explorer.filters.choose({"area": "" if again else area})
