"""The one door through which rows enter, change and leave: the digest of each table is kept with them."""

import sqlite3
from collections.abc import Sequence
from itertools import repeat
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.record.store.digests import (
    Values,
    count_added,
    count_changed,
    count_removed,
    following_blocks,
    is_numbered,
    next_arrival,
)

#: Rows read or added at a time.
CHUNK: Final = 20_000
#: Rows that one statement adds: with fewer than 50 columns they have no more values than any SQLite takes (999).
_TOGETHER: Final = 20
#: Rows from which it pays to write what they have in common into the statement.
_MANY: Final = 1_000
#: Column → the value that a row must have there.
Where = dict[str, Any]


def insert(record: sqlite3.Connection, table: str, rows: pl.DataFrame) -> int:
    """Add rows within the caller's transaction; how many. Columns that the frame lacks become null, or their number.

    What is the same in all rows of a piece is written into the statement once, and a statement adds several rows:
    handing values from Python to SQLite, and beginning a statement, are most of the work of adding a row.
    """
    wide = rows.with_columns(pl.col(pl.Date, pl.Enum).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int8))
    names = columns(record, table)
    for piece in wide.iter_slices(CHUNK):
        first = _first(record, table)
        cells = [_cells(piece[name]) if name in piece.columns else None for name in names]
        _add(record, table, cells, piece.height)
        whole = [column if isinstance(column, list) else repeat(column, piece.height) for column in cells]
        numbered = [range(first, first + piece.height), *whole[1:]] if first else whole
        count_added(record, table, zip(*numbered, strict=True), first, piece.height)
    return rows.height


def _cells(column: pl.Series) -> list[Any] | str | int | None:
    """The values of a column; the one that it has, if they are all the same and can stand in a statement."""
    first: str | int | None = column[0]
    is_plain = first is None or (type(first) in {str, int} and "\0" not in str(first))
    if is_plain and len(column) >= _MANY and column[-1] == first and bool(column.eq_missing(first).all()):
        return first
    return column.to_list()


def _literal(value: str | int | None) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _add(
    record: sqlite3.Connection, table: str, cells: list[list[Any] | str | int | None], height: int
) -> None:
    """Add rows given by their columns, each as its values or as the one that all rows have."""
    given = [column for column in cells if isinstance(column, list)]
    row = ", ".join("?" if isinstance(column, list) else _literal(column) for column in cells)
    left = height - height % _TOGETHER
    for start, end, number in ((0, left, _TOGETHER), (left, height, 1)):
        statement = f"INSERT INTO {table} VALUES {', '.join([f'({row})'] * number)}"  # noqa: S608 (our schema's names)
        each = [column[start + place : end : number] for place in range(number) for column in given]
        record.executemany(statement, zip(*each, strict=True) if each else [()] * ((end - start) // number))


def insert_rows(record: sqlite3.Connection, table: str, rows: Sequence[Values]) -> int:
    """Add rows given as values in the order of the table's columns; how many. Those of a numbered table get theirs."""
    if rows:
        first = _first(record, table)
        numbered = [(number, *row[1:]) for number, row in enumerate(rows, first)] if first else rows
        marks = ", ".join("?" * len(rows[0]))
        record.executemany(f"INSERT INTO {table} VALUES ({marks})", numbered)  # noqa: S608 (our schema's names)
        count_added(record, table, numbered, first, len(rows))
    return len(rows)


def remove(record: sqlite3.Connection, table: str, where: Where) -> int:
    """Delete the rows whose columns have these values; how many. What refers to them goes first."""
    return _remove(record, table, *_condition(where))


def remove_any(record: sqlite3.Connection, table: str, column: str, values: Sequence[str]) -> int:
    """Delete the rows that have one of some values in a column; how many. What refers to them goes first."""
    condition = f" WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608 (our schema's names)
    return _remove(record, table, condition, [msgspec.json.encode(values).decode()])


def change(record: sqlite3.Connection, table: str, where: Where, **values: object) -> int:
    """Give columns new values in the rows whose columns have these; how many."""
    condition, matched = _condition(where)
    setting = ", ".join(f"{name} = ?" for name in values)
    statement = f"UPDATE {table} SET {setting}{condition}"  # noqa: S608 (our schema's names)
    if is_numbered(record, table):
        with following_blocks(record, table, condition, matched):
            return record.execute(statement, [*values.values(), *matched]).rowcount
    before = record.execute(f"SELECT * FROM {table}{condition}", matched).fetchall()  # noqa: S608
    after = record.execute(f"{statement} RETURNING *", [*values.values(), *matched]).fetchall()
    count_changed(record, table, before, after)
    return len(after)


def columns(record: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [name for (name,) in record.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _first(record: sqlite3.Connection, table: str) -> int:
    """The number that the next row of a table gets; 0 where its rows have none."""
    return next_arrival(record, table) if is_numbered(record, table) else 0


def _remove(record: sqlite3.Connection, table: str, condition: str, values: list[Any]) -> int:
    statement = f"DELETE FROM {table}{condition}"  # noqa: S608 (our schema's names)
    if is_numbered(record, table):
        with following_blocks(record, table, condition, values):
            return record.execute(statement, values).rowcount
    removed = record.execute(f"{statement} RETURNING *", values).fetchall()
    count_removed(record, table, removed)
    return len(removed)


def _condition(where: Where) -> tuple[str, list[Any]]:
    parts = " AND ".join(f"{name} = ?" for name in where)
    return (f" WHERE {parts}" if parts else ""), list(where.values())
