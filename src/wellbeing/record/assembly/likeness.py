"""Likeness: contributions that say what others say that are known by something else: by an id, or by what they say.

A file with numbers that holds the paper forms of earlier files without them, or the other way round: nothing tells
whether these are the same people, so that a person is asked.
"""

import sqlite3
from collections import Counter
from typing import Any, Final

import polars as pl

from wellbeing.model.intake import Intake

_WHO: Final = ("round", "channel", "region", "place", "stakeholder", "topic", "received_on")
_Answers = dict[str, list[tuple[str, str]]]
#: All that a contribution says.
_Likeness = tuple[Any, ...]


class Lookalikes:
    """How many of a file's new contributions say what others say that are known by something else."""

    def __init__(self, record: sqlite3.Connection, *, numbered: bool) -> None:
        """Read those that are known by something else.

        Args:
            record: open.
            numbered: whether the file's contributions have ids.
        """
        basis = "content" if numbered else "platform"
        self._left = self._held(record, basis)
        #: New contributions that look like one that is held; each held one is counted once.
        self.found = 0

    def count(self, intake: Intake, new: pl.DataFrame) -> None:
        """Count those of a batch.

        Args:
            intake: the batch.
            new: ``contribution_id`` of those that the record never knew.
        """
        if not self._left:
            return
        people = intake.contributions.join(new, on="contribution_id", how="semi").with_columns(
            pl.col(pl.Date, pl.Enum).cast(pl.String)
        )
        said = intake.answers.join(new, on="contribution_id", how="semi").with_columns(
            text=pl.coalesce("value", "text")
        )
        answers = _grouped(said.select("contribution_id", "question_id", "text").rows())
        for one, *who in people.select("contribution_id", *_WHO).iter_rows():
            like = _likeness(who, answers.get(one, []))
            if self._left[like] > 0:
                self._left[like] -= 1
                self.found += 1

    def _held(self, record: sqlite3.Connection, basis: str) -> Counter[_Likeness]:
        people = record.execute(
            f"SELECT contribution_id, {', '.join(_WHO)} FROM contributions WHERE basis = ?",  # noqa: S608 (ours)
            (basis,),
        ).fetchall()
        if not people:
            return Counter()
        answers = _grouped(
            record.execute(
                "SELECT contribution_id, question_id, coalesce(value, text) FROM answers "
                "JOIN contributions USING (contribution_id) WHERE basis = ?",
                (basis,),
            ).fetchall()
        )
        return Counter(_likeness(who, answers.get(one, [])) for one, *who in people)


def _grouped(rows: list[tuple[str, str, str]]) -> _Answers:
    answers: _Answers = {}
    for one, question, said in rows:
        answers.setdefault(one, []).append((question, said))
    return answers


def _likeness(who: list[Any], answers: list[tuple[str, str]]) -> _Likeness:
    """White space makes no difference."""
    return (*who, *sorted((question, " ".join((said or "").split())) for question, said in answers))
