"""Take a file into the record: one transaction, every row accounted for."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
import polars as pl

from wellbeing.model.intake import Intake, Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.care import check_care
from wellbeing.record.intake import additions as adding
from wellbeing.record.intake import quarantine
from wellbeing.record.intake.account import NUMBERS, Account
from wellbeing.record.intake.linkage import Sifted, sift
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.reading.source import SourceTable

Keep = Callable[[Intake, Sifted], None]


@dataclass(frozen=True)
class Job:
    """A file that is taken in, or rows of it that were mended."""

    table: SourceTable
    profile: Profile
    folder: EngagementFolder
    sha256: str
    #: Told the share of the file that has been read, 0 to 1.
    progress: Callable[[float], None] = lambda _: None
    #: Fingerprint → how many contributions of the file the record holds with it.
    held: Mapping[str, int] = field(default_factory=dict)


def import_file(record: sqlite3.Connection, job: Job) -> Account:
    """Everything that a file holds, or nothing if anything fails; a file imported before adds nothing.

    Raises:
        DataError: the engagement does not say why and how long data are kept, or the file cannot be taken in.
    """
    check_care(job.folder)
    with transaction(record):
        known = _imported_before(record, job)
        return known or _imported(record, job)


def check_file(record: sqlite3.Connection, job: Job, keep: Keep = lambda _intake, _sifted: None) -> Account:
    """What an import would do, each batch given to ``keep``; nothing is written.

    Raises:
        DataError: the import would refuse the file.
    """
    check_care(job.folder)
    known = _imported_before(record, job)
    return known or take(record, job, keep)


def take(record: sqlite3.Connection, job: Job, keep: Keep) -> Account:
    """The account of a file; each batch of it is given to ``keep``."""
    account = Account(job.table.file, job.profile.name, job.sha256)
    remembered = Remembered(quarantine.mends(record, job.profile.name), adding.roster(record), job.held)
    fingerprints = [pl.Series(dtype=pl.String)]
    for batch in take_in(job.table, job.profile, job.folder, remembered):
        intake, sifted = sift(record, batch)
        account.take(intake, sifted)
        keep(intake, sifted)
        commented = intake.answers.filter(pl.col("text").is_not_null())
        said = intake.identities.join(commented, on="contribution_id", how="semi")
        fingerprints.append(said["fingerprint"])
        job.progress(intake.done)
    said_again = pl.concat(fingerprints)
    account.alike = len(said_again) - said_again.n_unique()
    return account


def _imported(record: sqlite3.Connection, job: Job) -> Account:
    entry = next_entry(record)
    batches = adding.Batches(record, job.table.file, entry)
    held_back = quarantine.Quarantine(record, job.sha256, entry)

    def keep(intake: Intake, sifted: Sifted) -> None:
        batches.add(intake, sifted)
        held_back.add(intake, sifted)

    account = take(record, job, keep)
    batches.finish(account)
    held_back.finish()
    _note(record, job, account, entry)
    return account


def _note(record: sqlite3.Connection, job: Job, account: Account, entry: int) -> None:
    numbers = {name: getattr(account, name) for name in NUMBERS}
    mapping = msgspec.json.encode(job.profile).decode()
    insert_rows(record, "sources", [(job.sha256, account.file, account.rows, entry)])
    row = (job.sha256, account.file, account.profile, mapping, *numbers.values(), entry)
    insert_rows(record, "imports", [row])
    append(record, "imported", {"file": job.sha256, "profile": account.profile, **numbers})


def _imported_before(record: sqlite3.Connection, job: Job) -> Account | None:
    known = record.execute(
        f"SELECT file, profile, at, {', '.join(f'imports.{name}' for name in NUMBERS)} "  # noqa: S608
        "FROM imports JOIN log ON seq = added_in WHERE sha256 = ?",
        (job.sha256,),
    ).fetchone()
    if known is None:
        return None
    file, profile, at, rows, imported, quarantined, refused, *_ = known
    return Account(file, profile, job.sha256, rows, imported, quarantined, refused, before=at)
