"""The numbers of a measure of one's own, as rows."""

from typing import Final, NamedTuple

import polars as pl

from wellbeing.language import join_words, message, say
from wellbeing.model.errors import DataError
from wellbeing.notebook.frames import FigureFrame
from wellbeing.reports.own.measure import own_shows
from wellbeing.reports.shows.own.working_out import CELL_KEYS, INTERVAL_ENDS, VALUE, worked_out
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.asked import AskedRows, with_owner
from wellbeing.state.rows.words import CROSSING, asked_by, check

#: Kinds of rows, regions before all others.
_KINDS: Final = (("region", ""), ("stakeholder", ""), ("region", "stakeholder"), ("total", ""))
_OTHER_ROWS: Final = message("Measure '{name}' says nothing of the rows asked for. Ask with {kinds}.")
_OF_NOBODY: Final = message("It says nothing of anybody.")


class _Kind(NamedTuple):
    """A kind of rows, as it is asked for."""

    rows: str
    by: str
    groups: bool

    def of(self, margins: Margins, figures: Figures) -> pl.DataFrame:
        return AskedRows(self.rows, self.by, groups=self.groups).of(margins, figures)


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
    title = say("{measure} ({unit})", measure=measure.title, unit=measure.unit)
    about = say("`value`: {measure}.", measure=title)
    kinds = _told_kinds(margins, figures)
    kind = _Kind(rows or CROSSING[0], by, groups) if rows or by else _first_of(kinds, groups=groups)
    told = with_owner(kind.of(margins, figures), figures)
    if told.is_empty():
        about = f"{about} {_nothing_told(name, kinds)}"
    return FigureFrame(told).told(about, {VALUE: title})


def _told_kinds(margins: Margins, figures: Figures) -> list[_Kind]:
    """The kinds of rows that it says something of, with groups where it says it of these alone."""
    single, grouped = ([_Kind(*kind, groups) for kind in _KINDS] for groups in (False, True))
    told = [
        one if not one.of(margins, figures).is_empty() else other
        for one, other in zip(single, grouped, strict=True)
    ]
    return [one for one in told if not one.of(margins, figures).is_empty()]


def _first_of(kinds: list[_Kind], *, groups: bool) -> _Kind:
    """The first kind that is told, with groups where these are asked for."""
    first = kinds[0] if kinds else _Kind(*_KINDS[0], groups)
    return first._replace(groups=groups)


def _nothing_told(name: str, kinds: list[_Kind]) -> str:
    """That it tells of no cell at all.

    Raises:
        DataError: it tells of other rows.
    """
    if not kinds:
        return say(_OF_NOBODY)
    asked = [asked_by(one.rows, one.by, groups=one.groups) for one in kinds]
    msg = say(_OTHER_ROWS, name=name, kinds=join_words(asked))
    raise DataError(msg)
