"""What comes of the rows of a source file: imported, quarantined or refused.

docs/architecture.md, "The import wall".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.language import message
from wellbeing.model.consent import Consents
from wellbeing.model.tables import Answers, Contributions, Events, Organisations

#: Why a row is refused whose contribution was withdrawn.
WITHDRAWN: Final = message("was withdrawn: it is not taken in again")


class Quarantined(dy.Schema):
    """One row per value that keeps a row of the file out, until it is mended."""

    #: As a spreadsheet numbers it: the first row of the file is 1.
    source_row = dy.Int64(primary_key=True, min=1)
    #: What the value was to become: "region", "received_on", or the id of a question.
    field = dy.String(primary_key=True, min_length=1)
    #: As the file writes it; empty where it says nothing.
    value = dy.String(primary_key=True)
    #: The heading in the file; null where several were joined or none is to blame.
    column = dy.String(nullable=True)
    reason = dy.String(min_length=1)
    #: A word that would be understood instead; null where none comes near.
    suggestion = dy.String(nullable=True)


class QuarantinedRows(dy.Schema):
    """One row per row of the file in quarantine, kept whole so that it can be mended."""

    source_row = dy.Int64(primary_key=True, min=1)
    #: JSON object, heading → text as read; empty cells are null.
    cells = dy.String(min_length=2)


class Refused(dy.Schema):
    """One row per row of the file that is no contribution."""

    source_row = dy.Int64(primary_key=True, min=1)
    reason = dy.String(min_length=1)
    #: As in ``QuarantinedRows``: kept, so that the row can be called back; null where nothing may be kept of it.
    cells = dy.String(nullable=True)


class WaitingAnswers(dy.Schema):
    """One row per answer that is not understood, of a row that is imported: it waits by itself."""

    source_row = dy.Int64(primary_key=True, min=1)
    question_id = dy.String(primary_key=True, min_length=1)
    #: As the file writes it.
    value = dy.String(primary_key=True, min_length=1)
    #: As in ``Quarantined``.
    column = dy.String(nullable=True)
    reason = dy.String(min_length=1)
    suggestion = dy.String(nullable=True)
    contribution_id = dy.String()
    #: As in ``Identities``, of the row.
    said_at = dy.String(nullable=True)
    #: JSON object, heading → text, of the question's columns only.
    cells = dy.String(min_length=2)


class Identities(dy.Schema):
    """One row per contribution: what tells whether the record holds it already, and holds it unchanged."""

    contribution_id = dy.String(primary_key=True)
    #: First half of the SHA-256 of what is mapped. Same id, other fingerprint: the platform changed it.
    fingerprint = dy.String(regex=r"[0-9a-f]{32}")
    #: ``platform``: the file's own id; ``content``: what is mapped, and an ordinal among equals; ``ordinal``:
    #: event, type and ordinal of an attendance.
    basis = dy.Enum(["platform", "content", "ordinal"])
    #: When it was given by the clock of the engagement, ISO 8601: a day, or a day and a time; null where the file
    #: does not say so of each.
    said_at = dy.String(nullable=True)


class Notes(dy.Schema):
    """One row per point that a facilitator noted: said at a hui, not by a contribution."""

    #: UUID.
    note_id = dy.String(primary_key=True)
    event_id = dy.String()
    #: Null when the note is about the hui as a whole.
    topic = dy.String(nullable=True)
    stakeholder = dy.String(nullable=True)
    #: Never leaves the record.
    text = dy.String(min_length=1)
    #: Codebook ids.
    themes = dy.List(dy.String())
    source_row = dy.Int64(min=1)


class AnswerCounts(dy.Schema):
    """One row per question of a file: what came of its answers. They add up to those read."""

    #: "" for answers in a file with a row for each that are about no question that is known.
    question_id = dy.String(primary_key=True)
    #: Cells that say anything.
    read = dy.Int64(min=0)
    #: In the record, or there already.
    stored = dy.Int64(min=0)
    #: Given again, anew or in several parts by the same contribution: one of them, or all as one, is stored.
    merged = dy.Int64(min=0)
    #: Mean "no answer", or are about no question that is kept.
    no_answer = dy.Int64(min=0)
    quarantined = dy.Int64(min=0)
    refused = dy.Int64(min=0)

    @dy.rule()
    def closes(cls) -> pl.Expr:  # noqa: N805 (as dataframely has it)
        """Nothing is lost, nothing counted twice."""
        parts = ("stored", "merged", "no_answer", "quarantined", "refused")
        return pl.sum_horizontal(parts) == pl.col("read")


@dataclass(frozen=True)
class Notice:
    """Something in a file that no row shows, told and kept in its account."""

    #: "error values", "merged cells": once in a file.
    kind: str
    #: How many cells, rows or places it is about.
    number: int
    #: What is said of it: where, and how it was read. Never what people wrote.
    text: str


@dataclass(frozen=True)
class Remembered:
    """What the record knows that helps to take a file in."""

    #: Field → what files write → a word that is understood ("" for "not stated"): decided by a person, and
    #: stronger than a profile.
    mends: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: ``organisation_id`` and ``name`` of the organisations on the roster.
    roster: pl.DataFrame | None = None
    #: For mended rows of a file whose other rows are in the record: fingerprint → how many contributions with
    #: it the record holds from that file. One more that says the same is then one more.
    held: Mapping[str, int] = field(default_factory=dict)
    #: Whether a contribution was withdrawn, by its id; None where none ever was.
    is_withdrawn: Callable[[str], bool] | None = None
    #: Ids that several rows of the file have and say different things by: none of these rows is the first.
    contested: frozenset[str] = frozenset()
    #: For mended rows: contributions that other rows of their file have made already → the fingerprint of what they
    #: say, "" where it is of several files. A row that says something else is not joined to them.
    taken: Mapping[str, str] = field(default_factory=dict)
    #: Whether it was found that each row of the file has an id of its own.
    are_unique: bool = False
    #: Whether ids and fingerprints are neither kept nor compared with any that are kept: others do as well then.
    is_passing: bool = False
    #: Whether the record holds a contribution, by its id; None where that is not asked.
    is_held: Callable[[str], bool] | None = None


#: A record that knows nothing yet.
NOTHING: Final = Remembered()


@dataclass(frozen=True)
class Intake:
    """What came of a number of rows: the whole file's, or a batch of it."""

    #: Share of the file that has been read with this batch, 0 to 1.
    done: float
    #: Numbers of the rows that hold anything.
    rows: pl.Series
    #: Numbers of the rows that became contributions, answers, events or notes.
    imported: pl.Series
    contributions: dy.DataFrame[Contributions]
    identities: dy.DataFrame[Identities]
    #: Of those that say what may be done with them.
    consents: dy.DataFrame[Consents]
    answers: dy.DataFrame[Answers]
    #: ``attendees`` counts this file's imported rows only.
    events: dy.DataFrame[Events]
    #: Only those that the roster does not know.
    organisations: dy.DataFrame[Organisations]
    notes: dy.DataFrame[Notes]
    quarantined: dy.DataFrame[Quarantined]
    quarantined_rows: dy.DataFrame[QuarantinedRows]
    refused: dy.DataFrame[Refused]
    #: By question, what came of the answers of these rows.
    answer_counts: dy.DataFrame[AnswerCounts]
    #: Of imported rows.
    waiting: dy.DataFrame[WaitingAnswers] = field(default_factory=WaitingAnswers.create_empty)
