"""What a release is made from: the exact tables of the record, on this side of the wall only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import polars as pl

from wellbeing.model.tables import Codes
from wellbeing.opinion.comments import Judgement, no_judgements

#: A quote that stands approved: whose, in answer to what, its words, its theme or null.
QUOTED: Final = dict.fromkeys(("contribution_id", "question_id", "words", "theme"), pl.String)
#: A theme that the notes of a hui raise.
NOTED: Final = dict.fromkeys(("event_id", "theme"), pl.String)

#: A convention of files: of which part of a contribution, in words, who has confirmed it.
READ_BY: Final = dict.fromkeys(("part", "convention", "confirmed_by"), pl.String)


class Counter(Protocol):
    """What counts contributions where they lie, so that only counts come here."""

    def counted_each(self, each: Sequence[Sequence[str]]) -> list[pl.DataFrame]:
        """As ``tally.counted_each``."""

    def received(self) -> pl.DataFrame:
        """As ``TrueTables.received``."""


@dataclass(frozen=True)
class TrueTables:
    """The rows that are counted. Lazy where they grow with the engagement, so that they may be streamed."""

    #: As ``model.tables.Events``.
    events: pl.DataFrame
    #: As ``model.tables.Organisations``.
    organisations: pl.DataFrame
    #: As ``model.tables.Contributions``.
    contributions: pl.LazyFrame
    #: As ``model.tables.Answers``.
    answers: pl.LazyFrame
    #: As ``QUOTED``: the only words of comments that may cross the wall.
    quotes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUOTED))
    #: Ids of organisations that were invited and declined.
    declined: frozenset[str] = frozenset()
    #: What the comments say, as far as it was judged; never their words.
    judged: Judgement = field(default_factory=lambda: Judgement(no_judgements(), "", ""))
    #: As ``model.tables.Codes``: who coded what, to say how far coders agree.
    codes: pl.DataFrame = field(default_factory=Codes.create_empty)
    #: ``event_id``, ``theme``: what the notes of each hui are about; ``theme`` null for notes without any.
    notes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=NOTED))
    #: ``part``, ``convention``, ``confirmed_by``: how files were read where none proves it; "" of nobody.
    conventions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=READ_BY))
    #: Counts the same contributions in a folder of their own; None: they are counted as they stand above.
    lake: Counter | None = None

    def received(self) -> pl.DataFrame:
        """The ``first`` and ``last`` day on which a contribution was received: one row, null if none was."""
        if self.lake is not None:
            return self.lake.received()
        day = pl.col("received_on")
        return self.contributions.select(first=day.min(), last=day.max()).collect(engine="streaming")
