"""Which rows in quarantine wait for what."""

import sqlite3
from dataclasses import dataclass

import msgspec
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted


@dataclass(frozen=True)
class Meaning:
    """What a person decided that a word means."""

    field: str
    #: As files write it; "" for a cell that is empty.
    value: str
    #: A word that is understood; "" for "not stated".
    becomes: str
    #: Only for files of this profile; for all that have such rows where None.
    profile: str | None = None


def files_waiting(record: sqlite3.Connection, meaning: Meaning) -> list[tuple[str, str]]:
    """Files with rows that wait for a word: SHA-256 and profile.

    Raises:
        DataError: there are none.
    """
    found = record.execute(
        "SELECT DISTINCT sha256, profile "
        "FROM problems JOIN quarantine USING (id) JOIN imports USING (sha256) "
        "WHERE field = ? AND value = ? AND profile = coalesce(?, profile) ORDER BY file, sha256",
        (meaning.field, meaning.value, meaning.profile),
    ).fetchall()
    if not found:
        fields = record.execute("SELECT DISTINCT field FROM problems ORDER BY 1").fetchall()
        known = quoted(field for (field,) in fields) or "none"
        msg = (
            f"No row in quarantine waits for {meaning.field} '{meaning.value}'. "
            f"Fields that rows wait for: {known}. `wellbeing quarantine list` shows each."
        )
        raise DataError(msg)
    return found


def rows_waiting(record: sqlite3.Connection, sha256: str, meaning: Meaning) -> list[int]:
    """Numbers of a file's rows that wait for a word."""
    found = record.execute(
        "SELECT id FROM problems JOIN quarantine USING (id) WHERE sha256 = ? AND field = ? AND value = ?",
        (sha256, meaning.field, meaning.value),
    )
    return [number for (number,) in found]


def files_of(record: sqlite3.Connection, numbers: list[int]) -> dict[str, list[int]]:
    """Quarantined rows by the file that they came from.

    Raises:
        DataError: a number is not in quarantine.
    """
    files: dict[str, list[int]] = {}
    known = dict(record.execute("SELECT id, sha256 FROM quarantine").fetchall())
    absent = [number for number in numbers if number not in known]
    if absent:
        rows = counted(len(absent), "row")
        msg = f"{rows} not in quarantine (any more): {quoted(absent)}. Nothing was mended."
        raise DataError(msg)
    for number in sorted(numbers):
        files.setdefault(known[number], []).append(number)
    return files


def whole_rows(record: sqlite3.Connection, ids: list[int]) -> pl.DataFrame:
    """``id``, ``source_row``, ``cells`` of quarantined rows."""
    found = record.execute(
        "SELECT id, source_row, cells FROM quarantine WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY source_row",
        (msgspec.json.encode(ids).decode(),),
    ).fetchall()
    return pl.DataFrame(found, {"id": pl.Int64, "source_row": pl.Int64, "cells": pl.String}, orient="row")
