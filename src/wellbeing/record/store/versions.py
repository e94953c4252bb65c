"""Versions: what a contribution says now takes the place of what it said, which is kept."""

import sqlite3
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.record.store.rows import columns, insert_rows, remove
from wellbeing.record.store.tables import add_table

RESENT: Final = "the platform sent it again, changed"
MENDED: Final = "rows of it were mended"
#: Tables that hold a contribution, those that refer to others first.
CONTRIBUTION_TABLES: Final = ("answers", "contribution_communities", "contributions")
#: Table → its rows of one contribution.
ContributionRows = dict[str, list[dict[str, Any]]]


def contribution_rows(record: sqlite3.Connection, contribution: str) -> ContributionRows:
    """Every row that the record holds of a contribution, by table; empty lists if it holds none."""
    return {table: _rows(record, table, contribution) for table in reversed(CONTRIBUTION_TABLES)}


def supersede(
    record: sqlite3.Connection,
    contributions: pl.DataFrame,
    answers: pl.DataFrame,
    entry: int,
    reason: str = RESENT,
) -> None:
    """Put new versions in place of what is held of some contributions, within the caller's transaction.

    An answer that says the same keeps the entry that it came with, and so the codes of its comment stand.

    Args:
        record: open.
        contributions: as their schema, with ``fingerprint`` and ``basis``.
        answers: all that they answer now.
        entry: the log's.
        reason: why, kept with the earlier version.
    """
    for row in contributions.iter_slices(1):
        (contribution,) = row["contribution_id"]
        before = _archive(record, contribution, entry, reason)
        now = answers.filter(pl.col("contribution_id") == contribution)
        remove_contribution(record, contribution)
        add_table(record, "contributions", _next_version(row, before, fill=reason == MENDED), entry)
        add_table(record, "answers", now.filter(_differs(now, before)), entry)
        lasting = _lasting(before, now, others=reason == MENDED)
        insert_rows(record, "answers", [tuple(answer.values()) for answer in lasting])


def remove_contribution(record: sqlite3.Connection, contribution: str) -> None:
    """Delete what a contribution says now."""
    for table in CONTRIBUTION_TABLES:
        remove(record, table, {"contribution_id": contribution})


def _archive(record: sqlite3.Connection, contribution: str, entry: int, reason: str) -> ContributionRows:
    """Keep what is held of a contribution as a version; what that is."""
    rows = contribution_rows(record, contribution)
    (person,) = rows["contributions"]
    content = msgspec.json.encode(rows).decode()
    version = (contribution, person["version"], person["fingerprint"], content, reason, entry)
    insert_rows(record, "versions", [version])
    return rows


def _next_version(row: pl.DataFrame, before: ContributionRows, *, fill: bool) -> pl.DataFrame:
    """A contribution's next version; what it leaves open is as it was where the new rows are a part only."""
    (person,) = before["contributions"]
    numbered = row.with_columns(version=person["version"] + 1)
    if not fill:
        return numbered
    return numbered.with_columns(
        pl.col(name).fill_null(pl.lit(person[name]))
        for name in ("region", "place", "stakeholder", "language")
    )


def _lasting(before: ContributionRows, now: pl.DataFrame, *, others: bool) -> list[dict[str, Any]]:
    """Earlier answers that stay: those that are the same, perhaps those to other questions."""
    same = {_content(answer) for answer in now.iter_rows(named=True)}
    answered = set(now["question_id"])
    return [
        answer
        for answer in before["answers"]
        if _content(answer) in same or (others and answer["question_id"] not in answered)
    ]


def _differs(now: pl.DataFrame, before: ContributionRows) -> pl.Series:
    """Of each answer, whether it says something else than before."""
    same = {_content(answer) for answer in before["answers"]}
    return pl.Series([_content(answer) not in same for answer in now.iter_rows(named=True)], dtype=pl.Boolean)


def _content(answer: dict[str, Any]) -> tuple[Any, ...]:
    return answer["question_id"], answer["value"], answer["text"]


def _rows(record: sqlite3.Connection, table: str, contribution: str) -> list[dict[str, Any]]:
    names = columns(record, table)
    query = f"SELECT * FROM {table} WHERE contribution_id = ?"  # noqa: S608 (ours)
    return [dict(zip(names, row, strict=True)) for row in record.execute(query, (contribution,))]
