"""Answers that wait by themselves: kept, counted with their file, answered by what is newer."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import dataframely as dy
import msgspec
import polars as pl

from wellbeing.model.intake import Intake, WaitingAnswers
from wellbeing.record.assembly.folding import ContributionContent, ContributionPart, assemble
from wellbeing.record.assembly.parts import parts_of
from wellbeing.record.intake.answers.accounts import move_answers
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.store.rows import change, insert, remove

_COLUMNS: Final = "id, sha256, contribution_id, question_id, value, said_at, cells, state, added_in"
#: State of a waiting answer → the column of its file's account that it counts in.
COLUMN_OF_STATE: Final = {"waiting": "quarantined", "answered": "merged", "refused": "refused"}
#: Stands for an answer that is not understood yet.
_UNKNOWN: Final = ("", None, None)


@dataclass(frozen=True)
class WaitingAnswer:
    """One of them."""

    number: int
    sha256: str
    contribution: str
    question: str
    value: str
    said_at: str | None
    cells: str
    state: str
    added_in: int


def add_waiting(
    record: sqlite3.Connection, sha256: str, entry: int, answers: dy.DataFrame[WaitingAnswers], first: int
) -> None:
    """Keep answers of a file's rows, within the caller's transaction, numbered from ``first`` on."""
    numbered = answers.rename({"column": "heading"}).with_row_index("id", first)
    kept = {"sha256": pl.lit(sha256), "state": pl.lit("waiting"), "added_in": pl.lit(entry)}
    insert(record, "waiting_answers", numbered.with_columns(**kept))


def waiting_of_numbers(record: sqlite3.Connection, numbers: Iterable[int]) -> list[WaitingAnswer]:
    """Answers that are not understood, by their numbers; not those that were refused."""
    return _chosen(record, "id", list(numbers), "state != 'refused'")


def waiting_of_contributions(record: sqlite3.Connection, contributions: Iterable[str]) -> list[WaitingAnswer]:
    """All that are kept of some contributions, refused ones too."""
    return _chosen(record, "contribution_id", list(contributions), "TRUE")


class Weighing:
    """Contributions with answers waiting of which a file brings something: weighed once it is in, and in the log."""

    def __init__(self, record: sqlite3.Connection) -> None:
        self._record = record
        self._spoken_of: set[str] = set()

    def note(self, intake: Intake, linkage: Linkage) -> None:
        """Remember those of a batch, once its answers that wait are kept."""
        spoken_of = {*intake.waiting["contribution_id"], *(one.contribution for one in linkage.joined)}
        if spoken_of:
            waiting = waiting_of_contributions(self._record, sorted(spoken_of))
            self._spoken_of.update(one.contribution for one in waiting)

    def finish(self) -> None:
        """Weigh their answers."""
        weigh_waiting(self._record, sorted(self._spoken_of))


def weigh_waiting(record: sqlite3.Connection, contributions: Iterable[str]) -> None:
    """Say anew which waiting answers of some contributions something newer has answered; their accounts follow.

    Within the caller's transaction, after parts of the contributions came, changed or went.
    """
    kept = [one for one in waiting_of_contributions(record, contributions) if one.state != "refused"]
    parts = parts_of(record, {one.contribution for one in kept}) if kept else {}
    for one in kept:
        state = "answered" if _is_answered(one, parts.get(one.contribution, [])) else "waiting"
        if state != one.state:
            move_answers(
                record, one.sha256, {one.question: 1}, COLUMN_OF_STATE[one.state], COLUMN_OF_STATE[state]
            )
            change(record, "waiting_answers", {"id": one.number}, state=state)


def refuse_waiting(record: sqlite3.Connection, numbers: Iterable[int], reason: str) -> int:
    """Refuse answers that wait, by their numbers; they are kept. How many."""
    answers = waiting_of_numbers(record, numbers)
    for one in answers:
        move_answers(record, one.sha256, {one.question: 1}, "quarantined", "refused")
        change(record, "waiting_answers", {"id": one.number}, state="refused", reason=reason)
    return len(answers)


def forget_waiting(record: sqlite3.Connection, contribution: str) -> None:
    """Forget what a contribution wrote that was not understood; its files' accounts say that it was refused."""
    for one in waiting_of_contributions(record, [contribution]):
        if one.state == "waiting":
            move_answers(record, one.sha256, {one.question: 1}, "quarantined", "refused")
        remove(record, "waiting_answers", {"id": one.number})


def _chosen(
    record: sqlite3.Connection, column: str, values: list[int] | list[str], condition: str
) -> list[WaitingAnswer]:
    rows = record.execute(
        f"SELECT {_COLUMNS} FROM waiting_answers "  # noqa: S608 (our own names)
        f"WHERE {column} IN (SELECT value FROM json_each(?)) AND {condition} ORDER BY source_row, question_id",
        (msgspec.json.encode(values).decode(),),
    )
    return [WaitingAnswer(*row) for row in rows]


def _is_answered(one: WaitingAnswer, parts: list[ContributionPart]) -> bool:
    """Whether the answer, were it understood, would not be what the contribution says."""
    own = next((part for part in parts if part.entry == one.added_in), None)
    if own is None:
        return False
    said = ContributionContent({}, {one.question: _UNKNOWN}, own.content.source)
    unknown = ContributionPart(own.entry, own.imported_in, one.said_at, own.exported_at, None, said)
    return assemble([*parts, unknown]).answers.get(one.question) != _UNKNOWN
