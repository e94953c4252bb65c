"""Fill a record with the demonstration that an engagement ships in its folder ``synthetic/``."""

import hashlib
import sqlite3
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from wellbeing.model.consent import Consents
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.intake import Notes
from wellbeing.model.tables import Answers, Codes, Contributions, Events, Organisations
from wellbeing.record.comments.codes import ANSWER_KEY, add_codes, codebook_version
from wellbeing.record.comments.notes import add_notes, read_notes
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.store.tables import RecordTables, add_tables
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.validity import check_themes, check_words
from wellbeing.sources.checking.tabular import read_table, validate_rows
from wellbeing.sources.engagement import EngagementFolder

_Table = TypeVar("_Table", bound=dy.Schema)
_FOLDER = "synthetic"
_FILES = ("events.csv", "organisations.csv", "contributions.parquet", "answers.parquet")
#: What may be done with its contributions; an engagement may ship none, so that nothing of it may be quoted.
_CONSENTS = "consents.csv"
#: Human codes of its comments; an engagement may ship none.
_CODES = "codes.csv"
#: Facilitators' notes of its hui; an engagement may ship none.
_NOTES = "notes.csv"


class _CodesFile(dy.Schema):
    """One row per comment and coder of ``codes.csv``; the first row of a comment is its first reading."""

    contribution_id = dy.String()
    question_id = dy.String()
    coder = dy.String(min_length=1)
    tone = dy.String(nullable=True)
    themes = dy.List(dy.String())
    coded_on = dy.Date()
    provenance = dy.String(min_length=1)


def fill_demonstration(record: sqlite3.Connection, folder: EngagementFolder) -> dict[str, int]:
    """Add the demonstration, all or nothing, then its codes and notes; rows added by table, none if there.

    Raises:
        DataError: a file is missing or breaks its table's rules, or the record holds something else.
    """
    hashes = {name: _sha256(folder.path / _FOLDER / name) for name in _FILES}
    codes, notes = _codes_to_add(record, folder), _notes_to_add(record, folder)
    added = {} if _is_filled(record, hashes) else _fill(record, folder, hashes)
    if codes is not None:
        as_filled = codes.join(_comments(record, hashes["answers.parquet"]), on=ANSWER_KEY, how="semi")
        counts = add_codes(record, as_filled, folder.path / _FOLDER / _CODES)
        added |= {"codes": counts["added"]}
    if notes is not None:
        added |= {"notes": add_notes(record, notes, folder.path / _FOLDER / _NOTES)}
    return added


def _fill(record: sqlite3.Connection, folder: EngagementFolder, hashes: dict[str, str]) -> dict[str, int]:
    tables, consents = read_demonstration(folder), _consents(folder)
    with transaction(record):
        _check_empty(record)
        entry = append(record, "filled", {"from": _FOLDER, "files": hashes})
        added = add_tables(record, tables, entry, consents)
        rows = [*zip(hashes.values(), _FILES, added.values(), strict=True)]
        if not consents.is_empty():
            rows.append((_sha256(folder.path / _FOLDER / _CONSENTS), _CONSENTS, consents.height))
        insert_rows(record, "sources", [(sha256, name, number, entry) for sha256, name, number in rows])
    return added


def _consents(folder: EngagementFolder) -> dy.DataFrame[Consents]:
    """What the demonstration's contributions say that may be done with them; nothing where it ships none."""
    path = folder.path / _FOLDER / _CONSENTS
    if not path.is_file():
        return Consents.create_empty()
    consents = read_table(path, Consents)
    people = _read(folder.path / _FOLDER / "contributions.parquet", Contributions)
    absent = consents.join(people, on="contribution_id", how="anti")["contribution_id"]
    if not absent.is_empty():
        number = counted(absent.len(), "consent")
        msg = f"{path}: {number} of contributions that contributions.parquet does not hold: {quoted(absent)}."
        raise DataError(msg)
    return consents


def _codes_to_add(record: sqlite3.Connection, folder: EngagementFolder) -> pl.DataFrame | None:
    """The demonstration's codes; None where it ships none, or the record has taken that file in."""
    path = folder.path / _FOLDER / _CODES
    if not path.is_file() or _is_filled(record, {_CODES: _sha256(path)}):
        return None
    codes = read_table(path, _CodesFile)
    check_themes(codes, folder, path)
    _check_comments(codes, folder, path)
    first_to_last = pl.int_range(1, pl.len() + 1).over(ANSWER_KEY)
    about = {"purpose": pl.lit("measure"), "codebook_version": pl.lit(codebook_version(folder))}
    return validate_rows(codes.with_columns(reading=first_to_last, **about), Codes, path)


def _notes_to_add(record: sqlite3.Connection, folder: EngagementFolder) -> dy.DataFrame[Notes] | None:
    """The demonstration's notes; None where it ships none, or the record has taken that file in."""
    path = folder.path / _FOLDER / _NOTES
    if not path.is_file() or _is_filled(record, {_NOTES: _sha256(path)}):
        return None
    return read_notes(path, folder, read_table(path.with_name("events.csv"), Events)["event_id"])


def _check_comments(codes: pl.DataFrame, folder: EngagementFolder, path: Path) -> None:
    comments = _read(folder.path / _FOLDER / "answers.parquet", Answers).drop_nulls("text")
    absent = codes.join(comments, on=ANSWER_KEY, how="anti").select(ANSWER_KEY).rows()
    if absent:
        msg = f"{path}: {counted(len(absent), 'code')} of comments that answers.parquet does not hold: "
        raise DataError(f"{msg}{quoted(absent)}.")


def _comments(record: sqlite3.Connection, sha256: str) -> pl.DataFrame:
    """Comments that say what they said when they were filled in: not withdrawn, nor corrected since."""
    query = (
        "SELECT contribution_id, question_id FROM answers "
        "WHERE text IS NOT NULL AND added_in = (SELECT added_in FROM sources WHERE sha256 = ?)"
    )
    return pl.DataFrame(
        record.execute(query, (sha256,)).fetchall(), dict.fromkeys(ANSWER_KEY, pl.String), orient="row"
    )


def read_demonstration(folder: EngagementFolder) -> RecordTables:
    """The demonstration's tables, checked against the engagement's words.

    Raises:
        DataError: a file is missing or breaks its table's rules.
    """
    source = folder.path / _FOLDER
    tables = RecordTables(
        events=read_table(source / "events.csv", Events),
        organisations=read_table(source / "organisations.csv", Organisations),
        contributions=_read(source / "contributions.parquet", Contributions),
        answers=_read(source / "answers.parquet", Answers),
    )
    check_words(tables, folder, source)
    return tables


def _read(path: Path, schema: type[_Table]) -> dy.DataFrame[_Table]:
    try:
        rows = pl.read_parquet(path).select(schema.column_names())
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"{path} could not be read: {error}"
        raise DataError(msg) from error
    return validate_rows(rows, schema, path)


def _sha256(path: Path) -> str:
    if not path.is_file():
        msg = f"{path} is missing: this engagement ships no demonstration, or not all of it."
        raise DataError(msg)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_filled(record: sqlite3.Connection, hashes: dict[str, str]) -> bool:
    sources = {sha256 for (sha256,) in record.execute("SELECT sha256 FROM sources")}
    return sources >= set(hashes.values())


def _check_empty(record: sqlite3.Connection) -> None:
    (rows,) = record.execute("SELECT count(*) FROM contributions").fetchone()
    if rows:
        files = [name for (name,) in record.execute("SELECT file FROM sources ORDER BY file")]
        refusal = (
            f"The record already holds {counted(rows, 'contribution')} from other files: {quoted(files)}."
        )
        msg = f"{refusal} The demonstration goes into an empty record: choose another --workspace."
        raise DataError(msg)
