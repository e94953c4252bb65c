"""Mend rows in quarantine: a word's meaning is decided once and remembered, or a row is corrected by hand."""

import sqlite3
from collections import Counter

import msgspec
import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.model.profile import Profile
from wellbeing.record.intake import additions as adding
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import Job, take
from wellbeing.record.intake.linkage import Sifted
from wellbeing.record.intake.waiting import Meaning, files_of, files_waiting, rows_waiting, whole_rows
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, insert, insert_rows, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.stored import stored_rows


def mend_word(record: sqlite3.Connection, folder: EngagementFolder, meaning: Meaning) -> list[Account]:
    """Remember what a word means and take in the rows that waited for it; an account for each file.

    Raises:
        DataError: no row waits for it, or what it is to become is not understood either.
    """
    with transaction(record):
        files = files_waiting(record, meaning)
        entry = next_entry(record)
        for profile in sorted({profile for _, profile in files}):
            _remember(record, profile, meaning, entry)
        accounts = [
            _again(record, folder, sha256, entry, rows_waiting(record, sha256, meaning))
            for sha256, _ in files
        ]
        append(record, "mended", {"field": meaning.field, **_sums(accounts)})
        return accounts


def mend_rows(
    record: sqlite3.Connection, folder: EngagementFolder, corrected: dict[int, dict[str, str | None]]
) -> list[Account]:
    """Take in rows of which people corrected the cells: number in quarantine → heading → text.

    Raises:
        DataError: a number is not in quarantine.
    """
    with transaction(record):
        files = files_of(record, list(corrected))
        entry = next_entry(record)
        for number, cells in corrected.items():
            _rewrite(record, number, cells)
        accounts = [_again(record, folder, sha256, entry, ids) for sha256, ids in files.items()]
        append(record, "mended", {"rows by hand": len(corrected), **_sums(accounts)})
        return accounts


def _rewrite(record: sqlite3.Connection, number: int, cells: dict[str, str | None]) -> None:
    """Only under the headings that the row has; a heading that a copy lost keeps what it held."""
    (text,) = record.execute("SELECT cells FROM quarantine WHERE id = ?", (number,)).fetchone()
    known = msgspec.json.decode(text, type=dict[str, str | None])
    new = {heading: cells.get(heading, before) for heading, before in known.items()}
    change(record, "quarantine", {"id": number}, cells=msgspec.json.encode(new).decode())


def _again(
    record: sqlite3.Connection, folder: EngagementFolder, sha256: str, entry: int, ids: list[int]
) -> Account:
    """Take quarantined rows in once more, through the profile that their file had."""
    waiting = whole_rows(record, ids)
    job = _job(record, folder, sha256, waiting)
    batches = adding.Batches(record, job.table.file, entry, joined=job.profile.rows == "many")
    tried: list[Intake] = []

    def keep(intake: Intake, sifted: Sifted) -> None:
        batches.add(intake, sifted)
        tried.append(intake)

    account = take(record, job, keep)
    batches.finish(account)
    for intake in tried:
        _settle(record, sha256, intake, dict(waiting.select("source_row", "id").iter_rows()))
    _account(record, sha256, account)
    return account


def _job(record: sqlite3.Connection, folder: EngagementFolder, sha256: str, waiting: pl.DataFrame) -> Job:
    asked = "SELECT file, mapping FROM imports WHERE sha256 = ?"
    file, mapping = record.execute(asked, (sha256,)).fetchone()
    profile = msgspec.json.decode(mapping, type=Profile)
    table = stored_rows(file, waiting.select("source_row", "cells"))
    return Job(table, profile, folder, sha256, held=_held(record, sha256))


def _held(record: sqlite3.Connection, sha256: str) -> Counter[str]:
    """Fingerprint → how many contributions that say the same the file has given, or found there already."""
    found = record.execute(
        "SELECT fingerprint, count(*) FROM contributions WHERE basis != 'platform' "
        "AND added_in = (SELECT added_in FROM imports WHERE sha256 = ?) GROUP BY fingerprint "
        "UNION ALL SELECT fingerprint, held FROM contents WHERE sha256 = ?",
        (sha256, sha256),
    )
    total: Counter[str] = Counter()
    for fingerprint, held in found:
        total[fingerprint] += held
    return total


def _settle(record: sqlite3.Connection, sha256: str, intake: Intake, ids: dict[int, int]) -> None:
    """Rows that are understood now leave quarantine; of the others, the problems that are left."""
    by_number = pl.DataFrame(
        {"source_row": list(ids), "id": list(ids.values())}, {"source_row": pl.Int64, "id": pl.Int64}
    )
    for number in ids.values():
        remove(record, "problems", {"id": number})
    told = intake.quarantined.join(by_number, on="source_row").rename({"column": "heading"})
    insert(record, "problems", told.drop("source_row"))
    for row in [*intake.imported, *intake.refused["source_row"]]:
        remove(record, "quarantine", {"id": ids[row]})
    insert(record, "refusals", intake.refused.with_columns(sha256=pl.lit(sha256)))
    said = intake.identities.filter(pl.col("basis") != "platform")["fingerprint"].value_counts(name="held")
    for fingerprint, held in said.iter_rows():
        _count(record, sha256, fingerprint, held)


def _count(record: sqlite3.Connection, sha256: str, fingerprint: str, more: int) -> None:
    where = {"sha256": sha256, "fingerprint": fingerprint}
    asked = "SELECT held FROM contents WHERE sha256 = ? AND fingerprint = ?"
    known = record.execute(asked, tuple(where.values())).fetchone()
    if known:
        change(record, "contents", where, held=known[0] + more)
    else:
        insert_rows(record, "contents", [(sha256, fingerprint, more)])


def _account(record: sqlite3.Connection, sha256: str, account: Account) -> None:
    """The file's own account after the mend: the same rows, fewer of them in quarantine."""
    names = ("imported", "quarantined", "refused", "added", "unchanged", "changed")
    asked = f"SELECT {', '.join(names)} FROM imports WHERE sha256 = ?"  # noqa: S608 (our own names)
    known = dict(zip(names, record.execute(asked, (sha256,)).fetchone(), strict=True))
    more = {name: known[name] + getattr(account, name) for name in names}
    more["quarantined"] = known["quarantined"] - account.imported - account.refused
    change(record, "imports", {"sha256": sha256}, **more)


def _remember(record: sqlite3.Connection, profile: str, meaning: Meaning, entry: int) -> None:
    remove(record, "mends", {"profile": profile, "field": meaning.field, "value": meaning.value})
    insert_rows(record, "mends", [(profile, meaning.field, meaning.value, meaning.becomes, entry)])


def _sums(accounts: list[Account]) -> dict[str, object]:
    names = ("rows", "imported", "refused", "added", "changed")
    return {name: sum(getattr(account, name) for account in accounts) for name in names}
