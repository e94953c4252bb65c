"""Recount: a file, read again at any later date, against the account that the record keeps of it."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl

from wellbeing.model.errors import DataError, counted
from wellbeing.model.intake import Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.intake.answers.accounts import answer_account
from wellbeing.record.intake.recodes import recodes
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.counting import said_answers
from wellbeing.sources.intake.mapping.context import fitted_context
from wellbeing.sources.reading.source import file_sha256, read_file


@dataclass(frozen=True)
class Recount:
    """A file that the record was filled from, counted again."""

    #: How the record calls it.
    file: str
    rows: int
    #: ``question_id``, ``cells`` that answer it in the file, and the account's own columns (``AnswerCounts``).
    answers: pl.DataFrame


def recount(record: sqlite3.Connection, folder: EngagementFolder, path: Path) -> Recount:
    """A source file, byte for byte the one that was imported, whose rows and answers its account accounts for.

    Args:
        record: open.
        folder: the engagement.
        path: the file, wherever it lies and whatever it is called now.

    Raises:
        DataError: the record holds no such file, or its account says otherwise; every finding has a line.
    """
    sha256 = file_sha256(path)
    query = "SELECT file, mapping, rows FROM imports WHERE sha256 = ?"
    row = record.execute(query, (sha256,)).fetchone()
    if row is None:
        found = f"{path} is none of the files that the record was filled from (SHA-256 {sha256})"
        msg = f"{found}: it was changed since, never imported, or taken back. `wellbeing undo` lists the imports."
        raise DataError(msg)
    file, mapping, rows = row
    read, cells = _counted(record, folder, path, msgspec.json.decode(mapping, type=Profile))
    account = answer_account(record, sha256)
    joined = cells.join(account, on="question_id", how="full", coalesce=True).fill_null(0).sort("question_id")
    problems = [] if read == rows else [f"{counted(read, 'row')} in the file, {rows:,} in its account"]
    if not account.is_empty() and not _is_mended(record, sha256):
        problems += [
            f"{question or 'no known question'}: {counted(number, 'answer')} in the file, {told:,} in its account"
            for question, number, told in joined.select("question_id", "cells", "read").iter_rows()
            if number != told
        ]
    if problems:
        raise DataError(
            "\n  ".join([f"{path} ({file} in the record) is not what its account says:", *problems])
        )
    return Recount(file, read, joined)


def _counted(
    record: sqlite3.Connection, folder: EngagementFolder, path: Path, profile: Profile
) -> tuple[int, pl.DataFrame]:
    """Rows of a file, and ``question_id`` and ``cells`` that answer it, before anything is understood."""
    table = read_file(path, profile.layout)
    context = fitted_context(table, profile, folder, Remembered(recodes(record, profile.name)))
    rows, parts = 0, [pl.DataFrame(schema={"question_id": pl.String, "cells": pl.Int64})]
    for batch in table.batches():
        rows += batch.rows.height
        said = said_answers(batch.rows, context).group_by("question_id").len("cells")
        parts.append(said.with_columns(pl.col("cells").cast(pl.Int64)))
    return rows, pl.concat(parts).group_by("question_id").sum()


def _is_mended(record: sqlite3.Connection, sha256: str) -> bool:
    """Whether cells of a file were filled or emptied by hand, which its account then counts as they are now."""
    query = "SELECT 1 FROM takings JOIN log ON seq = entry WHERE sha256 = ? AND action = 'mended'"
    return record.execute(query, (sha256,)).fetchone() is not None
