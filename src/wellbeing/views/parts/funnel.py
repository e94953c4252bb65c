"""The funnel of the chosen question: areas between the limits of their standing, in place of a league table."""

from functools import partial
from typing import Any

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
from wellbeing.measures.opinion.funnel import Funnel
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.funnel import FunnelReport
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.drawing.canvas import Canvas
from wellbeing.views.parts.part import SHOW, followed
from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.pressing import take_choice
from wellbeing.views.shell.sheet import Block, Chart, Sheet

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
        self._words, self._note = Markup(), Markup(partial(take_choice, explorer))
        self._chart = Chart()
        self.piece = Block("", self._words, self._chart, self._note, visible=False)
        explorer.follow(self._work_out)

    def __panel__(self) -> Sheet:
        """Title, chart, reading and table by themselves."""
        return Sheet(self.piece)

    def _work_out(self, whole: Answer) -> Write:
        if not show_of(whole).has_funnel:
            return partial(self.piece.param.update, visible=False)
        answer = followed(whole, (SHOW, "stakeholder"))
        chosen = self._chosen(whole.choice.area)
        said = answer.figures.kept.get((FunnelChart, answer.choice), partial(self._said, answer))
        return partial(self._write, said, chosen, self._dots(answer, chosen), answer.positions.funnel)

    def _said(self, answer: Answer) -> tuple[str, str]:
        report = FunnelReport(answer)
        rows, undrawn = report.rows(self._areas), report.undrawn(self._areas)
        return (
            render("funnel", title=report.title(), share=report.share()),
            render("funnel_table", reading=report.reading(), rows=rows, undrawn=undrawn),
        )

    def _write(self, said: tuple[str, str], chosen: set[str], dots: Columns, funnel: Funnel) -> None:
        self._words.html, note = said
        self._note.param.update(html=note, chosen=[f"funnel-{area}" for area in sorted(chosen)])
        self.piece.visible = True
        self._paint(_limits(funnel), dots, _ROOM * float(funnel.limits["n"][-1]))

    def _paint(self, limits: Columns, dots: Columns, most: float) -> None:
        if not self._chart.drawn:
            self._chart.draw(funnel_plot(limits, dots, most, self._canvas.capture))
            return
        for name in LIMIT_LINES:
            self._canvas.write(name, {"n": limits["n"], "share": limits[name]})
        for layer, columns in WRITTEN.items():
            self._canvas.write(layer, {name: dots[name] for name in columns})
        self._canvas.look_at((0, 0, most, 1))

    def _dots(self, answer: Answer, chosen: set[str]) -> Columns:
        cells = {row["area"]: row for row in answer.positions.funnel.cells.iter_rows(named=True)}
        rows = {row["area"]: row for row in FunnelReport(answer).rows(self._areas)}
        points = [_dot(cells.get(area), rows.get(area), is_chosen=area in chosen) for area in self._areas]
        return {name: [point[name] for point in points] for name in points[0]}

    def _chosen(self, area: str) -> set[str]:
        """The chosen area itself, or the one that it is part of."""
        groups = self._explorer.figures.region_groups
        chosen = set(groups.members_of(area)) if area else set()
        return {one for one in self._areas if chosen & set(groups.members_of(one))}

    def _tap(self, row: int) -> None:
        area = self._areas[row]
        again = self._explorer.answer.choice.area == area
        self._explorer.filters.choose({"area": "" if again else area})


def _limits(funnel: Funnel) -> Columns:
    # What is not drawn is NaN: a missing value would be drawn at 0.
    lines = funnel.limits.with_columns(centre=funnel.centre).fill_null(float("nan"))
    return lines.to_dict(as_series=False)


def _dot(cell: Any, row: Any, *, is_chosen: bool) -> dict[str, Any]:
    if cell is None:
        nowhere = {"n": float("nan"), "share": float("nan")}
        return nowhere | {"fill": STANDING_FILLS[LEVEL], "size": DOT_AT_REST, "name": "", "words": ""}
    share, n, interval, standing = row["cells"]
    named = is_chosen or cell["standing"] != LEVEL
    return {
        "n": float(cell["worth"]),
        "share": cell["share"],
        "fill": STANDING_FILLS[cell["standing"]],
        "size": DOT_CHOSEN if is_chosen else DOT_AT_REST,
        "name": row["name"] if named else "",
        "words": f"{row['name']}: {share} ({interval}) of about {n}; {standing}",
    }
