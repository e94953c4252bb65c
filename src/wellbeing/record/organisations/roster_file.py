"""Read a roster's file: a row for each organisation, in the engagement's words for types and regions."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.headings import clean_name
from wellbeing.sources.reading.source import read_file

ROSTER_COLUMNS: Final = ("name", "type", "region", "invited_on", "declined_on", "may_be_named")
_NEEDED: Final = ("name", "type")
_TRUTHS: Final = {"yes": 1, "true": 1, "1": 1, "y": 1, "ae": 1, "no": 0, "false": 0, "0": 0, "n": 0, "kao": 0}
#: Problems that are named; the others are counted.
_MOST_NAMED: Final = 12


def read_roster(folder: EngagementFolder, path: Path) -> list[dict[str, Any]]:
    """The rows of a roster in the engagement's words, a value for each of ``ROSTER_COLUMNS``.

    Raises:
        DataError: columns are missing, or rows are not understood.
    """
    table = read_file(path)
    columns = {key(name).replace(" ", "_"): name for name in table.columns}
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        lack = f"{path} lacks {counted(len(missing), 'column')}: {quoted(missing)}."
        msg = f"{lack} A roster has {quoted(ROSTER_COLUMNS)}. Found: {quoted(table.columns, 20)}."
        raise DataError(msg)
    cells = pl.concat([batch.rows for batch in table.batches()])
    named = cells.select(ROW, *(_column(columns, name) for name in ROSTER_COLUMNS))
    reader = _Reader(engagement_names(folder))
    rows = [reader.row(row) for row in named.iter_rows(named=True)]
    problems = [*reader.problems, *_repeated(rows)]
    if problems:
        lines = [f"{path}: nothing was taken in.", *problems[:_MOST_NAMED], *_others(problems)]
        raise DataError("\n  ".join(lines))
    return rows


class _Reader:
    """Reads rows and notes what it does not understand."""

    def __init__(self, names: EngagementNames) -> None:
        self._names = names
        self.problems: list[str] = []

    def row(self, cells: dict[str, Any]) -> dict[str, Any]:
        at = cells.pop(ROW)
        row = {
            "name": clean_name(cells["name"] or ""),
            "type": self._word(at, "type", cells["type"] or "", self._names.stakeholder),
            "region": self._word(at, "region", cells["region"], self._names.region),
            "invited_on": self._day(at, "invited_on", cells["invited_on"]),
            "declined_on": self._day(at, "declined_on", cells["declined_on"]),
            "may_be_named": self._truth(at, cells["may_be_named"]),
        }
        if not row["name"]:
            self.problems.append(f"row {at}: name says nothing.")
        return row

    def _word(self, at: int, field: str, text: str | None, names: Vocabulary) -> str | None:
        if text is None:
            return None
        (meaning,) = names.resolve([text])
        if meaning.value is None:
            perhaps = f" Perhaps '{meaning.suggestion}'?" if meaning.suggestion else ""
            self.problems.append(f"row {at}: {field} '{text}': {meaning.reason}.{perhaps}")
        return meaning.value

    def _day(self, at: int, field: str, text: str | None) -> str | None:
        try:
            return str(dt.date.fromisoformat(text[:10])) if text else None
        except ValueError:
            self.problems.append(f"row {at}: {field} '{text}' is no date as YYYY-MM-DD.")
            return None

    def _truth(self, at: int, text: str | None) -> int | None:
        if text and key(text) not in _TRUTHS:
            self.problems.append(f"row {at}: may_be_named '{text}' is neither yes nor no.")
        return _TRUTHS.get(key(text)) if text else None


def _column(columns: dict[str, str], name: str) -> pl.Expr:
    return (pl.col(columns[name]) if name in columns else pl.lit(None, pl.String)).alias(name)


def _repeated(rows: list[dict[str, Any]]) -> Iterator[str]:
    names = [key(row["name"]) for row in rows]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        yield f"{counted(len(repeated), 'name stands', 'names stand')} twice: {quoted(repeated)}."


def _others(problems: list[str]) -> list[str]:
    return [f"… and {len(problems) - _MOST_NAMED} more."] if len(problems) > _MOST_NAMED else []
