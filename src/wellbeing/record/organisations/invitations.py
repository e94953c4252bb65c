"""Take in a roster: the organisations that were invited, or took part, with what they said of being named."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.care import check_care
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, columns, insert_rows
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import as_uuids
from wellbeing.sources.intake.wide import PART
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.names.names import Names
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.headings import clean_label
from wellbeing.sources.reading.source import read_file

COLUMNS: Final = ("name", "type", "region", "invited_on", "declined_on", "may_be_named")
NEEDED: Final = ("name", "type")
TRUTHS: Final = {"yes": 1, "true": 1, "1": 1, "y": 1, "ae": 1, "no": 0, "false": 0, "0": 0, "n": 0, "kao": 0}
PROVENANCE: Final = "roster"
#: Problems that are listed.
LISTED: Final = 12


@dataclass(frozen=True)
class Loaded:
    """What came of a roster's rows: they add up to the rows read."""

    rows: int
    added: int
    changed: int
    unchanged: int


def load_roster(record: sqlite3.Connection, folder: EngagementFolder, path: Path) -> Loaded:
    """Add the organisations of a file, or what it says anew of those that are known; all rows or none.

    A cell that is empty changes nothing that is known.

    Args:
        record: open.
        folder: the engagement, whose words for types and regions are used.
        path: CSV, XLSX or Parquet with the columns ``name``, ``type`` and perhaps others of ``COLUMNS``.

    Raises:
        DataError: columns are missing, or rows are not understood; each is named.
    """
    check_care(folder)
    rows = read_roster(folder, path)
    with transaction(record):
        entry = next_entry(record)
        known = _known(record)
        done = [_put(record, folder, known, row, entry) for row in rows]
        counts = {what: done.count(what) for what in ("added", "changed", "unchanged")}
        append(record, "roster", {"rows": len(rows), **counts})
    return Loaded(len(rows), **counts)


def read_roster(folder: EngagementFolder, path: Path) -> list[dict[str, Any]]:
    """The rows of a roster in the engagement's words, a value for each of ``COLUMNS``.

    Raises:
        DataError: columns are missing, or rows are not understood.
    """
    table = read_file(path)
    found = {key(name).replace(" ", "_"): name for name in table.columns}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        told = f"{path} lacks {counted(len(missing), 'column')}: {quoted(missing)}."
        msg = f"{told} A roster has {quoted(COLUMNS)}. Found: {quoted(table.columns, 20)}."
        raise DataError(msg)
    text = pl.concat([batch.rows for batch in table.batches()])
    named = text.select(ROW, *(_column(found, name) for name in COLUMNS))
    reader = _Reader(engagement_names(folder))
    rows = [reader.row(row) for row in named.iter_rows(named=True)]
    problems = [*reader.problems, *_twice(rows)]
    if problems:
        raise DataError("\n  ".join([f"{path}: nothing was taken in.", *problems[:LISTED], *_more(problems)]))
    return rows


class _Reader:
    """Reads rows and notes what it does not understand."""

    def __init__(self, names: EngagementNames) -> None:
        self._names = names
        self.problems: list[str] = []

    def row(self, said: dict[str, Any]) -> dict[str, Any]:
        at = said.pop(ROW)
        row = {
            "name": clean_label(said["name"] or ""),
            "type": self._word(at, "type", said["type"] or "", self._names.stakeholder),
            "region": self._word(at, "region", said["region"], self._names.region),
            "invited_on": self._day(at, "invited_on", said["invited_on"]),
            "declined_on": self._day(at, "declined_on", said["declined_on"]),
            "may_be_named": self._truth(at, said["may_be_named"]),
        }
        if not row["name"]:
            self.problems.append(f"row {at}: name says nothing.")
        return row

    def _word(self, at: int, field: str, text: str | None, names: Names) -> str | None:
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
        if text and key(text) not in TRUTHS:
            self.problems.append(f"row {at}: may_be_named '{text}' is neither yes nor no.")
        return TRUTHS.get(key(text)) if text else None


def _column(found: dict[str, str], name: str) -> pl.Expr:
    return (pl.col(found[name]) if name in found else pl.lit(None, pl.String)).alias(name)


def _twice(rows: list[dict[str, Any]]) -> Iterator[str]:
    names = [key(row["name"]) for row in rows]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        yield f"{counted(len(twice), 'name stands', 'names stand')} twice: {quoted(twice)}."


def _more(problems: list[str]) -> list[str]:
    return [f"… and {len(problems) - LISTED} more."] if len(problems) > LISTED else []


def _known(record: sqlite3.Connection) -> dict[str, tuple[str, dict[str, Any]]]:
    """Key of the name → id and what is known."""
    asked = f"SELECT organisation_id, {', '.join(COLUMNS)} FROM organisations"  # noqa: S608 (our own names)
    return {
        key(name): (one, dict(zip(COLUMNS, (name, *said), strict=True)))
        for one, name, *said in record.execute(asked)
    }


def _put(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    known: dict[str, tuple[str, dict[str, Any]]],
    row: dict[str, Any],
    entry: int,
) -> str:
    one, before = known.get(key(row["name"]), ("", {}))
    if not one:
        insert_rows(record, "organisations", [_new(record, folder, row, entry)])
        return "added"
    said = {name: value for name, value in row.items() if value is not None and name != "name"}
    if before | said == before:
        return "unchanged"
    change(record, "organisations", {"organisation_id": one}, **said)
    return "changed"


def _new(
    record: sqlite3.Connection, folder: EngagementFolder, row: dict[str, Any], entry: int
) -> tuple[Any, ...]:
    """May be named only if the file says so. The id is the one that an import would make from the name."""
    scope = f"{folder.engagement.id}{PART}organisation{PART}"
    made = as_uuids([scope + key(row["name"])])[0][:13]
    marked = {"organisation_id": f"org-{made}", "provenance": PROVENANCE, "added_in": entry}
    whole = row | marked | {"may_be_named": row["may_be_named"] or 0}
    return tuple(whole[name] for name in columns(record, "organisations"))
