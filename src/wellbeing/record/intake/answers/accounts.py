"""The account of each file by question, as the record keeps it: written once, moved on by mends and dismissals."""

import sqlite3
from collections.abc import Callable
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.model.intake import AnswerCounts
from wellbeing.record.store.rows import change, insert, insert_rows

_COLUMNS: Final = tuple(AnswerCounts.column_names())
#: Question → a number of answers.
Numbers = dict[str, int]


def add_answer_account(record: sqlite3.Connection, sha256: str, counts: dy.DataFrame[AnswerCounts]) -> None:
    """Keep the account of a file's answers, within the caller's transaction."""
    insert(record, "answer_accounts", counts.with_columns(sha256=pl.lit(sha256)))


def answer_account(record: sqlite3.Connection, sha256: str) -> dy.DataFrame[AnswerCounts]:
    """What came of a file's answers, by question; no rows where it came in before they were counted."""
    query = f"SELECT {', '.join(_COLUMNS)} FROM answer_accounts WHERE sha256 = ? ORDER BY question_id"  # noqa: S608
    rows = record.execute(query, (sha256,)).fetchall()
    return _counts(rows)


def answers_by_question(record: sqlite3.Connection) -> dy.DataFrame[AnswerCounts]:
    """What came of the answers of all files, by question."""
    sums = ", ".join(f"sum({name})" for name in _COLUMNS[1:])
    rows = record.execute(f"SELECT question_id, {sums} FROM answer_accounts GROUP BY 1 ORDER BY 1").fetchall()  # noqa: S608
    return _counts(rows)


def _counts(rows: list[tuple[str | int, ...]]) -> dy.DataFrame[AnswerCounts]:
    """Accounts as the record holds them, whose sums it checks itself."""
    schema = pl.String, *[pl.Int64] * len(_COLUMNS[1:])
    return AnswerCounts.cast(pl.DataFrame(rows, dict(zip(_COLUMNS, schema, strict=True)), orient="row"))


def settle_answers(
    record: sqlite3.Connection, sha256: str, waited: Numbers, after: dy.DataFrame[AnswerCounts]
) -> None:
    """Put what came of answers in place of "in quarantine"; a cell that was filled by hand is read since then."""
    new = {str(row.pop("question_id")): row for row in after.iter_rows(named=True)}

    def moved(question: str, before: Numbers) -> Numbers:
        gone = {"read": waited.get(question, 0), "quarantined": waited.get(question, 0)}
        more = new.get(question, {})
        return {name: before[name] - gone.get(name, 0) + int(more.get(name, 0)) for name in _COLUMNS[1:]}

    _move(record, sha256, {*waited, *new}, moved)


def move_answers(record: sqlite3.Connection, sha256: str, numbers: Numbers, source: str, target: str) -> None:
    """Count answers under another of the columns, such as ``refused`` in place of ``quarantined``."""

    def moved(question: str, before: Numbers) -> Numbers:
        number = numbers[question]
        return before | {source: before[source] - number, target: before[target] + number}

    _move(record, sha256, set(numbers), moved)


def _move(
    record: sqlite3.Connection, sha256: str, questions: set[str], moved: Callable[[str, Numbers], Numbers]
) -> None:
    held = {row["question_id"]: row for row in answer_account(record, sha256).to_dicts()}
    if not held:  # it came in before answers were counted
        return
    none = dict.fromkeys(_COLUMNS[1:], 0)
    for question in sorted(questions):
        before = {name: int(held.get(question, none)[name]) for name in none}
        after = moved(question, before)
        if question in held:
            change(record, "answer_accounts", {"sha256": sha256, "question_id": question}, **after)
        else:
            insert_rows(record, "answer_accounts", [(sha256, question, *after.values())])
