"""The one door through which rows enter, change and leave: the digest of each table is kept with them.

The digest of a table is the sum of the SHA-256 of its rows modulo 2^256 (a multiset hash: Bellare and
Micciancio 1997, "AdHash"). It does not depend on the order of rows, and a row more or less costs one hash.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any, Final

import msgspec
import numpy as np
import polars as pl

#: The log is chained, and these tables say what it and the others must be.
UNDIGESTED: Final = frozenset({"log", "head", "digests", "identity"})
MODULUS: Final = 1 << 256
#: Stands for the digest of a table that was not as it was written; no rows have it.
_UNSOUND: Final = "changed from outside"
#: Of 32 bits, in a SHA-256.
_WORDS: Final = 8
#: Rows read or added at a time.
CHUNK: Final = 20_000
#: Rows that one statement adds: with fewer than 50 columns they have no more values than any SQLite takes (999).
_TOGETHER: Final = 20
#: Rows from which it pays to write what they have in common into the statement.
_MANY: Final = 1_000
#: The values of a row, in the order of its table's columns.
Values = Sequence[Any]
#: Column → the value that a row must have there.
Where = dict[str, Any]
_encode = msgspec.json.Encoder().encode


def insert(record: sqlite3.Connection, table: str, rows: pl.DataFrame) -> int:
    """Add rows within the caller's transaction; how many. Columns that the frame lacks become null.

    What is the same in all rows of a piece is written into the statement once, and a statement adds several rows:
    handing values from Python to SQLite, and beginning a statement, are most of the work of adding a row.
    """
    wide = rows.with_columns(pl.col(pl.Date, pl.Enum).cast(pl.String), pl.col(pl.Boolean).cast(pl.Int8))
    names = columns(record, table)
    for piece in wide.iter_slices(CHUNK):
        cells = [_cells(piece[name]) if name in piece.columns else None for name in names]
        _add(record, table, cells, piece.height)
        whole = [column if isinstance(column, list) else repeat(column, piece.height) for column in cells]
        _count(record, table, piece.height, digest(zip(*whole, strict=True)))
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
    values, width = list(chain.from_iterable(zip(*given, strict=True))), len(given)
    left = height - height % _TOGETHER
    for start, end, number in ((0, left, _TOGETHER), (left, height, 1)):
        statement = f"INSERT INTO {table} VALUES {', '.join([f'({row})'] * number)}"  # noqa: S608 (our schema's names)
        several = (values[at * width : (at + number) * width] for at in range(start, end, number))
        record.executemany(statement, several)


def insert_rows(record: sqlite3.Connection, table: str, rows: Sequence[Values]) -> int:
    """Add rows given as values in the order of the table's columns; how many."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        record.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 (our schema's names)
        _count(record, table, len(rows), digest(rows))
    return len(rows)


def remove(record: sqlite3.Connection, table: str, where: Where) -> int:
    """Delete the rows whose columns have these values; how many. What refers to them goes first."""
    condition, values = _condition(where)
    removed = record.execute(f"DELETE FROM {table}{condition} RETURNING *", values).fetchall()  # noqa: S608
    _count(record, table, -len(removed), -digest(removed))
    return len(removed)


def remove_any(record: sqlite3.Connection, table: str, column: str, values: Sequence[str]) -> int:
    """Delete the rows that have one of some values in a column; how many. What refers to them goes first."""
    statement = f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) RETURNING *"  # noqa: S608
    removed = record.execute(statement, (_encode(values).decode(),)).fetchall()
    _count(record, table, -len(removed), -digest(removed))
    return len(removed)


def change(record: sqlite3.Connection, table: str, where: Where, **values: object) -> int:
    """Give columns new values in the rows whose columns have these; how many."""
    condition, matched = _condition(where)
    before = record.execute(f"SELECT * FROM {table}{condition}", matched).fetchall()  # noqa: S608
    setting = ", ".join(f"{name} = ?" for name in values)
    statement = f"UPDATE {table} SET {setting}{condition} RETURNING *"  # noqa: S608
    after = record.execute(statement, [*values.values(), *matched]).fetchall()
    _count(record, table, 0, digest(after) - digest(before))
    return len(after)


def columns(record: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [name for (name,) in record.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def digested_tables(record: sqlite3.Connection) -> list[str]:
    """The tables whose rows are digested."""
    tables = record.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in tables if name not in UNDIGESTED and not name.startswith("sqlite_")]


def digest(rows: Iterable[Values]) -> int:
    """The digest of some rows, not yet reduced."""
    digests = b"".join([hashlib.sha256(_encode(row)).digest() for row in rows])
    words = np.frombuffer(digests, ">u4").reshape(-1, _WORDS).sum(axis=0, dtype=np.uint64)
    return sum(int(word) << 32 * place for place, word in enumerate(reversed(words)))


def table_digest(record: sqlite3.Connection, table: str) -> tuple[int, str]:
    """How many rows a table holds and their digest, read from the rows themselves."""
    cursor = record.execute(f"SELECT * FROM {table}")  # noqa: S608
    number = total = 0
    while rows := cursor.fetchmany(CHUNK):
        number, total = number + len(rows), total + digest(rows)
    return number, _hexadecimal(total)


def noted_digest(record: sqlite3.Connection, table: str) -> tuple[int, str]:
    """How many rows a table shall hold and their digest, as they are kept beside it."""
    row = record.execute("SELECT rows, digest FROM digests WHERE name = ?", (table,)).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, _hexadecimal(0))


def note_digest(record: sqlite3.Connection, table: str, *, is_sound: bool = True) -> None:
    """Take what a table holds for what it shall hold; where that is not sound, note that it is not."""
    rows, digest = table_digest(record, table)
    _note(record, table, rows, digest if is_sound else _UNSOUND)


def _count(record: sqlite3.Connection, table: str, number: int, change: int) -> None:
    rows, total = noted_digest(record, table)
    _note(record, table, rows + number, _hexadecimal(int(total, 16) + change))


def _note(record: sqlite3.Connection, table: str, rows: int, digest: str) -> None:
    into = "INSERT OR REPLACE INTO digests (name, rows, digest) VALUES (?, ?, ?)"
    record.execute(into, (table, rows, digest))


def _hexadecimal(total: int) -> str:
    return f"{total % MODULUS:064x}"


def _condition(where: Where) -> tuple[str, list[Any]]:
    parts = " AND ".join(f"{name} = ?" for name in where)
    return (f" WHERE {parts}" if parts else ""), list(where.values())
