"""The conventions of a file: its columns read once as a whole, then a profile that says what holds for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

import msgspec
import polars as pl

from wellbeing.model.intake import Notice
from wellbeing.model.profile import Answered, Profile, Several
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.conventions.date_evidence import DateEvidence
from wellbeing.sources.intake.conventions.dates import decide_dates
from wellbeing.sources.intake.conventions.notices import Decided
from wellbeing.sources.intake.conventions.numbers import decide_answers, decide_boxes, decide_words
from wellbeing.sources.intake.conventions.postcodes import PostcodeEvidence
from wellbeing.sources.intake.conventions.repeats import RepeatedIds
from wellbeing.sources.intake.conventions.signs import decide_sign
from wellbeing.sources.intake.conventions.twins import read_twins
from wellbeing.sources.intake.mapping.context import SEVERAL_COLUMNS, SINGLE_COLUMNS, Context, fitted_context
from wellbeing.sources.intake.refusals import refusals
from wellbeing.sources.names.numerals import NUMERAL
from wellbeing.sources.reading.batch import RowBatch, without_rows
from wellbeing.sources.reading.source import SourceTable


@dataclass(frozen=True)
class Conventions:
    """What holds for all rows of a file."""

    #: How the file's columns and values become ours.
    profile: Profile
    #: What should be said of it.
    notices: tuple[Notice, ...]
    #: Ids that several rows have and say different things by.
    contested: frozenset[str]
    #: Whether each row has an id of its own.
    are_unique: bool


def decide_conventions(table: SourceTable, profile: Profile, folder: EngagementFolder) -> Conventions:
    """What holds for all rows of a file.

    Args:
        table: the whole file; nothing is decided from a part of it.
        profile: how its columns and values become ours.
        folder: the engagement.

    Raises:
        DataError: the profile does not fit the file or the engagement, or the file is damaged.
    """
    fitted = fitted_context(table, profile, folder)
    twinned = read_twins(fitted.profile, table.columns, fitted.names.options)
    signed = decide_sign(table, twinned.part, folder)
    evidence = _Evidence(replace(fitted, profile=signed.part))
    for batch in table.batches():
        evidence.read(batch)
    decided, notices = evidence.decided()
    contested = evidence.repeats.contested(table, replace(fitted, profile=decided))
    return Conventions(
        decided, (*twinned.notices, *signed.notices, *notices), contested, evidence.repeats.are_unique
    )


@dataclass
class _Evidence:
    """What the rows of a file say that become contributions: dates, and numbers by what they were to become."""

    context: Context
    _numbers: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.repeats = RepeatedIds(self.context)
        self._dates = DateEvidence(self.context.profile.received_on, self.context.folder.engagement)
        self._postcodes = PostcodeEvidence(self.context)

    def read(self, batch: RowBatch) -> None:
        """Look at the rows of a batch."""
        refused = refusals(batch, self.context.profile)
        rows = without_rows(batch.rows, refused)
        self._dates.read(rows)
        self._postcodes.read(rows)
        self.repeats.read(rows)
        about = None if self.context.questions is None else self.context.questions.resolve(rows).values
        for answer in self.context.profile.questions:
            if answer.id in self.context.names.options:
                mine = (
                    rows
                    if about is None or self._is_vote(answer)
                    else rows.filter(about.eq_missing(answer.id))
                )
                self._note(answer.id, mine, answer.columns)
        for name in SINGLE_COLUMNS | SEVERAL_COLUMNS:
            part = getattr(self.context.profile, name)
            self._note(name, rows, part.columns, part.split if isinstance(part, Several) else "")
            for heading in part.flags if isinstance(part, Several) else ():
                self._note(f"{name}\0{heading}", rows, (heading,))

    def decided(self) -> tuple[Profile, tuple[Notice, ...]]:
        """What holds for all rows."""
        profile, names = self.context.profile, self.context.names
        dates = decide_dates(self._dates)
        answers = [self._answers(answer) for answer in profile.questions if answer.id in names.options]
        words = {
            name: decide_words(name, getattr(profile, name), self._of(name), getattr(names, kind))
            for name, kind in (SINGLE_COLUMNS | SEVERAL_COLUMNS).items()
        }
        boxes = {
            name: decide_boxes(name, part, {one: self._of(f"{name}\0{one}") for one in part.flags})
            for name, found in words.items()
            if isinstance(part := found.part, Several)
        }
        closed = {one.part.id: one.part for one in answers}
        parts: Mapping[str, object] = {name: one.part for name, one in (words | boxes).items()}
        settled = msgspec.structs.replace(
            profile,
            received_on=dates.part,
            questions=tuple(closed.get(answer.id, answer) for answer in profile.questions),
            **parts,
        )
        told = [dates.notices, *(one.notices for one in answers), *(one.notices for one in words.values())]
        return settled, tuple(
            chain(*told, *(one.notices for one in boxes.values()), self._postcodes.notices())
        )

    def _answers(self, answer: Answered) -> Decided[Answered]:
        """What a question's numbers mean; what a vote's sign means has been told already."""
        found = decide_answers(answer, self._of(answer.id), self.context.names.options[answer.id])
        return Decided(found.part) if self._is_vote(answer) and not found.part.doubt else found

    def _is_vote(self, answer: Answered) -> bool:
        """Whether a column of signs answers it, which mean the same whatever the question is."""
        sign = self.context.profile.sign
        return sign is not None and sign.vote in answer.columns

    def _note(self, name: str, rows: pl.DataFrame, columns: tuple[str, ...], split: str = "") -> None:
        """Remember the numbers of some columns, as they are written."""
        held = self._numbers.setdefault(name, set())
        for column in columns:
            cells = rows[column].drop_nulls().unique()
            parts = cells.str.split(split).explode() if split else cells
            held.update(parts.str.strip_chars().filter(parts.str.contains(NUMERAL)))

    def _of(self, name: str) -> list[str]:
        return sorted(self._numbers.get(name, ()))
