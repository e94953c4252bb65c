"""Dismiss rows that are no contributions, such as totals, or answers that are none: refused, for a person's reason."""

import sqlite3

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.record.intake.answers.accounts import move_answers
from wellbeing.record.intake.answers.waiting import refuse_waiting
from wellbeing.record.intake.quarantine import files_of_rows, whole_rows
from wellbeing.record.intake.retaking import answers_of_rows
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import change, insert, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder


def dismiss_rows(
    record: sqlite3.Connection, folder: EngagementFolder, numbers: list[int], reason: str
) -> tuple[int, int]:
    """Refuse rows and answers in quarantine, by their numbers; they are kept. How many of each, with those in the rows.

    Raises:
        DataError: a number is not in quarantine, or no reason is given.
    """
    if not reason.strip():
        msg = "A row is dismissed for a reason: --reason TEXT."
        raise DataError(msg)
    with transaction(record):
        return turn_away(record, folder, numbers, reason.strip())


def turn_away(
    record: sqlite3.Connection, folder: EngagementFolder, numbers: list[int], reason: str
) -> tuple[int, int]:
    """As ``dismiss_rows``, within the caller's transaction."""
    files = files_of_rows(record, sorted(set(numbers)))
    answers = refuse_waiting(record, numbers, reason)
    rows = 0
    for sha256, mine in files.items():
        whole = [*whole_rows(record, mine)["id"]]
        waited = answers_of_rows(record, folder, sha256, whole)
        move_answers(record, sha256, waited, "quarantined", "refused")
        _refuse(record, sha256, whole, reason)
        rows += len(whole)
        answers += sum(waited.values())
    append(record, "dismissed", {"rows": rows, "answers": answers})
    return rows, answers


def _refuse(record: sqlite3.Connection, sha256: str, numbers: list[int], reason: str) -> None:
    rows = whole_rows(record, numbers)
    insert(record, "refusals", rows.with_columns(sha256=pl.lit(sha256), reason=pl.lit(reason)))
    for number in numbers:
        remove(record, "problems", {"id": number})
        remove(record, "quarantine", {"id": number})
    query = "SELECT quarantined, refused FROM imports WHERE sha256 = ?"
    waiting, refused = record.execute(query, (sha256,)).fetchone()
    moved = {"quarantined": waiting - len(numbers), "refused": refused + len(numbers)}
    change(record, "imports", {"sha256": sha256}, **moved)
