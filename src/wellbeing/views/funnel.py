"""The funnel of the chosen question: areas between the limits of chance, in place of a league table."""

from typing import Any

import panel as pn
from panel.viewable import Viewer

from wellbeing.charts.funnel import CHOSEN, DOT, FILLS, LIMITS, WRITTEN, funnel
from wellbeing.reports.funnel import READING
from wellbeing.reports.funnel import Funnel as Told
from wellbeing.reports.names import Names
from wellbeing.state.explorer import Explorer
from wellbeing.views.canvas import Canvas, Columns
from wellbeing.views.markup import Markup, written

#: Room to the right of the last dot.
ROOM = 1.06


class Funnel(Viewer):
    """A chart and its table, shown with what they said; a dot that is tapped selects its area."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Say the figures; the dots are drawn when they are first looked at."""
        super().__init__(**params)
        self._explorer = explorer
        self._names = Names(explorer.release.engagement, explorer.release.table("areas"))
        groups = [group.id for group in explorer.release.engagement.region_groups]
        self._areas = groups or explorer.figures.regions
        self._canvas = Canvas(self._tapped)
        self._words, self._note = Markup(), Markup(self._pressed)
        self._drawing = pn.Column(sizing_mode="stretch_width", margin=0)
        self._laid = pn.Column(
            self._words, self._drawing, self._note, sizing_mode="stretch_width", margin=0, visible=False
        )
        explorer.param.watch(self._follow, "answer")
        self._follow()

    def __panel__(self) -> pn.Column:
        """Title, chart, reading and table."""
        return self._laid

    def _follow(self, *_events: object) -> None:
        self._laid.visible = self._explorer.answer.choice.show == "position"
        if self._laid.visible:
            self._write()

    def _write(self) -> None:
        told = Told(self._explorer.answer, self._names)
        rows = [row | {"chosen": row["area"] in self._chosen()} for row in told.rows(self._areas)]
        self._words.html = written("funnel", title=told.title(), asked=told.asked())
        self._note.html = written("funnel_table", reading=READING, rows=rows, hidden=told.hidden(self._areas))
        self._paint(told)

    def _paint(self, told: Told) -> None:
        limits, dots, most = self._limits(), self._dots(told), self._most()
        if not self._drawing.objects:
            element = funnel(limits, dots, most, self._canvas.capture)
            pane = pn.pane.HoloViews(element, sizing_mode="stretch_width", linked_axes=False, margin=0)
            self._drawing.append(pane)
            return
        for name in LIMITS:
            self._canvas.write(name, {"n": limits["n"], "share": limits[name]})
        for layer, columns in WRITTEN.items():
            self._canvas.write(layer, {name: dots[name] for name in columns})
        self._canvas.look_at((0, 0, most, 1))

    def _limits(self) -> Columns:
        told = self._explorer.answer.said.funnel
        lines = told.limits.with_columns(centre=told.centre)
        return lines.to_dict(as_series=False)

    def _most(self) -> float:
        return ROOM * float(self._explorer.answer.said.funnel.limits["n"][-1])

    def _dots(self, told: Told) -> Columns:
        cells = {row["area"]: row for row in self._explorer.answer.said.funnel.cells.iter_rows(named=True)}
        said = {row["area"]: row for row in told.rows(self._areas)}
        points = [self._dot(area, cells.get(area), said.get(area)) for area in self._areas]
        return {name: [point[name] for point in points] for name in points[0]}

    def _dot(self, area: str, cell: Any, said: Any) -> dict[str, Any]:
        if cell is None:
            nowhere = {"n": float("nan"), "share": float("nan")}
            return nowhere | {"fill": FILLS["within"], "size": DOT, "name": "", "words": ""}
        chosen = area in self._chosen()
        share, n, interval, standing = said["cells"]
        named = chosen or cell["standing"] != "within"
        return {
            "n": float(cell["n"]),
            "share": cell["share"],
            "fill": FILLS[cell["standing"]],
            "size": CHOSEN if chosen else DOT,
            "name": said["name"] if named else "",
            "words": f"{said['name']}: {share} ({interval}) of about {n}; {standing}",
        }

    def _chosen(self) -> set[str]:
        """The chosen area itself, or the one that it is part of."""
        figures, area = self._explorer.figures, self._explorer.answer.choice.area
        within = set(figures.within(area)) if area else set()
        return {one for one in self._areas if within & set(figures.within(one))}

    def _tapped(self, row: int) -> None:
        area = self._areas[row]
        again = self._explorer.answer.choice.area == area
        self._explorer.filters.choose({"area": "" if again else area})

    def _pressed(self, data: Any) -> None:
        self._explorer.filters.choose(data.get("set") or {})
