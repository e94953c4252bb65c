"""The analyst's page: what a notebook shows step by step, under headings, where a server makes a page of it.

In a cell each thing is shown as it is; the page has a header, a theme, its pictures as wide as their place, and under
each picture its numbers as a table.
"""

import os
from collections.abc import Callable
from typing import Any, Final

import panel as pn
import polars as pl
from IPython.display import display
from markupsafe import Markup as Html

from wellbeing.charts.in_place import as_item
from wellbeing.charts.regions import MapPicture, plain_map, region_map
from wellbeing.language import message, say
from wellbeing.model.errors import DataError
from wellbeing.reports.display.frame import frame_html
from wellbeing.reports.display.markup import filled, line_html
from wellbeing.sources.paths import PAGES_VARIABLE
from wellbeing.state.figures import Figures
from wellbeing.state.rows.arguments import takes
from wellbeing.views.drawing.chart import Chart
from wellbeing.views.rule_sliders import RuleSliders
from wellbeing.views.shell.markup import Keys, Markup, render
from wellbeing.views.shell.page import follow_theme, shell
from wellbeing.views.shell.piece import Block, Piece

#: Steps of the notebook that is shipped → what is to be read of each. Any other title is shown as it is given.
SHOWN_STEPS: Final = {
    message("The release"): message("What it is, and what it can be asked for."),
    message("The road"): message(
        "From files to tables to cells to a release: these are its cells, each with whose it is, its range, what was "
        "expected, and its state."
    ),
    message("Where"): message("By another yardstick; the numbers of the picture stand below it."),
    message("By another rule"): message(
        "Move it: beside it stands how many gaps it gives, and how many of them may be chance."
    ),
    message("Since the first release"): message(
        "What two releases say of each cell, as one table; no number is taken from another."
    ),
    message("A measure of your own"): message(
        "It is now on the switch of explore, in brief and in every report of this process."
    ),
}


_NO_FRAME: Final = message("Only a frame with areas can be drawn by '{column}'.")


class StepPage:
    """What was shown so far; the page of it where this is one, nothing more in a cell."""

    def __init__(self, figures: Figures, picture: Callable[[Figures, Any, str], MapPicture]) -> None:
        """Begin with nothing; ``picture`` says how a frame is drawn, by which of its columns."""
        self._figures, self._pictured = figures, picture
        self._steps: list[Piece] = []

    @takes()
    def show(self, thing: Any, title: str = "", *, draw: str = "") -> "StepPage":
        """Show something: a frame, a release, sliders, whatever a notebook shows.

        Args:
            thing: what.
            title: over it, on a page.
            draw: of a frame with areas: the column that colours a map of it.

        Returns:
            The page itself.
        """
        if pn.state.curdoc:
            head = render("step", title=say(title) if title else "", text=say(SHOWN_STEPS.get(title, "")))
            self._steps += [Markup(html=head), *self._pieces(thing, draw)]
        else:
            for each in self._in_cell(thing, draw):
                display(each)
        return self

    def servable(self) -> "StepPage":
        """Be the page that a server makes of the notebook; nothing in a cell, where all was shown."""
        if pn.state.curdoc:
            release, keys = (
                self._figures.release,
                Keys(lambda _key: None, lang=self._figures.engagement.language),
            )
            said = render("analyse", pages=os.environ.get(PAGES_VARIABLE, "").split())
            page = shell(release, say("Analyse"), [keys, Markup(html=said), *self._steps])
            follow_theme(page, keys)
            page.servable()
        return self

    def _ipython_display_(self) -> None:
        """Nothing: each thing was shown in its turn."""

    def _in_cell(self, thing: Any, draw: str) -> list[Any]:
        """Its picture; what cannot be drawn as it is, below why."""
        made = self._picture(thing, draw)
        if not isinstance(made, MapPicture):
            return [line_html(made), thing] if made else [thing]
        return [region_map(made.boundaries, made.looks, made.title, made.note, made.column)]

    def _picture(self, thing: Any, draw: str) -> MapPicture | str:
        """How it is drawn; else why not, "" where nobody asked."""
        if not draw:
            return ""
        if not isinstance(thing, pl.DataFrame):
            return say(_NO_FRAME, column=draw)
        try:
            return self._pictured(self._figures, thing, draw)
        except DataError as error:
            return str(error)

    def _pieces(self, thing: Any, draw: str) -> list[Piece]:
        if isinstance(thing, RuleSliders):
            return [thing.piece]
        made, table = self._picture(thing, draw), Markup(html=_scrolled(_html(thing)))
        if not isinstance(made, MapPicture):
            return [Markup(html=str(line_html(made))), table] if made else [table]
        chart = Chart(label=made.title)
        chart.write(as_item(plain_map(made.boundaries, made.looks, made.column)))
        note = Markup(html=str(Html("<small>{}</small>").format(made.note)))
        return [Markup(html=_key(made)), Block("picture", chart), note, table]


def _scrolled(html: str) -> str:
    """Wide tables scroll within the page, by the keyboard too; headings go one below the step's."""
    whole = html.replace("<h4>", "<h3>").replace("</h4>", "</h3>")
    return f'<div class="step"><div class="scroll" data-scroll>{whole}</div></div>'


def _html(thing: Any) -> str:
    """As a notebook shows it; what has no such way, as text."""
    if isinstance(thing, pl.DataFrame):
        return str(frame_html(thing, getattr(thing, "about", "")))
    return str(thing._repr_html_()) if hasattr(thing, "_repr_html_") else str(line_html(str(thing)))


def _key(made: MapPicture) -> str:
    """What colours stand for, each once."""
    entries = {one.legend: one.key for one in made.looks.values() if one.legend}
    items = Html("").join(Html("<li>{}</li>").format(filled(key, legend)) for legend, key in entries.items())
    return str(
        Html('<div class="step"><p><strong>{}</strong></p><ul class="key">{}</ul></div>').format(
            made.title, items
        )
    )
