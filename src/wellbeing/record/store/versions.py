"""Versions: what a contribution said before something else took its place, or its import was taken back."""

import sqlite3
from typing import Any, Final

import msgspec

from wellbeing.model.consent import CONSENTS
from wellbeing.record.store.rows import columns, insert_rows, remove

#: What shows a row for each part of a contribution.
_PARTS: Final = ("contribution_communities", "answers")
#: Table or view → its rows of one contribution.
ContributionRows = dict[str, list[dict[str, Any]]]


def contribution_rows(record: sqlite3.Connection, contribution: str) -> ContributionRows:
    """Every row that the record holds of a contribution, by table; empty lists if it holds none."""
    parts = {view: _rows(record, view, contribution) for view in _PARTS}
    people = _rows(record, "contributions", contribution)
    consents = {name: said for row in _rows(record, "consents", contribution) for name, said in row.items()}
    for person in people:
        del person["communities"], person["answers"]
        person.update(dict.fromkeys(CONSENTS) | consents)
    return {"contributions": people} | parts


def is_held(record: sqlite3.Connection, contribution: str) -> bool:
    """Whether a contribution stands in the record."""
    query = "SELECT 1 FROM contributions WHERE contribution_id = ?"
    return record.execute(query, (contribution,)).fetchone() is not None


def remove_contribution(record: sqlite3.Connection, contribution: str) -> None:
    """Delete what a contribution says now."""
    for table in ("consents", "contributions"):
        remove(record, table, {"contribution_id": contribution})


def archive(record: sqlite3.Connection, contribution: str, entry: int, reason: str) -> None:
    """Keep what is held of a contribution as a version, within the caller's transaction."""
    rows = contribution_rows(record, contribution)
    (person,) = rows["contributions"]
    content = msgspec.json.encode(rows).decode()
    version = (contribution, person["version"], person["fingerprint"], content, reason, entry)
    insert_rows(record, "versions", [version])


def last_version(record: sqlite3.Connection, contribution: str) -> ContributionRows | None:
    """What the record held last of a contribution that does not stand in it; None where it never did."""
    query = "SELECT content FROM versions WHERE contribution_id = ? ORDER BY version DESC LIMIT 1"
    row = record.execute(query, (contribution,)).fetchone()
    return msgspec.json.decode(row[0], type=ContributionRows) if row else None


def _rows(record: sqlite3.Connection, table: str, contribution: str) -> list[dict[str, Any]]:
    names = columns(record, table)
    query = f"SELECT * FROM {table} WHERE contribution_id = ?"  # noqa: S608 (ours)
    return [dict(zip(names, row, strict=True)) for row in record.execute(query, (contribution,))]
