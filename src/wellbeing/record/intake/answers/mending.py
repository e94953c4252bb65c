"""Answers that waited come in, as parts of their contributions, once they are understood."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import polars as pl

from wellbeing.model.intake import AnswerCounts, Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.assembly.folding import ContributionContent, ContributionPart, SaidAnswer, assemble
from wellbeing.record.assembly.parts import content_of, parts_of
from wellbeing.record.assembly.placing import MENDED, Joined, place_joined
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.answers.accounts import move_answers
from wellbeing.record.intake.answers.waiting import COLUMN_OF_STATE, WaitingAnswer, weigh_waiting
from wellbeing.record.intake.recodes import recodes
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, insert_rows, remove
from wellbeing.record.store.versions import contribution_rows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.reading.batch import ROW


@dataclass(frozen=True)
class MendedAnswer:
    """An answer that is understood now."""

    waited: WaitingAnswer
    #: None: it means "no answer".
    said: SaidAnswer | None


class AnswerMends:
    """Answers of one file that are taken in, within the caller's transaction."""

    def __init__(self, record: sqlite3.Connection, folder: EngagementFolder, account: Account) -> None:
        """Read how the file was read.

        Args:
            record: open.
            folder: the engagement.
            account: of the file; what comes of answers is added.
        """
        query = (
            "SELECT mapping, imports.added_in, exported_at FROM imports "
            "LEFT JOIN takings ON entry = imports.added_in WHERE imports.sha256 = ?"
        )
        mapping, self._imported_in, self._exported_at = record.execute(query, (account.sha256,)).fetchone()
        profile = msgspec.json.decode(mapping, type=Profile)
        mends = Remembered(recodes(record, profile.name))
        self._record, self._account = record, account
        self._context = Context(profile, folder, engagement_names(folder), account.file, mends)

    def take(self, answers: list[WaitingAnswer], done: dict[str, object]) -> None:
        """Take in those that are understood now; the others wait, with the reason that holds now.

        Args:
            answers: of the file.
            done: what was done to them, for the log.
        """
        mended = [
            one
            for question in sorted({one.question for one in answers})
            for one in self._read(answers, question)
        ]
        counts: Counter[tuple[str, str]] = Counter()
        for round_ in _rounds(mended):
            entry = next_entry(self._record)
            insert_rows(self._record, "takings", [(entry, self._account.sha256, self._exported_at)])
            counts.update(self._place(round_, entry))
            numbers = {"answers": len(round_)}
            append(self._record, "mended", {"file": self._account.sha256, **done, **numbers})
        still = Counter((one.question, "quarantined") for one in answers)
        still.subtract((one.waited.question, "quarantined") for one in mended)
        self._account.answer_parts.append(_counted(counts + still))
        weigh_waiting(self._record, sorted({one.contribution for one in answers}))

    def _read(self, answers: list[WaitingAnswer], question: str) -> Iterator[MendedAnswer]:
        """What the answers to a question say; of those that are not understood, the reason is kept."""
        mine = {one.number: one for one in answers if one.question == question}
        words = self._context.answers[question]
        shape = pl.Struct(dict.fromkeys(words.column.columns, pl.String))
        cells = pl.Series([one.cells for one in mine.values()]).str.json_decode(shape).struct.unnest()
        resolved = words.resolve(cells.with_columns(pl.Series(ROW, [*mine], pl.Int64)))
        wrong = {row[ROW]: row for row in resolved.problems.iter_rows(named=True)}
        for number, problem in wrong.items():
            told = {name: problem[name] for name in ("value", "reason", "suggestion")}
            change(self._record, "waiting_answers", {"id": number}, **told)
        questions = {one.id: one for one in self._context.folder.engagement.questions}
        positions = {option.value: option.position for option in questions[question].options}
        for (number, one), value in zip(mine.items(), resolved.values, strict=True):
            if number not in wrong:
                yield MendedAnswer(one, None if value is None else (value, None, positions[value]))

    def _place(self, mended: list[MendedAnswer], entry: int) -> Iterator[tuple[str, str]]:
        """Put answers in their contributions; the question, and the column of its account that each counts in now."""
        by_contribution: dict[str, list[MendedAnswer]] = {}
        for one in mended:
            by_contribution.setdefault(one.waited.contribution, []).append(one)
        parts = parts_of(self._record, by_contribution)
        for contribution, mine in by_contribution.items():
            said: dict[str, SaidAnswer | None] = {
                one.waited.question: one.said for one in mine if one.said is not None
            }
            before = {
                name
                for part in parts[contribution]
                if part.imported_in == self._imported_in
                for name in part.content.answers
            }
            if said:
                self._join(contribution, parts[contribution], said, mine[0].waited.said_at, entry)
            for one in mine:
                question = one.waited.question
                column = "no_answer" if one.said is None else "merged" if question in before else "stored"
                move_answers(
                    self._record, one.waited.sha256, {question: 1}, COLUMN_OF_STATE[one.waited.state], column
                )
                remove(self._record, "waiting_answers", {"id": one.waited.number})
                yield question, column

    def _join(
        self,
        contribution: str,
        parts: list[ContributionPart],
        said: dict[str, SaidAnswer | None],
        said_at: str | None,
        entry: int,
    ) -> None:
        own = next(part for part in parts if part.imported_in == self._imported_in)
        content = ContributionContent({}, said, own.content.source)
        part = ContributionPart(entry, self._imported_in, said_at, self._exported_at, None, content)
        rows = contribution_rows(self._record, contribution)
        before = content_of(rows) if rows["contributions"] else None
        joined = Joined(contribution, [*parts, part], before, assemble([*parts, part]))
        place_joined(self._record, joined, entry, MENDED)
        self._account.count_joined([joined])


def _rounds(mended: list[MendedAnswer]) -> Iterator[list[MendedAnswer]]:
    """Parts of one contribution have an entry each: answers of one time, and no question twice."""
    left = mended
    while left:
        taken: dict[str, tuple[str | None, set[str]]] = {}
        now: list[MendedAnswer] = []
        later: list[MendedAnswer] = []
        for one in left:
            said_at, questions = taken.setdefault(one.waited.contribution, (one.waited.said_at, set()))
            fits = said_at == one.waited.said_at and one.waited.question not in questions
            (now if fits else later).append(one)
            questions.add(one.waited.question)
        yield now
        left = later


def _counted(counts: Counter[tuple[str, str]]) -> pl.DataFrame:
    """What came of answers, by question, as in ``AnswerCounts``."""
    names = AnswerCounts.column_names()[2:]
    rows = [
        (question, sum(counts[question, name] for name in names), *(counts[question, name] for name in names))
        for question in sorted({question for question, _ in counts})
    ]
    return pl.DataFrame(rows, AnswerCounts.create_empty().schema, orient="row")
