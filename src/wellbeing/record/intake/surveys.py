"""Surveys: ids that count from 1 in each survey are not taken for the same people.

A platform's id means something within one survey. Where a file brings ids that the record holds, and most of them
came on another day and are of somebody else (another region or type, and other words), it is another survey, whose
ids are its own. What a file does not say is no difference: a later export may hold less.
A profile that names its ``collection`` has decided that, and is believed.
"""

import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Final, Protocol

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted
from wellbeing.model.intake import Intake, Notice, Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.intake.recodes import recodes
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.batch import RowBatch, column_numbers
from wellbeing.sources.reading.source import SourceTable

#: Ids in common below which chance may have it that all differ.
_FEWEST: Final = 3
#: Surveys of one profile that are looked through.
_MOST_SURVEYS: Final = 100
_OF_THESE: Final = (
    "SELECT contribution_id FROM contributions WHERE contribution_id IN (SELECT value FROM json_each(?))"
)
_WRITTEN: Final = (
    "SELECT contribution_id, text FROM answers "
    "WHERE text IS NOT NULL AND contribution_id IN (SELECT value FROM json_each(?))"
)
#: Characters from which words are somebody's own: "no comment" is everybody's.
_OWN_WORDS: Final = 12
_WHO: Final = ("received_on", "region", "stakeholder")
_HELD: Final = {"contribution_id": pl.String} | dict.fromkeys((f"held_{name}" for name in _WHO), pl.String)


class Taken(Protocol):
    """A file that is taken in."""

    @property
    def table(self) -> SourceTable:
        """The file."""

    @property
    def profile(self) -> Profile:
        """How it is read."""

    @property
    def folder(self) -> EngagementFolder:
        """The engagement."""


def survey_of(record: sqlite3.Connection, job: Taken) -> tuple[Profile, tuple[Notice, ...]]:
    """The profile with the survey that a file's ids belong to, and what should be said of it."""
    profile = job.profile
    earlier = record.execute("SELECT 1 FROM imports WHERE profile = ? LIMIT 1", (profile.name,)).fetchone()
    if not earlier or not profile.id or profile.collection or profile.kind != "survey":
        return profile, ()
    shared = _in_common(record, job, profile)
    if not _is_another(*shared):
        return profile, ()
    for number in range(2, _MOST_SURVEYS):
        other = msgspec.structs.replace(profile, collection=f"{profile.scope}/{number}")
        if not _is_another(*_in_common(record, job, other)):
            return other, (_notice(profile, other, *shared),)
    return profile, ()


def _is_another(in_common: int, of_others: int) -> bool:
    return in_common >= _FEWEST and 2 * of_others > in_common


def _notice(profile: Profile, other: Profile, shared: int, others: int) -> Notice:
    ids = message(
        f"{others:,} of {counted(shared, 'id')} that earlier files have too came on another day, of somebody else"
    )
    taken = message(
        f"{ids}: taken for another survey, whose ids are its own (collection '{other.collection}')."
    )
    text = message(f"{taken} If it is the same survey, write collection = '{profile.name}' in the profile.")
    return Notice("another survey", others, text)


def _in_common(record: sqlite3.Connection, job: Taken, profile: Profile) -> tuple[int, int]:
    """Of all rows of a file: ids that the record holds, and those of them that are of somebody else there.

    Where they are too few to tell, none of them is understood, and none is said to be of somebody else.
    """
    batches, first, number = _rows_in_common(record, job, profile), [], 0
    while number < _FEWEST:
        batch = next(batches, None)
        if batch is None:
            return number, 0
        first.append(batch)
        number += batch.rows.height
    table, remembered = job.table, Remembered(recodes(record, profile.name))
    rows = SourceTable(table.path, table.file, table.columns, (), (), (), "", partial(chain, first, batches))
    counts = [_compared(record, batch) for batch in take_in(rows, profile, job.folder, remembered)]
    return sum(both for both, _ in counts), sum(others for _, others in counts)


def _rows_in_common(record: sqlite3.Connection, job: Taken, profile: Profile) -> Iterator[RowBatch]:
    """The rows of a file whose ids the record holds: most of a longer export need not be understood."""
    table, engagement = job.table, job.folder.engagement.id
    fitted = fit_profile(profile, table.columns, table.file)
    numbers = dict(zip(table.columns, column_numbers(len(table.columns)), strict=True))
    for batch in table.batches():
        ids = contributions_of_rows(batch.rows, fitted, engagement)
        held = [one for (one,) in record.execute(_OF_THESE, (_json(ids.to_list()),))]
        if held:
            yield RowBatch(batch.rows.filter(ids.is_in(held)).rename(numbers), batch.overlong, batch.done)


def _compared(record: sqlite3.Connection, intake: Intake) -> tuple[int, int]:
    """How many contributions the record holds, and how many of them came on another day and are of somebody else."""
    mine = intake.contributions.with_columns(pl.col("received_on").cast(pl.String))
    rows = record.execute(
        f"SELECT contribution_id, {', '.join(_WHO)} FROM contributions "  # noqa: S608 (our own names)
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (_json(mine["contribution_id"].to_list()),),
    ).fetchall()
    both = mine.join(pl.DataFrame(rows, _HELD, orient="row"), on="contribution_id")
    day, *who = [pl.col(name) != pl.col(f"held_{name}") for name in _WHO]
    # What one of them does not say is no difference; where nothing is said by both, the day alone speaks.
    other = pl.any_horizontal(who).fill_null(value=False) | pl.all_horizontal(each.is_null() for each in who)
    others = both.filter(day & other)["contribution_id"]
    return both.height, len(others) - _saying_the_same(record, intake, others)


def _saying_the_same(record: sqlite3.Connection, intake: Intake, contributions: pl.Series) -> int:
    """How many wrote word for word what the record holds of them, and nobody else in the file wrote."""
    written = intake.answers.filter(
        pl.col("text").str.len_chars() >= _OWN_WORDS, pl.col("text").is_unique()
    ).join(contributions.to_frame(), on="contribution_id", how="semi")
    if written.is_empty():
        return 0
    held = record.execute(_WRITTEN, (_json(written["contribution_id"].unique().to_list()),)).fetchall()
    texts = pl.DataFrame(held, dict.fromkeys(("contribution_id", "text"), pl.String), orient="row")
    return written.join(texts, on=["contribution_id", "text"])["contribution_id"].n_unique()


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
