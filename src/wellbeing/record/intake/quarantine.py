"""The quarantine: rows kept whole, and answers of others, until a person says what was meant."""

import sqlite3
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.intake import Intake
from wellbeing.model.profile import Profile
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.rows import insert
from wellbeing.sources.intake.identity import CONTESTED
from wellbeing.sources.intake.uuids import shown_ids

#: Number of what waits, its file and row, one problem with it, and whether that holds the row or an answer of it.
PROBLEM_COLUMNS: Final = {
    "id": pl.Int64,
    "file": pl.String,
    "profile": pl.String,
    "source_row": pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "heading": pl.String,
    "reason": pl.String,
    "suggestion": pl.String,
    "holds": pl.String,
}


class Quarantine:
    """The rows of one file that are kept out, added within the caller's transaction."""

    def __init__(self, record: sqlite3.Connection, sha256: str, entry: int) -> None:
        self._record = record
        self._origin = {"sha256": pl.lit(sha256), "added_in": pl.lit(entry)}
        self._next = next_number(record)
        self._again: list[pl.Series] = []
        self._any = False

    def add(self, intake: Intake, linkage: Linkage) -> None:
        """Keep what a batch could not import, and what it said again."""
        numbered = intake.quarantined_rows.with_row_index("id", self._next).with_columns(**self._origin)
        self._next += numbered.height
        insert(self._record, "quarantine", numbered)
        insert(self._record, "problems", numbered_problems(intake, numbered.select("id", "source_row")))
        refused = intake.refused.with_row_index("id", self._next).with_columns(sha256=self._origin["sha256"])
        self._next += refused.height
        insert(self._record, "refusals", refused)
        again = intake.identities.join(linkage.new, on="contribution_id", how="anti")
        self._again.append(again.filter(pl.col("basis") != "platform")["fingerprint"].alias(""))
        self._any |= numbered.height > 0

    def numbered(self, height: int) -> int:
        """The first of so many numbers that nothing else of the file is given."""
        self._next += height
        return self._next - height

    def finish(self) -> None:
        """Remember what the file says that the record held already: mended rows are told apart from it."""
        if self._any:
            contents = pl.concat(self._again).value_counts(name="held").rename({"": "fingerprint"})
            insert(self._record, "contents", contents.with_columns(sha256=self._origin["sha256"]))


def next_number(record: sqlite3.Connection) -> int:
    """A number that nothing has or had that is still kept, waiting or refused."""
    tables = ("quarantine", "refusals", "waiting_answers")
    query = " UNION ALL ".join(f"SELECT max(id) FROM {table}" for table in tables)  # noqa: S608 (ours)
    return max((number or 0 for (number,) in record.execute(query)), default=0) + 1


def numbered_problems(intake: Intake, numbers: pl.DataFrame) -> pl.DataFrame:
    """Rows for ``problems``: what keeps rows of a batch out, by their numbers (``id``, ``source_row``)."""
    problems = intake.quarantined.join(numbers, on="source_row").rename({"column": "heading"})
    return problems.drop("source_row")


def quarantine_problems(record: sqlite3.Connection) -> pl.DataFrame:
    """Every problem of every row and answer that waits: ``PROBLEM_COLUMNS``."""
    query = (
        f"SELECT {', '.join(PROBLEM_COLUMNS)} "  # noqa: S608 (our own names)
        "FROM waiting JOIN imports USING (sha256) ORDER BY file, source_row, field"
    )
    found = pl.DataFrame(record.execute(query).fetchall(), PROBLEM_COLUMNS, orient="row")
    return found.with_columns(shown_ids(found["value"]))


def profiles_waiting(record: sqlite3.Connection) -> dict[str, Profile]:
    """Profiles of files of which something waits, as the newest of them had it, by name."""
    rows = record.execute(
        "SELECT profile, mapping FROM imports WHERE sha256 IN (SELECT sha256 FROM waiting) ORDER BY added_in"
    )
    return {name: msgspec.json.decode(mapping, type=Profile) for name, mapping in rows}


def profile_of(record: sqlite3.Connection, sha256: str) -> Profile:
    """The profile of a file, as it was when it came."""
    (mapping,) = record.execute("SELECT mapping FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
    return msgspec.json.decode(mapping, type=Profile)


def is_waiting(record: sqlite3.Connection, recode: Recode) -> bool:
    """Whether a row or an answer waits for a word."""
    query = (
        "SELECT 1 FROM waiting JOIN imports USING (sha256) "
        "WHERE field = ? AND value = ? AND profile = coalesce(?, profile) LIMIT 1"
    )
    return record.execute(query, (recode.field, recode.value, recode.profile)).fetchone() is not None


def files_waiting(record: sqlite3.Connection, recode: Recode) -> list[tuple[str, str]]:
    """Files with rows or answers that wait for a word: SHA-256 and profile.

    Raises:
        DataError: there are none.
    """
    files = record.execute(
        "SELECT DISTINCT sha256, profile FROM waiting JOIN imports USING (sha256) "
        "WHERE field = ? AND value = ? AND profile = coalesce(?, profile) ORDER BY file, sha256",
        (recode.field, recode.value, recode.profile),
    ).fetchall()
    if not files:
        fields = record.execute("SELECT DISTINCT field FROM waiting ORDER BY 1").fetchall()
        names = quoted(field for (field,) in fields) or "none"
        msg = (
            f"No row in quarantine waits for {recode.field} '{recode.value}', and no answer. "
            f"Fields that some wait for: {names}. `wellbeing quarantine list` shows each."
        )
        raise DataError(msg)
    return files


def rows_waiting(record: sqlite3.Connection, sha256: str, recode: Recode) -> list[int]:
    """Numbers of a file's rows that wait for a word."""
    rows = record.execute(
        "SELECT id FROM problems JOIN quarantine USING (id) WHERE sha256 = ? AND field = ? AND value = ?",
        (sha256, recode.field, recode.value),
    )
    return [number for (number,) in rows]


def answers_for(record: sqlite3.Connection, sha256: str, recode: Recode) -> list[int]:
    """Numbers of a file's answers that wait for a word; those too that something newer has answered."""
    rows = record.execute(
        "SELECT id FROM waiting_answers WHERE sha256 = ? AND question_id = ? AND value = ? AND state != 'refused'",
        (sha256, recode.field, recode.value),
    )
    return [number for (number,) in rows]


def files_of_rows(record: sqlite3.Connection, numbers: list[int]) -> dict[str, list[int]]:
    """Numbers of rows and answers that wait, by the file that they came from.

    Raises:
        DataError: a number is not in quarantine.
    """
    origins = dict(record.execute("SELECT id, sha256 FROM waiting").fetchall())
    absent = [number for number in numbers if number not in origins]
    if absent:
        rows = counted(len(absent), "row")
        msg = f"{rows} not in quarantine (any more): {quoted(absent)}. Nothing was mended."
        raise DataError(msg)
    files: dict[str, list[int]] = {}
    for number in sorted(numbers):
        files.setdefault(origins[number], []).append(number)
    return files


def contested_ids(record: sqlite3.Connection, sha256: str) -> frozenset[str]:
    """Ids that several of a file's rows still wait for, since they say different things by them."""
    rows = record.execute(
        "SELECT value FROM problems JOIN quarantine USING (id) WHERE sha256 = ? AND field = 'id' AND reason = ? "
        "GROUP BY value HAVING count(*) > 1",
        (sha256, CONTESTED),
    )
    return frozenset(value for (value,) in rows)


def whole_rows(record: sqlite3.Connection, numbers: list[int]) -> pl.DataFrame:
    """``id``, ``source_row``, ``cells`` of quarantined rows."""
    rows = record.execute(
        "SELECT id, source_row, cells FROM quarantine WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY source_row",
        (msgspec.json.encode(numbers).decode(),),
    ).fetchall()
    return pl.DataFrame(rows, {"id": pl.Int64, "source_row": pl.Int64, "cells": pl.String}, orient="row")


def cells_of_rows(record: sqlite3.Connection) -> dict[int, dict[str, str | None]]:
    """What every row and answer that waits says: number → heading → text."""
    rows = record.execute(
        "SELECT id, cells FROM quarantine UNION ALL SELECT id, cells FROM waiting_answers WHERE state = 'waiting'"
    ).fetchall()
    return {number: msgspec.json.decode(cells, type=dict[str, str | None]) for number, cells in rows}
