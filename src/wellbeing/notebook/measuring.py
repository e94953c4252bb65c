"""The numbers of a measure of one's own, as rows."""

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.reports.own.measure import own_shows
from wellbeing.reports.shows.own.working_out import CELL_KEYS, INTERVAL_ENDS, VALUE, worked_out
from wellbeing.state.figures import Figures
from wellbeing.state.rows.asked import EVERYONE
from wellbeing.state.rows.words import check


def measured_rows(figures: Figures, name: str) -> pl.DataFrame:
    """A row for each cell of which a measure says something (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    shows = {show.id: show for show in own_shows()}
    worked = worked_out(shows[check(name, "measure", shows)].measure, figures)
    if worked.error:
        raise DataError(worked.error)
    rows = [
        (figures.names.cell(*cell) if any(cell) else EVERYONE, *cell, *told)
        for cell, told in worked.numbers.items()
    ]
    schema = {
        name: pl.String if name in {"owner", *CELL_KEYS} else pl.Float64
        for name in ("owner", *CELL_KEYS, VALUE, *INTERVAL_ENDS)
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
