"""The comments themselves, for those on the steward's machine who may read them."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted

_WITH_ORIGIN: Final = ("contribution_id", "question_id", "text", "region", "stakeholder")
_decode: Final = msgspec.json.Decoder(list[dict[str, Any]]).decode


def comments(record: sqlite3.Connection) -> pl.DataFrame:
    """Every comment, sorted: ``contribution_id``, ``question_id``, ``text``."""
    return comments_with_origin(record).drop("region", "stakeholder")


def comments_with_origin(record: sqlite3.Connection) -> pl.DataFrame:
    """Every comment, sorted: its ids and ``text``; ``region``, ``stakeholder``, null where not stated."""
    rows = record.execute(
        f"SELECT {', '.join(_WITH_ORIGIN)} FROM answers JOIN contributions USING (contribution_id) "  # noqa: S608 (ours)
        "WHERE text IS NOT NULL ORDER BY 1, 2"
    ).fetchall()
    return pl.DataFrame(rows, dict.fromkeys(_WITH_ORIGIN, pl.String), orient="row")


def comments_of_file(record: sqlite3.Connection, sha256: str, limit: int) -> pl.DataFrame:
    """``comment_id``, ``respondent``, ``text`` of what a file added, at most ``limit`` rows."""
    entry = record.execute("SELECT added_in FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
    schema = {"comment_id": pl.String, "respondent": pl.String, "text": pl.String}
    rows = [] if entry is None else [*islice(_comments_of_entry(record, *entry), limit)]
    return pl.DataFrame(rows, schema, orient="row")


def _comments_of_entry(record: sqlite3.Connection, entry: int) -> Iterator[tuple[str, str, str]]:
    """What came with an entry of the log, read from the JSON itself: the view takes several times as long."""
    query = "SELECT contribution_id, answers FROM contributions WHERE instr(answers, '\"text\":')"
    for contribution, answers in record.execute(query):
        for answer in _decode(answers):
            if answer.get("text") is not None and answer["added_in"] == entry:
                yield f"{contribution} {answer['question_id']}", contribution, answer["text"]


def comment_text(record: sqlite3.Connection, contribution: str, question: str) -> str:
    """What a contribution wrote in answer to a question.

    Raises:
        DataError: nothing, or there is no such contribution.
    """
    query = "SELECT question_id, text FROM answers WHERE contribution_id = ? AND text IS NOT NULL ORDER BY 1"
    texts = dict(record.execute(query, (contribution,)).fetchall())
    if question not in texts:
        others = (
            message(f"It wrote to {quoted(texts)}.")
            if texts
            else message("The record holds no comment of it.")
        )
        msg = f"Contribution '{contribution}' has no comment to question '{question}'. {others}"
        raise DataError(msg)
    return str(texts[question])
