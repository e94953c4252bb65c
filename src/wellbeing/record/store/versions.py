"""Versions: what a contribution said before something else took its place, or its import was taken back."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from wellbeing.model.consent import CONSENTS
from wellbeing.record.store.contributions import ANSWER_FIELDS
from wellbeing.record.store.rows import columns, insert_rows, remove_any

#: Table or view → its rows of one contribution.
ContributionRows = dict[str, list[dict[str, Any]]]


def contribution_rows(record: sqlite3.Connection, contribution: str) -> ContributionRows:
    """Every row that the record holds of a contribution, by table; empty lists if it holds none."""
    held = rows_of_contributions(record, [contribution])
    return held.get(contribution) or {"contributions": [], "contribution_communities": [], "answers": []}


def rows_of_contributions(
    record: sqlite3.Connection, contributions: Sequence[str]
) -> dict[str, ContributionRows]:
    """Every row that the record holds of some contributions, by contribution and table."""
    consents = {row["contribution_id"]: row for row in _rows(record, "consents", contributions)}
    people = _rows(record, "contributions", contributions)
    return {one["contribution_id"]: _apart(one, consents.get(one["contribution_id"], {})) for one in people}


def _apart(person: dict[str, Any], consents: dict[str, Any]) -> ContributionRows:
    """A contribution, its communities and its answers, a row each."""
    whose = {"contribution_id": person["contribution_id"]}
    del person["arrival"]
    communities: list[str] = msgspec.json.decode(person.pop("communities"))
    answers: list[dict[str, Any]] = msgspec.json.decode(person.pop("answers"))
    return {
        "contributions": [person | dict.fromkeys(CONSENTS) | consents],
        "contribution_communities": [whose | {"community": community} for community in communities],
        "answers": [whose | dict.fromkeys(ANSWER_FIELDS) | answer for answer in answers],
    }


def is_held(record: sqlite3.Connection, contribution: str) -> bool:
    """Whether a contribution stands in the record."""
    query = "SELECT 1 FROM contributions WHERE contribution_id = ?"
    return record.execute(query, (contribution,)).fetchone() is not None


def held_since(record: sqlite3.Connection, contribution: str) -> int | None:
    """The entry of the log in which a contribution first came in; None where it never did."""
    query = (
        "SELECT coalesce((SELECT min(content ->> '$.contributions[0].added_in') FROM versions "
        "WHERE contribution_id = :id), (SELECT added_in FROM contributions WHERE contribution_id = :id))"
    )
    (first,) = record.execute(query, {"id": contribution}).fetchone()
    return None if first is None else int(first)


def remove_contributions(record: sqlite3.Connection, contributions: Sequence[str]) -> None:
    """Delete what some contributions say now."""
    for table in ("consents", "contributions"):
        remove_any(record, table, "contribution_id", contributions)


def archive(record: sqlite3.Connection, contributions: Sequence[str], entry: int, reason: str) -> None:
    """Keep what is held of some contributions as a version of each, within the caller's transaction."""
    versions = []
    for contribution, rows in rows_of_contributions(record, contributions).items():
        (person,) = rows["contributions"]
        content = msgspec.json.encode(rows).decode()
        versions.append((contribution, person["version"], person["fingerprint"], content, reason, entry))
    insert_rows(record, "versions", versions)


def last_version(record: sqlite3.Connection, contribution: str) -> ContributionRows | None:
    """What the record held last of a contribution that does not stand in it; None where it never did."""
    query = "SELECT content FROM versions WHERE contribution_id = ? ORDER BY version DESC LIMIT 1"
    row = record.execute(query, (contribution,)).fetchone()
    return msgspec.json.decode(row[0], type=ContributionRows) if row else None


def _rows(record: sqlite3.Connection, table: str, contributions: Sequence[str]) -> list[dict[str, Any]]:
    names = columns(record, table)
    query = f"SELECT * FROM {table} WHERE contribution_id IN (SELECT value FROM json_each(?))"  # noqa: S608 (ours)
    found = record.execute(query, (msgspec.json.encode(contributions).decode(),))
    return [dict(zip(names, row, strict=True)) for row in found]
