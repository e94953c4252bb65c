"""Corrections: what a contribution says now takes the place of what it said, which is kept as a version."""

import sqlite3
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.record.store.rows import columns, insert_rows, remove
from wellbeing.record.store.writing import add_table

RESENT: Final = "the platform sent it again, changed"
MENDED: Final = "rows of it were mended"
#: Tables that hold a contribution, those that refer to others first.
HELD_IN: Final = ("answer_themes", "answers", "contribution_communities", "contributions")
Held = dict[str, list[dict[str, Any]]]


def held_of(record: sqlite3.Connection, contribution: str) -> Held:
    """Every row that the record holds of a contribution, by table; empty lists if it holds none."""
    return {table: _rows(record, table, contribution) for table in reversed(HELD_IN)}


def replace(
    record: sqlite3.Connection,
    contributions: pl.DataFrame,
    answers: pl.DataFrame,
    entry: int,
    reason: str = RESENT,
) -> None:
    """Put new versions in place of what is held of some contributions, within the caller's transaction.

    What people added to an answer (codes, themes) stays with it unless the answer itself has changed.

    Args:
        record: open.
        contributions: as their schema, with ``fingerprint`` and ``basis``.
        answers: all that they answer now.
        entry: the log's.
        reason: why, kept with the earlier version.
    """
    for row in contributions.iter_slices(1):
        (contribution,) = row["contribution_id"]
        before = archive(record, contribution, entry, reason)
        mine = answers.filter(pl.col("contribution_id") == contribution)
        remove_rows(record, contribution)
        add_table(record, "contributions", _next(row, before, fill=reason == MENDED), entry)
        add_table(record, "answers", mine.filter(pl.Series(_differ(mine, before), dtype=pl.Boolean)), entry)
        _keep(record, _staying(before, mine, others=reason == MENDED))


def archive(record: sqlite3.Connection, contribution: str, entry: int, reason: str) -> Held:
    """Keep what is held of a contribution as a version; what that is."""
    before = held_of(record, contribution)
    (known,) = before["contributions"]
    content = msgspec.json.encode(before).decode()
    row = (contribution, known["version"], known["fingerprint"], content, reason, entry)
    insert_rows(record, "versions", [row])
    return before


def remove_rows(record: sqlite3.Connection, contribution: str) -> None:
    """Delete what a contribution says now."""
    for table in HELD_IN:
        remove(record, table, {"contribution_id": contribution})


def _next(row: pl.DataFrame, before: Held, *, fill: bool) -> pl.DataFrame:
    """A contribution's next version; what it leaves open is as it was where it tells a part only."""
    (known,) = before["contributions"]
    numbered = row.with_columns(version=known["version"] + 1)
    if not fill:
        return numbered
    return numbered.with_columns(
        pl.col(name).fill_null(pl.lit(known[name])) for name in ("region", "place", "stakeholder", "language")
    )


def _staying(before: Held, now: pl.DataFrame, *, others: bool) -> Held:
    """Answers with what people added to them: those that are the same, perhaps those to other questions."""
    said = {_said(answer) for answer in now.iter_rows(named=True)}
    asked = set(now["question_id"])
    stays = [
        answer
        for answer in before["answers"]
        if _said(answer) in said or (others and answer["question_id"] not in asked)
    ]
    questions = {answer["question_id"] for answer in stays}
    themes = [theme for theme in before["answer_themes"] if theme["question_id"] in questions]
    return {"answers": stays, "answer_themes": themes}


def _keep(record: sqlite3.Connection, staying: Held) -> None:
    for table, rows in staying.items():
        insert_rows(record, table, [tuple(row.values()) for row in rows])


def _differ(answers: pl.DataFrame, before: Held) -> list[bool]:
    known = {_said(answer) for answer in before["answers"]}
    return [_said(answer) not in known for answer in answers.iter_rows(named=True)]


def _said(answer: dict[str, Any]) -> tuple[Any, ...]:
    return answer["question_id"], answer["value"], answer["text"]


def _rows(record: sqlite3.Connection, table: str, contribution: str) -> list[dict[str, Any]]:
    names = columns(record, table)
    found = record.execute(f"SELECT * FROM {table} WHERE contribution_id = ?", (contribution,))  # noqa: S608
    return [dict(zip(names, row, strict=True)) for row in found]
