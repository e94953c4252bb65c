"""Take a file into the record: one transaction, every row accounted for."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import msgspec
import polars as pl

from wellbeing.model.errors import DoubtedError
from wellbeing.model.intake import Intake, Notice, Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.assembly.likeness import Lookalikes, comment_fingerprints
from wellbeing.record.care import check_care
from wellbeing.record.intake.account import ACCOUNT_COLUMNS, Account
from wellbeing.record.intake.additions import Additions
from wellbeing.record.intake.answers.accounts import add_answer_account, answer_account
from wellbeing.record.intake.answers.lacking import lacking_parts
from wellbeing.record.intake.answers.waiting import Weighing, add_waiting
from wellbeing.record.intake.hui import held_beside, unusually_many
from wellbeing.record.intake.linkage import Arrival, Linkage, link
from wellbeing.record.intake.quarantine import Quarantine
from wellbeing.record.intake.recodes import recodes
from wellbeing.record.intake.surveys import survey_of
from wellbeing.record.organisations.roster import organisation_names
from wellbeing.record.store.contributions import first_indexed_last, knows_any
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.store.tombstones import is_any_withdrawn, is_withdrawn
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import is_held
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.reading.source import SourceTable

#: What is done with each batch of a file.
Keep = Callable[[Intake, Linkage], None]


@dataclass(frozen=True)
class ImportJob:
    """A file that is taken in, or rows of it that were mended."""

    table: SourceTable
    profile: Profile
    folder: EngagementFolder
    sha256: str
    #: Told the share of the file that has been read, 0 to 1.
    progress: Callable[[float], None] = lambda _: None
    #: Fingerprint → how many contributions of the file the record holds with it.
    held: Mapping[str, int] = field(default_factory=dict)
    #: When the platform wrote the file, if a person says so (ISO 8601).
    exported_at: str | None = None
    #: Of rows that were mended: the entry of the log with which their file was imported.
    imported_in: int | None = None
    #: Ids that several rows of the file have and say different things by.
    contested: frozenset[str] = frozenset()
    #: Of rows that were mended: as in ``Remembered``.
    taken: Mapping[str, str] = field(default_factory=dict)
    #: Whether it was found that each row of the file has an id of its own.
    are_unique: bool = False
    #: Whether a person says that the file is right although most of what it says is in doubt.
    sure: bool = False


def import_file(record: sqlite3.Connection, job: ImportJob) -> Account:
    """Everything that a file holds, or nothing if anything fails; a file imported before adds nothing.

    Raises:
        DataError: the engagement does not say why and how long data are kept, or the file cannot be taken in.
    """
    check_care(job.folder)
    with transaction(record):
        return _earlier_account(record, job) or take_file(record, job)


def take_file(record: sqlite3.Connection, job: ImportJob, look: Keep | None = None) -> Account:
    """Take in a file that the record does not hold, within the caller's transaction; ``look`` is given each batch.

    Raises:
        DataError: it cannot be taken in.
    """
    return _import(record, _within_survey(record, job), look)


def check_file(
    record: sqlite3.Connection, job: ImportJob, keep: Keep = lambda _intake, _linkage: None
) -> Account:
    """What an import would do, each batch given to ``keep``; nothing is written.

    Raises:
        DataError: the import would refuse the file.
    """
    check_care(job.folder)
    before = _earlier_account(record, job)
    is_passing = not (knows_any(record) or is_any_withdrawn(record))
    return before or account_for(record, _within_survey(record, job), keep, is_passing=is_passing)


def _within_survey(record: sqlite3.Connection, job: ImportJob) -> ImportJob:
    """The job with what holds for all of its file's rows, and the survey that its ids belong to."""
    decided = decide_conventions(job.table, job.profile, job.folder)
    profile, of_survey = survey_of(record, replace(job, profile=decided.profile))
    found = replace(job, profile=profile, contested=decided.contested, are_unique=decided.are_unique)
    notices = (*job.table.notices, *decided.notices, *of_survey, *lacking_parts(record, found))
    return replace(found, table=replace(job.table, notices=notices))


def account_for(
    record: sqlite3.Connection, job: ImportJob, keep: Keep, *, is_passing: bool = False
) -> Account:
    """The account of a file; each batch of it is given to ``keep``.

    Args:
        record: open.
        job: with what holds for all of its file's rows.
        keep: is given each batch.
        is_passing: as in ``Remembered``.
    """
    account = Account(job.table.file, job.profile.name, job.sha256, notices=[*job.table.notices])
    remembered = Remembered(
        recodes(record, job.profile.name),
        organisation_names(record),
        job.held,
        partial(is_withdrawn, record) if is_any_withdrawn(record) else None,
        job.contested,
        job.taken,
        is_held=partial(is_held, record),
        are_unique=job.are_unique,
        is_passing=is_passing,
    )
    commented, late = [pl.Series(dtype=pl.String)], 0
    entry, is_first = next_entry(record), not knows_any(record)
    alike = Lookalikes(record, numbered=bool(job.profile.id))
    arrival = Arrival(entry, job.imported_in or entry, job.exported_at, job.profile)
    for batch in take_in(job.table, job.profile, job.folder, remembered):
        intake, linkage = link(record, batch, arrival, is_first=is_first)
        account.count(intake, linkage)
        alike.count(intake, linkage.new)
        account.asked += held_beside(record, intake.events, job.folder, entry)
        account.notices += unusually_many(record, intake.events)
        keep(intake, linkage)
        late += _late_ones(intake, job.folder)
        commented.append(comment_fingerprints(intake))
        job.progress(intake.done)
    account.by_content, account.lookalikes = not job.profile.id, alike.found
    account.commented, account.repeated = alike.under_other_ids(entry)
    account.settle(pl.concat(commented), late, job.folder, job.profile.kind)
    return account


def _import(record: sqlite3.Connection, job: ImportJob, look: Keep | None) -> Account:
    entry = next_entry(record)
    insert_rows(record, "takings", [(entry, job.sha256, job.exported_at)])
    additions = Additions(record, job.table.file, entry)
    quarantine = Quarantine(record, job.sha256, entry)
    weighing = Weighing(record)

    def keep(intake: Intake, linkage: Linkage) -> None:
        if look:
            look(intake, linkage)
        additions.add(intake, linkage)
        quarantine.add(intake, linkage)
        add_waiting(record, job.sha256, entry, intake.waiting, quarantine.numbered(intake.waiting.height))
        weighing.note(intake, linkage)

    with first_indexed_last(record):
        account = account_for(record, job, keep)
    if account.doubts() and not job.sure:
        raise DoubtedError(account.why_stopped())
    additions.finish(account)
    quarantine.finish()
    _note(record, job, account, entry)
    weighing.finish()
    account.answer_parts = [answer_account(record, job.sha256)]
    return account


def _note(record: sqlite3.Connection, job: ImportJob, account: Account, entry: int) -> None:
    numbers = {name: getattr(account, name) for name in ACCOUNT_COLUMNS}
    mapping = msgspec.json.encode(job.profile).decode()
    insert_rows(record, "sources", [(job.sha256, account.file, account.rows, entry)])
    row = (job.sha256, account.file, account.profile, mapping, *numbers.values(), entry)
    insert_rows(record, "imports", [row])
    told = [(job.sha256, notice.kind, notice.number, notice.text) for notice in account.notices]
    insert_rows(record, "notices", told)
    add_answer_account(record, job.sha256, account.answers())
    append(record, "imported", {"file": job.sha256, "profile": account.profile, **numbers})


def _earlier_account(record: sqlite3.Connection, job: ImportJob) -> Account | None:
    """That of the same file when it was imported before; None where it was not."""
    row = record.execute(
        f"SELECT file, profile, at, {', '.join(f'imports.{name}' for name in ACCOUNT_COLUMNS)} "  # noqa: S608
        "FROM imports JOIN log ON seq = added_in WHERE sha256 = ?",
        (job.sha256,),
    ).fetchone()
    if not row:
        return None
    file, profile, at, rows, imported, quarantined, refused, *_ = row
    account = Account(file, profile, job.sha256, rows, imported, quarantined, refused, before=at)
    query = "SELECT kind, number, text FROM notices WHERE sha256 = ? ORDER BY kind"
    account.notices = [Notice(*told) for told in record.execute(query, (job.sha256,))]
    account.answer_parts = [answer_account(record, job.sha256)]
    return account


def _late_ones(intake: Intake, folder: EngagementFolder) -> int:
    """How many contributions of a batch came after the last day; of a sheet of notes, how many events."""
    last = folder.engagement.ends_on
    late = int((intake.contributions["received_on"] > last).sum())
    return late or int((intake.events["held_on"] > last).sum())
