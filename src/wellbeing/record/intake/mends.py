"""Mend rows in quarantine: a word's meaning is decided and remembered, or a row is corrected by hand.

No mend is final: a word is decided anew, or forgotten.
"""

import datetime as dt
import sqlite3
from dataclasses import replace

import msgspec

from wellbeing.model.profile import Profile
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.answers.mending import AnswerMends
from wellbeing.record.intake.answers.waiting import waiting_of_numbers
from wellbeing.record.intake.quarantine import (
    answers_for,
    files_of_rows,
    files_waiting,
    profile_of,
    rows_waiting,
    whole_rows,
)
from wellbeing.record.intake.recodes import Recode, add_recode
from wellbeing.record.intake.remedies import check_helped, check_recode
from wellbeing.record.intake.retaking import Mend, answers_of_rows, retake
from wellbeing.record.intake.writers import forget_unwritten, note_answerers
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.names.typed_days import day_alone, typed_day
from wellbeing.sources.templates.profiles import TEMPLATE_PREFIX
from wellbeing.sources.templates.typed import TYPED_PROFILE
from wellbeing.sources.text_workbook import as_in_workbook


def mend_word(record: sqlite3.Connection, folder: EngagementFolder, recode: Recode) -> list[Account]:
    """Remember what a word means and take in the rows that waited for it; an account for each file.

    Raises:
        DataError: no row waits for it, what it is to become is not understood either, or no word helps.
    """
    check_recode(folder, recode)
    with transaction(record):
        files = files_waiting(record, recode)
        numbers = {sha256: rows_waiting(record, sha256, recode) for sha256, _ in files}
        answers = {sha256: answers_for(record, sha256, recode) for sha256, _ in files}
        waited = {sha256: answers_of_rows(record, folder, sha256, mine) for sha256, mine in numbers.items()}
        for profile in sorted({profile for _, profile in files}):
            add_recode(record, profile, recode, next_entry(record))
        for sha256, profile in files:
            note_answerers(record, profile, recode, answers[sha256])
        done: dict[str, object] = {"field": recode.field}
        accounts = [
            _mended(record, folder, Mend(sha256, numbers[sha256], waited[sha256], answers[sha256], done))
            for sha256, _ in files
        ]
        check_helped(
            record, recode, [number for mine in (*numbers.values(), *answers.values()) for number in mine]
        )
        forget_unwritten(
            record, {(profile, recode.field, recode.value) for _, profile in files if recode.value}
        )
        return accounts


def mend_rows(
    record: sqlite3.Connection, folder: EngagementFolder, rows: dict[int, dict[str, str | None]]
) -> list[Account]:
    """Take in rows of which people corrected the cells: number in quarantine → heading → text.

    Raises:
        DataError: a number is not in quarantine.
    """
    with transaction(record):
        return take_corrected(record, folder, rows)


def take_corrected(
    record: sqlite3.Connection, folder: EngagementFolder, rows: dict[int, dict[str, str | None]]
) -> list[Account]:
    """As ``mend_rows``, within the caller's transaction."""
    files = files_of_rows(record, list(rows))
    waited = {sha256: answers_of_rows(record, folder, sha256, mine) for sha256, mine in files.items()}
    _rewrite(record, folder, files, rows)
    whole = {sha256: [*whole_rows(record, mine)["id"]] for sha256, mine in files.items()}
    answers = {sha256: sorted({*mine} - {*whole[sha256]}) for sha256, mine in files.items()}
    mends = [
        Mend(sha256, whole[sha256], waited[sha256], answers[sha256], {"rows by hand": len(mine)})
        for sha256, mine in files.items()
    ]
    return [_mended(record, folder, mend) for mend in mends]


def _mended(record: sqlite3.Connection, folder: EngagementFolder, mend: Mend) -> Account:
    """Take in rows and answers of a file that waited."""
    query = "SELECT file, profile FROM imports WHERE sha256 = ?"
    file, profile = record.execute(query, (mend.sha256,)).fetchone()
    account = Account(file, profile, mend.sha256, of_answers=True)
    if mend.rows:
        account = retake(record, folder, mend)
    if mend.answers:
        AnswerMends(record, folder, account).take(waiting_of_numbers(record, mend.answers), mend.done)
    return account


def _rewrite(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    files: dict[str, list[int]],
    rows: dict[int, dict[str, str | None]],
) -> None:
    """Only under the headings that a row has; what a copy lost, and what nobody edited, stays."""
    read = {sha256: profile_of(record, sha256) for sha256 in files}
    profiles = {number: read[sha256] for sha256, mine in files.items() for number in mine}
    kept = whole_rows(record, list(rows)).select("id", "cells").rows()
    answers = [(one.number, one.cells) for one in waiting_of_numbers(record, rows)]
    for number, text in (*kept, *answers):
        before = msgspec.json.decode(text, type=dict[str, str | None])
        given = {heading: rows[number].get(heading, cell) for heading, cell in before.items()}
        new = {
            name: before[name]
            if _is_same(before[name], cell)
            else _understood(name, cell, profiles[number], folder)
            for name, cell in given.items()
        }
        for table in ("quarantine", "waiting_answers"):
            change(record, table, {"id": number}, cells=msgspec.json.encode(new).decode())


def _is_same(before: str | None, after: str | None) -> bool:
    """Whether a person left a cell as it was shown to them."""
    return as_in_workbook(after) in {as_in_workbook(before), as_in_workbook(day_alone(before or ""))}


def _understood(heading: str, cell: str | None, profile: Profile, folder: EngagementFolder) -> str | None:
    """What a person wrote; of a day what it is, as on a form, unless its file may write numbers in another order."""
    is_day = cell and heading in profile.received_on.columns
    is_ours = profile.name == TYPED_PROFILE or profile.name.startswith(TEMPLATE_PREFIX)
    if not cell or not is_day or not (is_ours or any(letter.isalpha() for letter in cell)):
        return cell
    settings = folder.engagement
    last = settings.ends_on + dt.timedelta(days=profile.received_on.late_days)
    return typed_day(cell, settings.starts_on, last)


def decided_before(record: sqlite3.Connection, recode: Recode) -> dict[str, str]:
    """Profiles for whose files a word was decided, and as what; none where nobody has."""
    query = (
        "SELECT profile, becomes FROM mends WHERE field = ? AND value = ? AND profile = coalesce(?, profile)"
    )
    return dict(record.execute(query, (recode.field, recode.value, recode.profile)).fetchall())


def redecide(
    record: sqlite3.Connection, folder: EngagementFolder, recode: Recode, *, forget: bool = False
) -> list[tuple[str, str]]:
    """Give a word another meaning from now on, or none; files that may hold it, each with its profile.

    What came in by the earlier meaning stays as it is until its file is imported again.

    Args:
        record: open.
        folder: the engagement.
        recode: the word, and what it is to mean.
        forget: whether it is to wait again, as if nobody had decided it.

    Raises:
        DataError: what it is to mean is not understood either.
    """
    check_recode(folder, recode)
    with transaction(record):
        profiles = decided_before(record, recode)
        for profile in profiles:
            if forget:
                _forget(record, replace(recode, profile=profile))
            else:
                _check_meaning(record, folder, replace(recode, profile=profile))
                add_recode(record, profile, recode, next_entry(record))
        append(record, "redecided", {"field": recode.field, "profiles": len(profiles), "forgotten": forget})
        listed = msgspec.json.encode(sorted(profiles)).decode()
        query = "SELECT file, profile FROM imports WHERE profile IN (SELECT value FROM json_each(?)) ORDER BY 1, 2"
        return record.execute(query, (listed,)).fetchall()


def _forget(record: sqlite3.Connection, recode: Recode) -> None:
    word = {"profile": recode.profile, "field": recode.field, "value": recode.value}
    remove(record, "mend_writers", word)
    remove(record, "mends", word)


def _check_meaning(record: sqlite3.Connection, folder: EngagementFolder, recode: Recode) -> None:
    query = "SELECT mapping FROM imports WHERE profile = ? ORDER BY sha256 LIMIT 1"
    (mapping,) = record.execute(query, (recode.profile,)).fetchone() or (None,)
    if mapping is None:
        return
    context = Context(msgspec.json.decode(mapping, type=Profile), folder, engagement_names(folder), "")
    words = {**context.words, **context.answers}.get(recode.field)
    if words is not None:
        said = msgspec.structs.replace(words.column, values={recode.value: recode.becomes})
        replace(words, column=said).check()
