"""The comments themselves, for those on the steward's machine who may read them."""

import sqlite3
from collections.abc import Collection, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted

_WITH_ORIGIN: Final = ("contribution_id", "question_id", "text", "region", "stakeholder")
_HAS_TEXT: Final = "instr(answers, '\"text\":')"
#: Comments at a time.
BATCH: Final = 5_000
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


def comments_in_batches(record: sqlite3.Connection, questions: Collection[str]) -> Iterator[pl.DataFrame]:
    """Every comment on some questions, as ``comments`` has them, ``BATCH`` at a time: each is parsed once."""
    each = _each_comment(record, "ORDER BY contribution_id")
    return _batches((*key, text) for *key, text, _ in each if key[1] in questions)


def comments_of_file(record: sqlite3.Connection, sha256: str) -> Iterator[pl.DataFrame]:
    """What a file added, ``BATCH`` comments at a time: ``contribution_id``, ``question_id``, ``text``."""
    entry = record.execute("SELECT added_in FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
    each = _each_comment(record) if entry else iter(())
    return _batches((*key, text) for *key, text, added_in in each if added_in == entry[0])


def number_of_comments(record: sqlite3.Connection) -> int:
    """About how many comments there are: as many as contributions that made one."""
    query = f"SELECT count(*) FROM contributions WHERE {_HAS_TEXT}"  # noqa: S608 (ours)
    return int(record.execute(query).fetchone()[0])


def _each_comment(record: sqlite3.Connection, order: str = "") -> Iterator[tuple[str, str, str, int]]:
    """Contribution, question, text, entry; from the JSON itself: the view takes several times as long."""
    query = f"SELECT contribution_id, answers FROM contributions WHERE {_HAS_TEXT} {order}"  # noqa: S608 (ours)
    for contribution, answers in record.execute(query):
        for answer in sorted(_decode(answers), key=itemgetter("question_id")):
            if answer.get("text") is not None:
                yield contribution, answer["question_id"], answer["text"], answer["added_in"]


def _batches(each: Iterator[tuple[str, ...]]) -> Iterator[pl.DataFrame]:
    while rows := [*islice(each, BATCH)]:
        yield pl.DataFrame(rows, dict.fromkeys(_WITH_ORIGIN[:3], pl.String), orient="row")


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
