"""A frame of figures in a notebook: states with their signs and words, numbers as pages write them."""

from typing import Final

import polars as pl
from markupsafe import Markup

from wellbeing.charts.palette import GLYPHS
from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.display.markup import filled, join, line_html, nowrap, roomy, table_html
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.picture import DRAWN

#: Rows that are shown of a long frame.
ROWS_SHOWN: Final = 40
#: Columns that hold a state, and one that holds a standing.
_STATES: Final = ("state", "state_before", "state_now")
_STANDING: Final = "standing"
_INTERVAL: Final = "interval"
#: Decimals of a number that is no count.
_DIGITS: Final = 2
_NULL: Final = "–"
#: Letters from which on a text is given a column of its own width.
_LONG: Final = 40
_STANDINGS: Final = {
    "below": message("below"),
    "looks_below": message("looks below"),
    "level": message("level"),
    "looks_above": message("looks above"),
    "above": message("above"),
}


def frame_html(rows: pl.DataFrame, about: str = "") -> Markup:
    """The frame as a table, its first rows where it is long; below it what its figures are of."""
    shown = rows.head(ROWS_SHOWN)
    right = [place for place, kind in enumerate(rows.dtypes) if kind.is_numeric()]
    body = [[_cell(name, row[name]) for name in rows.columns] for row in shown.iter_rows(named=True)]
    left = rows.height - shown.height
    more = (
        say("{number} rows, of which the first {shown} are shown.", number=rows.height, shown=ROWS_SHOWN)
        if left
        else say("{number} rows.", number=rows.height)
    )
    return join(
        [table_html(rows.columns, body, right=right, keeps_first=True), line_html(more), line_html(about)]
    )


def side_words(standing: str) -> str:
    """A standing beside the whole."""
    return say(_STANDINGS[standing]) if standing in _STANDINGS else standing.replace("_", " ")


def state_html(state: str) -> Markup:
    """``● gap`` on its colour."""
    return filled(state, f"{GLYPHS[state]} {say(STATE_WORDS[state])}")


def _cell(name: str, value: object) -> Markup | str:
    if value is None:
        return _NULL
    if name in _STATES and value in STATE_WORDS:
        return state_html(f"{value}")
    if name == _STANDING:
        key, glyph = DRAWN.get(f"{value}", DRAWN[LEVEL])
        return filled(key, f"{glyph} {side_words(str(value))}")
    text = _text(value)
    return nowrap(text) if name == _INTERVAL else roomy(text) if len(text) > _LONG else text


def _text(value: object) -> str:
    if isinstance(value, bool):
        return say("Yes" if value else "No").lower()
    if isinstance(value, float):
        return in_digits(value, _DIGITS).rstrip("0").rstrip(".,")
    return in_digits(value) if isinstance(value, int) else str(value)
