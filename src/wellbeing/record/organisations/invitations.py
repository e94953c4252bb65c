"""Take a roster in: the organisations that were invited, or took part, with what they said of being named."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from wellbeing.record.care import check_care
from wellbeing.record.organisations.roster_file import ROSTER_COLUMNS, read_roster
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, columns, insert_rows
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.uuids import PART, as_uuids
from wellbeing.sources.names.spelling import key

_PROVENANCE: Final = "roster"
#: Key of the name → id and what the record says of an organisation.
_Organisations = dict[str, tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class RosterAccount:
    """What came of a roster's rows: they add up to the rows read."""

    rows: int
    added: int
    changed: int
    unchanged: int


def load_roster(record: sqlite3.Connection, folder: EngagementFolder, path: Path) -> RosterAccount:
    """Add the organisations of a file, or what it says anew of those that are known; all rows or none.

    A cell that is empty changes nothing that is known.

    Args:
        record: open.
        folder: the engagement, whose words for types and regions are used.
        path: CSV, XLSX or Parquet with the columns ``name``, ``type`` and perhaps others of
            ``ROSTER_COLUMNS``.

    Raises:
        DataError: columns are missing, or rows are not understood; each is named.
    """
    check_care(folder)
    rows = read_roster(folder, path)
    with transaction(record):
        entry = next_entry(record)
        before = _organisations(record)
        outcomes = [_put(record, folder, before, row, entry) for row in rows]
        counts = {outcome: outcomes.count(outcome) for outcome in ("added", "changed", "unchanged")}
        append(record, "roster", {"rows": len(rows), **counts})
    return RosterAccount(len(rows), **counts)


def _organisations(record: sqlite3.Connection) -> _Organisations:
    query = f"SELECT organisation_id, {', '.join(ROSTER_COLUMNS)} FROM organisations"  # noqa: S608 (our own names)
    return {
        key(name): (one, dict(zip(ROSTER_COLUMNS, (name, *rest), strict=True)))
        for one, name, *rest in record.execute(query)
    }


def _put(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    organisations: _Organisations,
    row: dict[str, Any],
    entry: int,
) -> str:
    one, before = organisations.get(key(row["name"]), ("", {}))
    if not one:
        insert_rows(record, "organisations", [_new(record, folder, row, entry)])
        return "added"
    news = {name: value for name, value in row.items() if value is not None and name != "name"}
    if before | news == before:
        return "unchanged"
    change(record, "organisations", {"organisation_id": one}, **news)
    return "changed"


def _new(
    record: sqlite3.Connection, folder: EngagementFolder, row: dict[str, Any], entry: int
) -> tuple[Any, ...]:
    """Null where the file does not say whether it may be named. The id is the one that an import would make."""
    scope = f"{folder.engagement.id}{PART}organisation{PART}"
    number = as_uuids([scope + key(row["name"])])[0][:13]
    origin = {"organisation_id": f"org-{number}", "provenance": _PROVENANCE, "added_in": entry}
    whole = row | origin
    return tuple(whole[name] for name in columns(record, "organisations"))
