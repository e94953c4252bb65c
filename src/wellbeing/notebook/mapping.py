"""A map of a frame of figures: its states or standings in the colours of pages, or any number in shades."""

from typing import Any, Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.charts.regions import MapPicture, Region, region_map
from wellbeing.language import message, retold, say, say_many
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.model.errors import DataError, quoted
from wellbeing.notebook.areas import with_codes
from wellbeing.notebook.frames import FigureFrame
from wellbeing.reports.display.frame import side_words
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.picture import DRAWN, UNSAID
from wellbeing.state.figures import Figures
from wellbeing.state.rows.words import check

#: Columns that have colours of their own.
_STATE, _STANDING = "state", "standing"
_NO_MAP: Final = message(
    "Release {release} has no boundaries, so there is no map. Its figures are in `coverage()`."
)
_NO_COLOUR: Final = message("A map is coloured by numbers, `state` or `standing`; '{column}' is {kind}.")
_WHICH: Final = message("Say by which column the map is coloured: `value=…`, one of {columns}.")
#: Column of words → those that have a colour.
_WORDS: Final = {_STATE: tuple(STATE_WORDS), _STANDING: tuple(DRAWN)}
#: Column → what a map of it tells, with its unit.
_SAID: Final = {
    _STATE: message("State"),
    _STANDING: message("Standing"),
    "count": message("Contributions heard"),
    "expected": message("Contributions expected"),
    "ratio": message("Heard, times what was expected,"),
    "p_under": message("How probably too few were heard, from 0 to 1,"),
    "share": message("Share, from 0 to 1,"),
    "estimate": message("Mean tone, from −1 to 1,"),
}
_NOWHERE: Final = message(
    "No row is of an area of the map: its areas are {areas}. Those of the map: {known}. Ask for rows by region."
)
_NO_WORDS: Final = message(
    "'{column}' holds {strange}, which a map has no colour for. It has one for {known}."
)
_NO_AREA: Final = message("Only rows with the column 'area' have a place on a map. Columns: {columns}.")


def pictured(figures: Figures, rows: pl.DataFrame, value: str, title: str = "") -> MapPicture:
    """A frame with a row for each area, as a map (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    boundaries = figures.release.boundaries
    if boundaries.is_empty():
        msg = say(_NO_MAP, release=figures.release.id)
        raise DataError(msg)
    by = _column(rows, value)
    of_regions = _of_regions(rows, boundaries)
    _check_values(of_regions[by], by)
    release = say("release {release}", release=figures.release.id)
    about, titles = (rows.about, rows.titles) if isinstance(rows, FigureFrame) else ("", {})
    notes = [figures.engagement.badge, about, release, boundaries["attribution"][0]]
    said = titles.get(by) or _column_words(by)
    return MapPicture(
        boundaries=boundaries,
        looks={row["area"]: _region(row, by, figures) for row in of_regions.iter_rows(named=True)},
        column=by,
        title=title or say("{column} by {region}", column=said, region=figures.names.words.region),
        note=" · ".join(filter(None, (note.rstrip(".") for note in notes))),
    )


def drawn(figures: Figures, rows: pl.DataFrame, value: str, title: str) -> Any:
    """The map of a frame as a picture of its own (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    made = pictured(figures, rows, value, title)
    return region_map(made.boundaries, made.looks, made.title, made.note, made.column)


def _column_words(column: str) -> str:
    """A column, as a title begins with it."""
    return say(_SAID[column]) if column in _SAID else column.replace("_", " ").capitalize()


def _column(rows: pl.DataFrame, value: str) -> str:
    if value:
        check(value, "column", rows.columns)
        if not rows[value].dtype.is_numeric() and value not in {_STATE, _STANDING}:
            msg = say(_NO_COLOUR, column=value, kind=str(rows[value].dtype))
            raise DataError(msg)
        return value
    found = [name for name in (_STATE, _STANDING) if name in rows.columns]
    if not found:
        msg = say(_WHICH, columns=retold(quoted(rows.columns, 30)))
        raise DataError(msg)
    return found[0]


def _of_regions(rows: pl.DataFrame, boundaries: pl.DataFrame) -> pl.DataFrame:
    if "area" not in rows.columns:
        msg = say(_NO_AREA, columns=retold(quoted(rows.columns, 30)))
        raise DataError(msg)
    known = boundaries["area"].to_list()
    coded = with_codes(rows, known)
    found = coded.filter(pl.col("area").cast(pl.String).is_in(known))
    if found.is_empty():
        areas = quoted(filter(None, coded["area"].unique(maintain_order=True)), 5) or say("none")
        msg = say(_NOWHERE, areas=areas, known=quoted(known, 30))
        raise DataError(msg)
    twice = found.filter(pl.col("area").is_duplicated())["area"].unique(maintain_order=True)
    if twice.len():
        msg = say_many(
            "{count} area has several rows: {areas}. Choose one of each first: `rows.filter(…)`.",
            "{count} areas have several rows: {areas}. Choose one of each first: `rows.filter(…)`.",
            twice.len(),
            areas=retold(quoted(twice)),
        )
        raise DataError(msg)
    return found


def _check_values(told: pl.Series, by: str) -> None:
    """Each value has a colour: a word that is known, or a number that is one; null is said to be not told."""
    if words := _WORDS.get(by):
        if strange := sorted({f"{one}" for one in told.drop_nulls()} - {*words}):
            msg = say(_NO_WORDS, column=by, strange=quoted(strange), known=quoted(words, 20))
            raise DataError(msg)
    elif told.dtype.is_float() and (odd := told.drop_nulls().filter(~told.drop_nulls().is_finite()).len()):
        msg = say_many(
            "{count} row of '{column}' is no number or has no end (NaN, inf), and has no shade. Leave it out, or make "
            "it null, which is drawn as not told.",
            "{count} rows of '{column}' are no numbers or have no end (NaN, inf), and have no shade. Leave them out, "
            "or make them null, which is drawn as not told.",
            odd,
            column=by,
        )
        raise DataError(msg)


def _region(row: dict[str, Any], by: str, figures: Figures) -> Region:
    name, told = figures.names.area(row["area"]), row[by]
    interval = f" ({row['interval']})" if row.get("interval") else ""
    if by == _STATE and told is not None:
        words = say(STATE_WORDS[told])
        return Region(f"{GLYPHS[told]} {words}", GLYPHS[told], f"{name}: {words}{interval}", told)
    if by == _STANDING:
        key, glyph = DRAWN[told or LEVEL] if told else ("unsaid", UNSAID)
        words = say("not told apart") if told == LEVEL else side_words(told) if told else say("not told")
        return Region(f"{glyph} {words}", glyph, f"{name}: {words}{interval}", key)
    if told is None:
        words = say("not told")
        return Region(f"{UNSAID} {words}", UNSAID, f"{name}: {words}", "unsaid")
    return Region("", "", f"{name}: {told:,.4g}{interval}", number=float(told))
