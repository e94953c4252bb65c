"""Add rows to the record."""

import sqlite3

import polars as pl

from wellbeing.record.store.rows import insert
from wellbeing.record.store.tables import RecordTables

#: Table → its list column, the table that holds it a row each, and that table's column.
LISTS = {
    "events": ("audience", "event_audience", "stakeholder"),
    "contributions": ("communities", "contribution_communities", "community"),
    "answers": ("themes", "answer_themes", "theme"),
    "notes": ("themes", "note_themes", "theme"),
}
#: Table → its key.
KEYS = {
    "events": ["event_id"],
    "organisations": ["organisation_id"],
    "contributions": ["contribution_id"],
    "answers": ["contribution_id", "question_id"],
    "notes": ["note_id"],
}
#: Tables that refer to each other, those that are referred to first.
TABLES = ("events", "organisations", "contributions", "answers")


def add(record: sqlite3.Connection, tables: RecordTables, entry: int) -> dict[str, int]:
    """Add every row under a log entry, within the caller's transaction; rows added by table.

    In order of their keys: ids are random, and a B-tree written at random is many times slower.
    """
    return {name: _add(record, name, getattr(tables, name), entry) for name in TABLES}


def add_table(record: sqlite3.Connection, name: str, rows: pl.DataFrame, entry: int) -> int:
    """Add rows of one table, its lists included; how many."""
    column, *_ = LISTS.get(name, ("",))
    rows = rows.sort(KEYS[name])
    insert(record, name, rows.drop(column, strict=False).with_columns(added_in=entry))
    if column:
        _, table, member = LISTS[name]
        each = rows.select(*KEYS[name], pl.col(column).list.unique().list.sort().alias(member))
        insert(record, table, each.explode(member).drop_nulls())
    return rows.height


def _add(record: sqlite3.Connection, name: str, rows: pl.DataFrame, entry: int) -> int:
    first = {"version": pl.lit(1)} if name == "contributions" else {}
    return add_table(record, name, rows.with_columns(**first), entry)
