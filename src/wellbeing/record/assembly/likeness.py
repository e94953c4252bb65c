"""Likeness: contributions that say what others say that are known by something else: by an id, or by what they say.

A file with numbers that holds the paper forms of earlier files without them, or the other way round: nothing tells
whether these are the same people, so that a person is asked.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.model.intake import Intake

_WHO: Final = ("round", "channel", "region", "place", "stakeholder", "topic", "received_on")
_Answers = dict[str, list[tuple[str, str]]]
#: All that a contribution says.
_Likeness = tuple[Any, ...]
#: Words from which it is no chance that two people write the same.
_OWN_WORDS: Final = 5
#: Words of a comment by which those that hold it are sought, as many as the query below names.
_SOUGHT: Final = 3


@dataclass(frozen=True)
class Lookalike:
    """A contribution that is held and says what a new one says."""

    #: Where it came from.
    file: str
    row: int
    received_on: str
    #: Whether a comment is the same word for word; else all that was ticked, of the same day and place.
    by_comment: bool


class Lookalikes:
    """How many of a file's new contributions say what others say that are known by something else."""

    def __init__(self, record: sqlite3.Connection, *, numbered: bool) -> None:
        """Read those that are known by something else.

        Args:
            record: open.
            numbered: whether the file's contributions have ids.
        """
        basis = "content" if numbered else "platform"
        self._record, self._is_numbered = record, numbered
        self._commented: list[pl.Series] = []
        self._left = self._held(record, basis)
        #: New contributions that look like one that is held; each held one is counted once.
        self.found = 0

    def count(self, intake: Intake, new: pl.DataFrame) -> None:
        """Count those of a batch.

        Args:
            intake: the batch.
            new: ``contribution_id``, ``fingerprint`` of those that the record never knew.
        """
        if self._is_numbered:
            written = intake.answers.filter(pl.col("text").is_not_null())
            mine = new.join(written, on="contribution_id", how="semi")
            self._commented.append(mine["fingerprint"].hash())
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

    def under_other_ids(self, entry: int) -> tuple[int, int]:
        """Of a file with ids: how many new contributions have a comment, and how many say all that a held one says.

        What several say in the same words, as in a campaign, is no sign of that.

        Args:
            entry: with which the file comes: what it brought itself is not held.
        """
        commented = pl.concat([pl.Series(dtype=pl.UInt64), *self._commented])
        if commented.is_empty():
            return 0, 0
        rows = self._record.execute(
            "SELECT fingerprint FROM contributions WHERE basis = 'platform' AND added_in != ? GROUP BY 1 "
            "HAVING count(*) = 1",
            (entry,),
        )
        held = pl.Series([one for (one,) in rows], dtype=pl.String).hash()
        return len(commented), int(commented.unique().is_in(held.implode()).sum())

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


def comment_fingerprints(intake: Intake) -> pl.Series:
    """Of those with a comment; where nothing but what they say tells contributions apart, of all."""
    comments = intake.answers.filter(pl.col("text").is_not_null())
    if (intake.identities["basis"] == "content").any():
        return intake.identities["fingerprint"]
    return intake.identities.join(comments, on="contribution_id", how="semi")["fingerprint"]


def held_alike(record: sqlite3.Connection, intake: Intake) -> list[Lookalike]:
    """Contributions that say what the one of a batch says, whatever they are known by; with the same comment first.

    Args:
        record: open.
        intake: of one row.
    """
    people = intake.contributions.with_columns(pl.col(pl.Date, pl.Enum).cast(pl.String))
    said = intake.answers.with_columns(text=pl.coalesce("value", "text")).select("question_id", "text").rows()
    texts = [text for text in intake.answers["text"].drop_nulls() if len(text.split()) >= _OWN_WORDS]
    found = {one: alike for text in texts for one, alike in _with_comment(record, text)}
    for who in people.select(_WHO).rows():
        found = dict(_of_the_same(record, who, said)) | found
    mine = set(people["contribution_id"])
    others = [alike for one, alike in found.items() if one not in mine]
    return sorted(others, key=lambda one: (not one.by_comment, one.file, one.row))


def _with_comment(record: sqlite3.Connection, text: str) -> Iterator[tuple[str, Lookalike]]:
    """Those with a comment that is the same but for white space; sought by its longest words, as JSON holds them."""
    words = sorted(text.split(), key=len)[-_SOUGHT:]
    rows = record.execute(
        "SELECT contribution_id, source_file, source_row, received_on, answers FROM contributions "
        "WHERE instr(answers, ?) AND instr(answers, ?) AND instr(answers, ?)",
        [msgspec.json.encode(word).decode()[1:-1] for word in words],
    )
    for one, file, row, day, answers in rows:
        held = [answer.get("text") or "" for answer in msgspec.json.decode(answers)]
        if text.split() in (comment.split() for comment in held):
            yield one, Lookalike(file, row, day, by_comment=True)


def _of_the_same(
    record: sqlite3.Connection, who: tuple[Any, ...], said: list[tuple[str, str]]
) -> Iterator[tuple[str, Lookalike]]:
    """Those of the same day, place and type with the same answers."""
    same = " AND ".join(f"{name} IS ?" for name in _WHO)
    rows = record.execute(
        f"SELECT contribution_id, source_file, source_row, received_on, answers FROM contributions WHERE {same}",  # noqa: S608 (ours)
        who,
    )
    like = _likeness([], said)
    for one, file, row, day, answers in rows:
        held = [
            (answer["question_id"], answer.get("value") or answer.get("text") or "")
            for answer in msgspec.json.decode(answers)
        ]
        if _likeness([], held) == like:
            yield one, Lookalike(file, row, day, by_comment=False)
