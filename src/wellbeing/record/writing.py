"""Add rows to the record."""

import sqlite3

import polars as pl

from wellbeing.record.tables import RecordTables

#: Table → its list column, the table that holds it a row each, and that table's column.
LISTS = {
    "events": ("audience", "event_audience", "stakeholder"),
    "contributions": ("communities", "contribution_communities", "community"),
    "answers": ("themes", "answer_themes", "theme"),
}
#: Table → its key.
KEYS = {
    "events": ["event_id"],
    "organisations": ["organisation_id"],
    "contributions": ["contribution_id"],
    "answers": ["contribution_id", "question_id"],
}


def add(record: sqlite3.Connection, tables: RecordTables, entry: int) -> dict[str, int]:
    """Add every row under a log entry, within the caller's transaction; rows added by table.

    In order of their keys: ids are random, and a B-tree written at random is many times slower.
    """
    return {name: _add(record, name, getattr(tables, name), entry) for name in KEYS}


def _add(record: sqlite3.Connection, name: str, rows: pl.DataFrame, entry: int) -> int:
    column, *_ = LISTS.get(name, ("",))
    rows = rows.sort(KEYS[name])
    _insert(record, name, rows.drop(column, strict=False).with_columns(added_in=entry))
    if column:
        _, table, member = LISTS[name]
        each = rows.select(*KEYS[name], pl.col(column).list.unique().alias(member))
        _insert(record, table, each.explode(member).drop_nulls())
    return rows.height


def _insert(record: sqlite3.Connection, table: str, rows: pl.DataFrame) -> None:
    as_text = rows.with_columns(pl.col(pl.Date, pl.Enum).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int8))
    names, marks = ", ".join(rows.columns), ", ".join("?" * rows.width)
    into = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (our own schema's names)
    record.executemany(into, as_text.iter_rows())
