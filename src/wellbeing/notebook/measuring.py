"""The numbers of a measure of one's own, as rows."""

import polars as pl

from wellbeing.language import say
from wellbeing.model.errors import DataError
from wellbeing.notebook.frames import FigureFrame
from wellbeing.reports.own.measure import own_shows
from wellbeing.reports.shows.own.working_out import CELL_KEYS, INTERVAL_ENDS, VALUE, worked_out
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.asked import AskedRows, with_owner
from wellbeing.state.rows.words import check


def measured_rows(figures: Figures, name: str, rows: str, by: str, *, groups: bool) -> FigureFrame:
    """A row for each cell of which a measure says something (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    shows = {show.id: show for show in own_shows()}
    measure = shows[check(name, "measure", shows)].measure
    worked = worked_out(measure, figures)
    if worked.error:
        raise DataError(worked.error)
    schema = dict.fromkeys(CELL_KEYS, pl.String) | dict.fromkeys((VALUE, *INTERVAL_ENDS), pl.Float64)
    numbers = [(*cell, *told) for cell, told in worked.numbers.items()]
    margins = Margins.of_rows(pl.DataFrame(numbers, schema=schema, orient="row"))
    asked = AskedRows(*((rows, by) if rows else _first_told(margins)), groups=groups)
    title = say("{measure} ({unit})", measure=measure.title, unit=measure.unit)
    told = with_owner(asked.of(margins, figures), figures)
    return FigureFrame(told).told(say("`value`: {measure}.", measure=title), {VALUE: title})


def _first_told(margins: Margins) -> tuple[str, str]:
    """The first kind of rows that it says something of, regions before all others."""
    kinds = {
        ("region", ""): margins.areas,
        ("stakeholder", ""): margins.stakeholders,
        ("region", "stakeholder"): margins.cells,
    }
    return next((kind for kind, frame in kinds.items() if not frame.is_empty()), ("total", ""))
