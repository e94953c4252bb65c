"""The exact tables of an engagement, together: what a record is filled with and what it gives back."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import dataframely as dy
import polars as pl

from wellbeing.model.consent import Consents
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.record.store.contributions import add_contributions
from wellbeing.record.store.rows import CHUNK, insert

#: Table → its list column, the table that holds it a row each, and that table's column.
LIST_COLUMNS: Final = {
    "events": ("audience", "event_audience", "stakeholder"),
    "notes": ("themes", "note_themes", "theme"),
}
#: Table → its primary key.
PRIMARY_KEYS: Final = {
    "events": ["event_id"],
    "organisations": ["organisation_id"],
    "contributions": ["contribution_id"],
    "answers": ["contribution_id", "question_id"],
    "notes": ["note_id"],
}
#: Tables that refer to each other, those that are referred to first.
LOADING_ORDER: Final = ("events", "organisations", "contributions", "answers")
_Table = TypeVar("_Table", bound=dy.Schema)


@dataclass(frozen=True)
class RecordTables:
    """Four tables that refer to each other."""

    events: dy.DataFrame[Events]
    organisations: dy.DataFrame[Organisations]
    contributions: dy.DataFrame[Contributions]
    answers: dy.DataFrame[Answers]


def add_tables(
    record: sqlite3.Connection,
    tables: RecordTables,
    entry: int,
    consents: dy.DataFrame[Consents] | None = None,
) -> dict[str, int]:
    """Add every row under a log entry, within the caller's transaction; rows added by table.

    Args:
        record: open.
        tables: the rows.
        entry: the log's.
        consents: what some of the contributions say that may be done with them.

    Raises:
        ValueError: an answer is of none of the contributions.
    """
    counts = {
        name: add_table(record, name, getattr(tables, name), entry) for name in ("events", "organisations")
    }
    people: pl.DataFrame = tables.contributions.with_columns(version=pl.lit(1))
    if consents is not None and not consents.is_empty():
        people = people.join(consents, on="contribution_id", how="left", maintain_order="left")
    counts["contributions"] = add_contributions(record, people, tables.answers, entry)
    return counts | {"answers": tables.answers.height}


def add_table(record: sqlite3.Connection, name: str, rows: pl.DataFrame, entry: int) -> int:
    """Add rows of a table that holds no contributions, its lists included; how many."""
    column, *_ = LIST_COLUMNS.get(name, ("",))
    rows = rows.sort(PRIMARY_KEYS[name])
    insert(record, name, rows.drop(column, strict=False).with_columns(added_in=entry))
    if column:
        _, table, member = LIST_COLUMNS[name]
        each = rows.select(*PRIMARY_KEYS[name], pl.col(column).list.unique().list.sort().alias(member))
        insert(record, table, each.explode(member).drop_nulls())
    return rows.height


def read_tables(record: sqlite3.Connection, *, texts: bool = False) -> RecordTables:
    """Every row of the record; of organisations, whether a roster says that they may be named.

    Args:
        record: open; inside ``snapshot`` the four tables fit together whatever is written meanwhile.
        texts: whether to read comments; they are null otherwise, since counting needs none.
    """
    events, organisations = read_registers(record)
    return RecordTables(
        events=events,
        organisations=organisations,
        contributions=_table(record, "contributions", Contributions),
        answers=_answers(record, texts=texts),
    )


def contributions_in_batches(
    record: sqlite3.Connection,
) -> Iterator[tuple[dy.DataFrame[Contributions], dy.DataFrame[Answers]]]:
    """Contributions in the order of their ids, ``CHUNK`` at a time, with their answers; comments are not read."""
    kinds = {name: _stored_type(kind) for name, kind in Contributions.columns().items()}
    held = {**kinds, "answers": pl.String()}
    query = f"SELECT {', '.join(held)} FROM contributions ORDER BY contribution_id"  # noqa: S608 (ours)
    for piece in _chunks(record.execute(query), held):
        yield _typed(piece, Contributions), Answers.cast(_answers_in(piece, texts=False))


def days_received(record: sqlite3.Connection) -> Iterator[pl.DataFrame]:
    """``contribution_id``, ``received_on``, ``CHUNK`` at a time."""
    held: dict[str, pl.DataType] = dict.fromkeys(("contribution_id", "received_on"), pl.String())
    for piece in _chunks(record.execute(f"SELECT {', '.join(held)} FROM contributions"), held):  # noqa: S608 (ours)
        yield piece.with_columns(pl.col("received_on").str.to_date("%Y-%m-%d"))


def read_registers(
    record: sqlite3.Connection,
) -> tuple[dy.DataFrame[Events], dy.DataFrame[Organisations]]:
    """Every hui and every organisation, as ``read_tables`` gives them."""
    return _table(record, "events", Events), _organisations(record)


def source_hashes(record: sqlite3.Connection) -> list[str]:
    """The SHA-256 of every file that the record was filled from."""
    return [sha256 for (sha256,) in record.execute("SELECT sha256 FROM sources ORDER BY sha256")]


def _organisations(record: sqlite3.Connection) -> dy.DataFrame[Organisations]:
    rows = _table(record, "organisations", Organisations)
    return Organisations.cast(rows.with_columns(pl.col("may_be_named").fill_null(value=False)))


def _answers(record: sqlite3.Connection, *, texts: bool) -> dy.DataFrame[Answers]:
    """A row each, of what contributions hold as JSON: quicker than the view, which parses each value alone."""
    held: dict[str, pl.DataType] = dict.fromkeys(("contribution_id", "answers"), pl.String())
    pieces = _chunks(record.execute(f"SELECT {', '.join(held)} FROM contributions"), held)  # noqa: S608 (ours)
    none = pl.DataFrame(schema=dict.fromkeys(Answers.column_names(), pl.String))
    return Answers.cast(pl.concat([none, *(_answers_in(piece, texts=texts) for piece in pieces)]))


def _answers_in(piece: pl.DataFrame, *, texts: bool) -> pl.DataFrame:
    """The answers that a piece of the table holds, as text."""
    kinds = {name: pl.String() for name in Answers.column_names()[1:] if texts or name != "text"}
    lists = piece.select("contribution_id", pl.col("answers").str.json_decode(pl.List(pl.Struct(kinds))))
    rows = lists.explode("answers").drop_nulls().unnest("answers")
    missing = [] if texts else [pl.lit(None, pl.String).alias("text")]
    return rows.with_columns(missing).select(Answers.column_names())


def _table(record: sqlite3.Connection, name: str, schema: type[_Table]) -> dy.DataFrame[_Table]:
    column, table, member = LIST_COLUMNS.get(name, ("", "", ""))
    kinds = {key: _stored_type(kind) for key, kind in schema.columns().items() if key != column}
    rows = _rows(record, name, kinds)
    if column:
        each = _rows(record, table, dict.fromkeys([*PRIMARY_KEYS[name], member], pl.String()))
        rows = _with_lists(rows, each.rename({member: column}), PRIMARY_KEYS[name])
    return _typed(rows, schema, column)


def _typed(rows: pl.DataFrame, schema: type[_Table], apart: str = "") -> dy.DataFrame[_Table]:
    typed = rows.with_columns(*_dates(schema), *_lists(schema, apart))
    return schema.cast(typed.select(schema.column_names()))


def _stored_type(column: dy.Column) -> pl.DataType:
    """What SQLite keeps a column as."""
    if isinstance(column, dy.Int64 | dy.Bool):
        return pl.Int64()
    return pl.Float64() if isinstance(column, dy.Float64) else pl.String()


def _rows(record: sqlite3.Connection, table: str, kinds: dict[str, pl.DataType]) -> pl.DataFrame:
    query = f"SELECT {', '.join(kinds)} FROM {table}"  # noqa: S608 (our own schema's names)
    return pl.concat([pl.DataFrame(schema=kinds), *_chunks(record.execute(query), kinds)])


def _chunks(cursor: sqlite3.Cursor, kinds: dict[str, pl.DataType]) -> Iterator[pl.DataFrame]:
    while rows := cursor.fetchmany(CHUNK):
        yield pl.DataFrame(dict(zip(kinds, zip(*rows, strict=True), strict=True)), kinds)


def _with_lists(rows: pl.DataFrame, each: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    lists = each.group_by(key).agg(pl.all().sort())
    joined = rows.join(lists, on=key, how="left", maintain_order="left")
    return joined.with_columns(pl.col(pl.List(pl.String)).fill_null([]))


def _dates(schema: type[dy.Schema]) -> list[pl.Expr]:
    days = [name for name, column in schema.columns().items() if isinstance(column, dy.Date)]
    return [pl.col(name).str.to_date("%Y-%m-%d") for name in days]


def _lists(schema: type[dy.Schema], apart: str) -> list[pl.Expr]:
    """Columns that hold lists as JSON; not the one that a table of its own holds."""
    names = [name for name, column in schema.columns().items() if isinstance(column, dy.List)]
    return [pl.col(name).str.json_decode(pl.List(pl.String)) for name in names if name != apart]
