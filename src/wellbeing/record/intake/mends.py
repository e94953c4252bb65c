"""Mend rows in quarantine: a word's meaning is decided once and remembered, or a row is corrected by hand."""

import sqlite3
from collections import Counter

import msgspec
import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.model.profile import Profile
from wellbeing.record.assembly.placing import MENDED
from wellbeing.record.intake.account import ACCOUNT_COLUMNS, Account
from wellbeing.record.intake.additions import Additions
from wellbeing.record.intake.answer_accounts import settle_answers, waiting_answers
from wellbeing.record.intake.imports import ImportJob, account_for
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.intake.quarantine import (
    contested_ids,
    files_of_rows,
    files_waiting,
    numbered_problems,
    rows_waiting,
    whole_rows,
)
from wellbeing.record.intake.recodes import Recode, add_recode
from wellbeing.record.intake.remedies import check_helped, check_recode
from wellbeing.record.intake.writers import forget_unwritten, note_writers
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, insert, insert_rows, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.text_workbook import as_in_workbook


def mend_word(record: sqlite3.Connection, folder: EngagementFolder, recode: Recode) -> list[Account]:
    """Remember what a word means and take in the rows that waited for it; an account for each file.

    Raises:
        DataError: no row waits for it, what it is to become is not understood either, or no word helps.
    """
    check_recode(folder, recode)
    with transaction(record):
        files = files_waiting(record, recode)
        numbers = [number for sha256, _ in files for number in rows_waiting(record, sha256, recode)]
        waited = {
            sha: waiting_answers(record, folder, sha, rows_waiting(record, sha, recode)) for sha, _ in files
        }
        for profile in sorted({profile for _, profile in files}):
            add_recode(record, profile, recode, next_entry(record))
        done: dict[str, object] = {"field": recode.field}
        accounts = [
            retake(record, folder, sha256, rows_waiting(record, sha256, recode), done) for sha256, _ in files
        ]
        for account in accounts:
            settle_answers(record, account.sha256, waited[account.sha256], account.answers())
        check_helped(record, recode, numbers)
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
        files = files_of_rows(record, list(rows))
        waited = {sha256: waiting_answers(record, folder, sha256, mine) for sha256, mine in files.items()}
        _rewrite(record, rows)
        accounts = [
            retake(record, folder, sha256, numbers, {"rows by hand": len(numbers)})
            for sha256, numbers in files.items()
        ]
        for account in accounts:
            settle_answers(record, account.sha256, waited[account.sha256], account.answers())
        return accounts


def _rewrite(record: sqlite3.Connection, rows: dict[int, dict[str, str | None]]) -> None:
    """Only under the headings that a row has; what a copy lost, and what nobody edited, stays."""
    for number, text in whole_rows(record, list(rows)).select("id", "cells").iter_rows():
        before = msgspec.json.decode(text, type=dict[str, str | None])
        given = {heading: rows[number].get(heading, cell) for heading, cell in before.items()}
        new = {
            name: before[name] if as_in_workbook(before[name]) == as_in_workbook(cell) else cell
            for name, cell in given.items()
        }
        change(record, "quarantine", {"id": number}, cells=msgspec.json.encode(new).decode())


def retake(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    sha256: str,
    numbers: list[int],
    done: dict[str, object],
) -> Account:
    """Take quarantined rows of a file in once more, through the profile that it had, with an entry of the log.

    Args:
        record: within the caller's transaction.
        folder: the engagement.
        sha256: the file.
        numbers: the rows, by their numbers in quarantine.
        done: what was done to them, for the log.
    """
    rows, entry = whole_rows(record, numbers), next_entry(record)
    job = _job(record, folder, sha256, rows)
    insert_rows(record, "takings", [(entry, sha256, job.exported_at)])
    additions = Additions(record, job.table.file, entry, MENDED)
    batches: list[Intake] = []

    def keep(intake: Intake, linkage: Linkage) -> None:
        additions.add(intake, linkage)
        batches.append(intake)

    account = account_for(record, job, keep)
    additions.finish(account)
    for number in numbers:
        remove(record, "problems", {"id": number})
    for intake in batches:
        note_writers(record, job.table.file, job.profile, intake, rows)
        _settle(record, sha256, intake, rows.select("id", "source_row"))
    _update_account(record, sha256, account)
    append(record, "mended", {"file": sha256, **done, **_numbers(account)})
    return account


def _job(record: sqlite3.Connection, folder: EngagementFolder, sha256: str, rows: pl.DataFrame) -> ImportJob:
    query = (
        "SELECT file, mapping, imports.added_in, exported_at FROM imports LEFT JOIN takings "
        "ON entry = imports.added_in WHERE imports.sha256 = ?"
    )
    file, mapping, imported_in, exported_at = record.execute(query, (sha256,)).fetchone()
    return ImportJob(
        stored_rows(file, rows.select("source_row", "cells")),
        msgspec.json.decode(mapping, type=Profile),
        folder,
        sha256,
        held=_contributions_alike(record, sha256),
        exported_at=exported_at,
        imported_in=imported_in,
        contested=contested_ids(record, sha256),
    )


def _contributions_alike(record: sqlite3.Connection, sha256: str) -> Counter[str]:
    """Fingerprint → how many contributions that say the same the file has given, or found there already."""
    rows = record.execute(
        "SELECT fingerprint, count(*) FROM contributions WHERE basis != 'platform' "
        "AND added_in IN (SELECT entry FROM takings JOIN log ON seq = entry "
        "WHERE sha256 = ? AND action = 'imported') "
        "AND (contribution_id NOT IN (SELECT contribution_id FROM parts) OR (contribution_id, added_in) IN "
        "(SELECT contribution_id, added_in FROM parts)) GROUP BY fingerprint "
        "UNION ALL SELECT fingerprint, held FROM contents WHERE sha256 = ?",
        (sha256, sha256),
    )
    total: Counter[str] = Counter()
    for fingerprint, number in rows:
        total[fingerprint] += number
    return total


def _settle(record: sqlite3.Connection, sha256: str, intake: Intake, numbers: pl.DataFrame) -> None:
    """Rows that are understood now leave quarantine; the others keep the problems that are left."""
    by_row = dict(numbers.select("source_row", "id").iter_rows())
    insert(record, "problems", numbered_problems(intake, numbers))
    for row in [*intake.imported, *intake.refused["source_row"]]:
        remove(record, "quarantine", {"id": by_row[row]})
    refused = intake.refused.join(numbers, on="source_row", how="left")
    insert(record, "refusals", refused.with_columns(sha256=pl.lit(sha256)))
    contents = intake.identities.filter(pl.col("basis") != "platform")["fingerprint"].value_counts(
        name="held"
    )
    for fingerprint, number in contents.iter_rows():
        _count(record, sha256, fingerprint, number)


def _count(record: sqlite3.Connection, sha256: str, fingerprint: str, more: int) -> None:
    where = {"sha256": sha256, "fingerprint": fingerprint}
    query = "SELECT held FROM contents WHERE sha256 = ? AND fingerprint = ?"
    row = record.execute(query, tuple(where.values())).fetchone()
    if row:
        change(record, "contents", where, held=row[0] + more)
    else:
        insert_rows(record, "contents", [(sha256, fingerprint, more)])


def _update_account(record: sqlite3.Connection, sha256: str, account: Account) -> None:
    """The file's own account after the mend: the same rows, fewer of them in quarantine."""
    names = ACCOUNT_COLUMNS[1:]
    query = f"SELECT {', '.join(names)} FROM imports WHERE sha256 = ?"  # noqa: S608 (our own names)
    before = dict(zip(names, record.execute(query, (sha256,)).fetchone(), strict=True))
    after = {name: before[name] + getattr(account, name) for name in names}
    after["quarantined"] = before["quarantined"] - account.imported - account.refused
    change(record, "imports", {"sha256": sha256}, **after)


def _numbers(account: Account) -> dict[str, object]:
    names = ("rows", "imported", "refused", "added", "changed")
    return {name: getattr(account, name) for name in names}
