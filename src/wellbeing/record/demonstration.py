"""Fill a record with the demonstration that an engagement ships in its folder ``synthetic/``."""

import hashlib
import sqlite3
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.record.checks import check_words
from wellbeing.record.log import append
from wellbeing.record.rows import insert_rows
from wellbeing.record.tables import RecordTables
from wellbeing.record.transactions import transaction
from wellbeing.record.writing import add
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.tabular import checked, read_table

Table = TypeVar("Table", bound=dy.Schema)
FOLDER = "synthetic"
FILES = ("events.csv", "organisations.csv", "contributions.parquet", "answers.parquet")


def fill_demonstration(record: sqlite3.Connection, folder: EngagementFolder) -> dict[str, int]:
    """Add the demonstration in one transaction; rows added by table, none if they are there already.

    Raises:
        DataError: a file is missing or breaks its table's rules, or the record holds something else.
    """
    hashes = {name: _sha256(folder.path / FOLDER / name) for name in FILES}
    if _is_filled(record, hashes):
        return {}
    tables = read_demonstration(folder)
    with transaction(record):
        _check_empty(record)
        entry = append(record, "filled", {"from": FOLDER, "files": hashes})
        added = add(record, tables, entry)
        rows = zip(hashes.values(), FILES, added.values(), strict=True)
        insert_rows(record, "sources", [(sha256, name, number, entry) for sha256, name, number in rows])
    return added


def read_demonstration(folder: EngagementFolder) -> RecordTables:
    """The demonstration's tables, checked against the engagement's words.

    Raises:
        DataError: a file is missing or breaks its table's rules.
    """
    source = folder.path / FOLDER
    tables = RecordTables(
        events=read_table(source / "events.csv", Events),
        organisations=read_table(source / "organisations.csv", Organisations),
        contributions=_read(source / "contributions.parquet", Contributions),
        answers=_read(source / "answers.parquet", Answers),
    )
    check_words(tables, folder, source)
    return tables


def _read(path: Path, schema: type[Table]) -> dy.DataFrame[Table]:
    try:
        rows = pl.read_parquet(path).select(schema.column_names())
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"{path} could not be read: {error}"
        raise DataError(msg) from error
    return checked(rows, schema, path)


def _sha256(path: Path) -> str:
    if not path.is_file():
        msg = f"{path} is missing: this engagement ships no demonstration, or not all of it."
        raise DataError(msg)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_filled(record: sqlite3.Connection, hashes: dict[str, str]) -> bool:
    known = {sha256 for (sha256,) in record.execute("SELECT sha256 FROM sources")}
    return known >= set(hashes.values())


def _check_empty(record: sqlite3.Connection) -> None:
    (rows,) = record.execute("SELECT count(*) FROM contributions").fetchone()
    if rows:
        files = [name for (name,) in record.execute("SELECT file FROM sources ORDER BY file")]
        held = f"The record already holds {counted(rows, 'contribution')} from other files: {quoted(files)}."
        msg = f"{held} The demonstration goes into an empty record: choose another --workspace."
        raise DataError(msg)
