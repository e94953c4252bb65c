"""The funnel of the chosen question: areas between the limits of their standing, in place of a league table."""

from typing import Any

import panel as pn
from panel.viewable import Viewer

from wellbeing.charts.funnel import (
    DOT_AT_REST,
    DOT_CHOSEN,
    LIMIT_LINES,
    STANDING_FILLS,
    WRITTEN,
    funnel_plot,
)
from wellbeing.charts.in_place import Columns
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.funnel import FUNNEL_READING, FunnelReport
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.explorer import Explorer
from wellbeing.views.drawing.canvas import Canvas
from wellbeing.views.shell.markup import Markup, render

#: Room to the right of the last dot, for its name.
_ROOM = 1.25


class FunnelChart(Viewer):
    """A chart and its table, shown with what they said; a dot that is tapped selects its area."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Say the figures; the dots are drawn when they are first looked at."""
        super().__init__(**params)
        self._explorer = explorer
        self._areas = explorer.figures.region_groups.ids or explorer.figures.regions
        self._canvas = Canvas(self._tap)
        self._words, self._note = Markup(), Markup(self._press)
        self._drawing = pn.Column(sizing_mode="stretch_width", margin=0)
        self._column = pn.Column(
            self._words, self._drawing, self._note, sizing_mode="stretch_width", margin=0, visible=False
        )
        explorer.param.watch(self._follow, "answer")
        self._follow()

    def __panel__(self) -> pn.Column:
        """Title, chart, reading and table."""
        return self._column

    def _follow(self, *_events: object) -> None:
        self._column.visible = "funnel" in show_of(self._explorer.answer).beside
        if self._column.visible:
            self._write()

    def _write(self) -> None:
        report = FunnelReport(self._explorer.answer)
        rows = [row | {"chosen": row["area"] in self._chosen()} for row in report.rows(self._areas)]
        undrawn = report.undrawn(self._areas)
        self._words.html = render("funnel", title=report.title(), share=report.share())
        self._note.html = render("funnel_table", reading=FUNNEL_READING, rows=rows, undrawn=undrawn)
        self._paint(report)

    def _paint(self, report: FunnelReport) -> None:
        limits, dots, most = self._limits(), self._dots(report), self._most()
        if not self._drawing.objects:
            element = funnel_plot(limits, dots, most, self._canvas.capture)
            pane = pn.pane.HoloViews(element, sizing_mode="stretch_width", linked_axes=False, margin=0)
            self._drawing.append(pane)
            return
        for name in LIMIT_LINES:
            self._canvas.write(name, {"n": limits["n"], "share": limits[name]})
        for layer, columns in WRITTEN.items():
            self._canvas.write(layer, {name: dots[name] for name in columns})
        self._canvas.look_at((0, 0, most, 1))

    def _limits(self) -> Columns:
        funnel = self._explorer.answer.positions.funnel
        # What is not drawn is NaN: a missing value would be drawn at 0.
        lines = funnel.limits.with_columns(centre=funnel.centre).fill_null(float("nan"))
        return lines.to_dict(as_series=False)

    def _most(self) -> float:
        return _ROOM * float(self._explorer.answer.positions.funnel.limits["n"][-1])

    def _dots(self, report: FunnelReport) -> Columns:
        cells = {
            row["area"]: row for row in self._explorer.answer.positions.funnel.cells.iter_rows(named=True)
        }
        rows = {row["area"]: row for row in report.rows(self._areas)}
        points = [self._dot(area, cells.get(area), rows.get(area)) for area in self._areas]
        return {name: [point[name] for point in points] for name in points[0]}

    def _dot(self, area: str, cell: Any, row: Any) -> dict[str, Any]:
        if cell is None:
            nowhere = {"n": float("nan"), "share": float("nan")}
            return nowhere | {"fill": STANDING_FILLS[LEVEL], "size": DOT_AT_REST, "name": "", "words": ""}
        chosen = area in self._chosen()
        share, n, interval, standing = row["cells"]
        named = chosen or cell["standing"] != LEVEL
        return {
            "n": float(cell["worth"]),
            "share": cell["share"],
            "fill": STANDING_FILLS[cell["standing"]],
            "size": DOT_CHOSEN if chosen else DOT_AT_REST,
            "name": row["name"] if named else "",
            "words": f"{row['name']}: {share} ({interval}) of about {n}; {standing}",
        }

    def _chosen(self) -> set[str]:
        """The chosen area itself, or the one that it is part of."""
        groups, area = self._explorer.figures.region_groups, self._explorer.answer.choice.area
        chosen = set(groups.members_of(area)) if area else set()
        return {one for one in self._areas if chosen & set(groups.members_of(one))}

    def _tap(self, row: int) -> None:
        area = self._areas[row]
        again = self._explorer.answer.choice.area == area
        self._explorer.filters.choose({"area": "" if again else area})

    def _press(self, data: Any) -> None:
        self._explorer.filters.choose(data.get("set") or {})
