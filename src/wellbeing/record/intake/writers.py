"""Who wrote the words that were given a meaning: a word is kept while somebody who wrote it stands, or waits."""

import sqlite3
from collections.abc import Iterator

import msgspec
import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.model.profile import Profile
from wellbeing.record.intake.answers.waiting import waiting_of_numbers
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.rows import insert_rows, remove
from wellbeing.sources.names.spelling import key

#: Profile, field and what files write: the key of a mend.
_Word = tuple[str, str, str]


def note_writers(
    record: sqlite3.Connection, file: str, profile: Profile, intake: Intake, rows: pl.DataFrame
) -> None:
    """Note which contributions wrote the words that are decided for a profile, of rows that came in.

    Args:
        record: within the caller's transaction.
        file: whose rows they are.
        profile: as it was for that file.
        intake: what came of the rows.
        rows: ``source_row`` and ``cells`` of rows that waited.
    """
    words = [word for word in _words(record) if word[0] == profile.name]
    imported = rows.filter(pl.col("source_row").is_in(intake.imported.implode()))
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    by_row = dict(intake.contributions.select("source_row", "contribution_id").iter_rows())
    if profile.id:
        ids = ids_of_rows(engagement, file, profile, imported["cells"].to_list())
        by_row = dict(zip(imported["source_row"], ids, strict=True))
    known = set(intake.identities["contribution_id"])
    found = {
        (*word, by_row.get(row, ""))
        for row, cells in imported.select("source_row", "cells").iter_rows()
        for word in words
        if _is_in(word, cells)
    }
    before = set(record.execute("SELECT profile, field, value, writer FROM mend_writers"))
    insert_rows(record, "mend_writers", sorted(one for one in found - before if one[-1] in known))


def note_answerers(record: sqlite3.Connection, profile: str, recode: Recode, numbers: list[int]) -> None:
    """Note which contributions gave some of the answers that wait for a word that is decided for a profile."""
    writers = {one.contribution for one in waiting_of_numbers(record, numbers)}
    query = "SELECT writer FROM mend_writers WHERE profile = ? AND field = ? AND value = ?"
    before = {one for (one,) in record.execute(query, (profile, recode.field, recode.value))}
    insert_rows(
        record,
        "mend_writers",
        [(profile, recode.field, recode.value, one) for one in sorted(writers - before)],
    )


def forget_words(record: sqlite3.Connection, writers: list[str]) -> None:
    """Forget words that nobody wrote who stands or waits, once these writers are gone; "" is nobody's word.

    Whose a word is that was decided before writers were noted is not known: it may be theirs, and goes.
    """
    for writer in writers:
        remove(record, "mend_writers", {"writer": writer})
    forget_unwritten(record, set(_words(record)))


def forget_unwritten(record: sqlite3.Connection, words: set[_Word]) -> None:
    """Forget those of some words (profile, field, as written) that nobody wrote who stands or waits."""
    query = "SELECT DISTINCT profile, field, value FROM mend_writers"
    alone = words - set(record.execute(query))
    if alone:
        query = "SELECT cells FROM quarantine UNION ALL SELECT cells FROM waiting_answers WHERE state != 'refused'"
        waiting = [cells for (cells,) in record.execute(query)]
        for word in sorted(alone):
            if not any(_is_in(word, cells) for cells in waiting):
                remove(record, "mends", dict(zip(("profile", "field", "value"), word, strict=True)))


def _words(record: sqlite3.Connection) -> Iterator[_Word]:
    yield from record.execute("SELECT profile, field, value FROM mends WHERE value != ''")


def _is_in(word: _Word, cells: str) -> bool:
    texts = msgspec.json.decode(cells, type=dict[str, str | None]).values()
    return any(key(word[2]) in key(text) for text in texts if text)
