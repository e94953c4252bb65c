"""The record's rows as tables."""

import sqlite3
from collections.abc import Iterator
from typing import TypeVar

import dataframely as dy
import polars as pl

from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.record.store.tables import RecordTables
from wellbeing.record.store.writing import KEYS, LISTS

Table = TypeVar("Table", bound=dy.Schema)
#: Rows taken from SQLite at a time: few enough to keep memory low.
CHUNK = 10_000


def read_tables(record: sqlite3.Connection, *, texts: bool = False) -> RecordTables:
    """Every row of the record.

    Args:
        record: open; inside ``snapshot`` the four tables fit together whatever is written meanwhile.
        texts: whether to read comments; they are null otherwise, since counting needs none.
    """
    return RecordTables(
        events=_table(record, "events", Events),
        organisations=_table(record, "organisations", Organisations),
        contributions=_table(record, "contributions", Contributions),
        answers=_table(record, "answers", Answers, without=() if texts else ("text",)),
    )


def source_hashes(record: sqlite3.Connection) -> list[str]:
    """The SHA-256 of every file that the record was filled from."""
    return [sha256 for (sha256,) in record.execute("SELECT sha256 FROM sources ORDER BY sha256")]


def _table(
    record: sqlite3.Connection, name: str, schema: type[Table], without: tuple[str, ...] = ()
) -> dy.DataFrame[Table]:
    column, table, member = LISTS.get(name, ("", "", ""))
    stored = {key: _stored(kind) for key, kind in schema.columns().items() if key not in {column, *without}}
    rows = _rows(record, name, stored)
    if column:
        each = _rows(record, table, dict.fromkeys([*KEYS[name], member], pl.String()))
        rows = _with_lists(rows, each.rename({member: column}), KEYS[name])
    absent = [pl.lit(None, pl.String).alias(missing) for missing in without]
    typed = rows.with_columns(*absent, *_dates(schema))
    return schema.cast(typed.select(schema.column_names()))


def _stored(column: dy.Column) -> pl.DataType:
    """What SQLite keeps a column as."""
    if isinstance(column, dy.Int64 | dy.Bool):
        return pl.Int64()
    return pl.Float64() if isinstance(column, dy.Float64) else pl.String()


def _rows(record: sqlite3.Connection, table: str, stored: dict[str, pl.DataType]) -> pl.DataFrame:
    chosen = f"SELECT {', '.join(stored)} FROM {table}"  # noqa: S608 (our own schema's names)
    cursor = record.execute(chosen)
    return pl.concat([pl.DataFrame(schema=stored), *_chunks(cursor, stored)])


def _chunks(cursor: sqlite3.Cursor, stored: dict[str, pl.DataType]) -> Iterator[pl.DataFrame]:
    while rows := cursor.fetchmany(CHUNK):
        yield pl.DataFrame(dict(zip(stored, zip(*rows, strict=True), strict=True)), stored)


def _with_lists(rows: pl.DataFrame, each: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    lists = each.group_by(key).agg(pl.all().sort())
    joined = rows.join(lists, on=key, how="left", maintain_order="left")
    return joined.with_columns(pl.col(pl.List(pl.String)).fill_null([]))


def _dates(schema: type[dy.Schema]) -> list[pl.Expr]:
    days = [name for name, column in schema.columns().items() if isinstance(column, dy.Date)]
    return [pl.col(name).str.to_date("%Y-%m-%d") for name in days]
