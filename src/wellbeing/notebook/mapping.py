"""A map of a frame of figures: its states or standings in the colours of pages, or any number in shades."""

from typing import Any, Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.charts.regions import Region, region_map
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.picture import DRAWN, UNSAID
from wellbeing.state.figures import Figures
from wellbeing.state.rows.words import check

#: Columns that have colours of their own.
_STATE, _STANDING = "state", "standing"
_SIDES: Final = {key: key.replace("_", " ").replace("level", "not told apart") for key in DRAWN}


def drawn(figures: Figures, rows: pl.DataFrame, value: str, title: str) -> Any:
    """The map of a frame with a row for each area (``notebook.opened``).

    Raises:
        DataError: as there.
    """
    boundaries = figures.release.boundaries
    if boundaries.is_empty():
        msg = f"Release {figures.release.id} has no boundaries, so there is no map. Its figures are in `coverage()`."
        raise DataError(msg)
    by = _column(rows, value)
    of_regions = _of_regions(rows, boundaries)
    looks = {row["area"]: _region(row, by, figures) for row in of_regions.iter_rows(named=True)}
    engagement = figures.engagement
    notes = [engagement.badge, f"release {figures.release.id}", boundaries["attribution"][0]]
    said = title or f"{by.replace('_', ' ').capitalize()} by {figures.names.words.region}"
    return region_map(boundaries, looks, said, " · ".join(filter(None, notes)), by)


def _column(rows: pl.DataFrame, value: str) -> str:
    if value:
        check(value, "column", rows.columns)
        if not rows[value].dtype.is_numeric() and value not in {_STATE, _STANDING}:
            msg = f"A map is coloured by numbers, `state` or `standing`; '{value}' is {rows[value].dtype}."
            raise DataError(msg)
        return value
    found = [name for name in (_STATE, _STANDING) if name in rows.columns]
    if not found:
        msg = f"Say by which column the map is coloured: `value=…`, one of {quoted(rows.columns, 30)}."
        raise DataError(msg)
    return found[0]


def _of_regions(rows: pl.DataFrame, boundaries: pl.DataFrame) -> pl.DataFrame:
    if "area" not in rows.columns:
        msg = f"Only rows with the column 'area' have a place on a map. Columns: {quoted(rows.columns, 30)}."
        raise DataError(msg)
    found = rows.filter(pl.col("area").cast(pl.String).is_in(boundaries["area"].to_list()))
    twice = found.filter(pl.col("area").is_duplicated())["area"].unique(maintain_order=True)
    if twice.len():
        areas = counted(twice.len(), "area has several rows", "areas have several rows")
        msg = f"{areas}: {quoted(twice)}. Choose one of each first: `rows.filter(…)`."
        raise DataError(msg)
    return found


def _region(row: dict[str, Any], by: str, figures: Figures) -> Region:
    name, told = figures.names.area(row["area"]), row[by]
    interval = f" ({row['interval']})" if row.get("interval") else ""
    if by == _STATE and told is not None:
        return Region(
            f"{GLYPHS[told]} {STATE_WORDS[told]}",
            GLYPHS[told],
            f"{name}: {STATE_WORDS[told]}{interval}",
            told,
        )
    if by == _STANDING:
        key, glyph = DRAWN[told or LEVEL] if told else ("unsaid", UNSAID)
        words = _SIDES.get(told or "", "not told")
        return Region(f"{glyph} {words}", glyph, f"{name}: {words}{interval}", key)
    if told is None:
        return Region(f"{UNSAID} not told", UNSAID, f"{name}: not told", "unsaid")
    return Region("", "", f"{name}: {told:,.4g}{interval}", number=float(told))
