"""What ``import`` and ``check`` share: open the file and the record, show progress, tell the account."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import polars as pl

from wellbeing.cli.accounts import account_text, campaigns_told
from wellbeing.cli.folders import Folders
from wellbeing.cli.progress import progress
from wellbeing.model.errors import DataError, counted
from wellbeing.model.intake import Intake, Quarantined, Refused
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import ImportJob, check_file, import_file
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.store.database import RECORD_FILE, empty_record, open_record, read_record
from wellbeing.record.store.failures import plain_failures
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.intake.annotated import write_annotated
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.confirming import confirm


@contextmanager
def importing(folders: Folders) -> Iterator[Callable[[Path, str, str], str]]:
    """What takes one file in and tells its account; nobody else writes meanwhile.

    Raises:
        DataError: another program is writing, or the record cannot be opened.
    """
    folder = read_engagement(folders.engagement)
    name = folder.engagement.id
    with open_record(folders.workspace, name, make=True) as record:

        def take(path: Path, profile: str, confirmed_by: str) -> str:
            with plain_failures(folders.workspace / RECORD_FILE):
                account = _done(import_file, record, _job(folder, path, profile, confirmed_by))
            return account_text(account) + campaigns_told(record, account)

        yield take


def checked(folders: Folders, path: Path, profile: str, confirmed_by: str) -> str:
    """What an import would do.

    Raises:
        DataError: the import would refuse the file.
    """
    folder = read_engagement(folders.engagement)
    with _existing(folders, folder.engagement.id) as record:
        return account_text(_done(check_file, record, _job(folder, path, profile, confirmed_by)), "would be ")


def annotated(folders: Folders, path: Path, profile: str, copy: Path, confirmed_by: str) -> str:
    """Write the rows that an import would keep out, with their reasons; where.

    Raises:
        DataError: the copy exists or is to be no workbook, or the import would refuse the file.
    """
    if copy.exists() or copy.suffix.lower() != ".xlsx":
        msg = f"{copy} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
    folder = read_engagement(folders.engagement)
    job = _job(folder, path, profile, confirmed_by)
    waiting, refused = [Quarantined.create_empty()], [Refused.create_empty()]

    def keep(intake: Intake, _: Linkage) -> None:
        waiting.append(intake.quarantined)
        refused.append(intake.refused)

    with _existing(folders, folder.engagement.id) as record:
        check_file(record, job, keep)
    rows = write_annotated(job.table, pl.concat(waiting), pl.concat(refused), copy)
    return f"{copy}: {counted(rows, 'row')} with what keeps each out."


def _existing(folders: Folders, name: str) -> AbstractContextManager[Connection]:
    is_there = (folders.workspace / RECORD_FILE).is_file()
    return read_record(folders.workspace, name) if is_there else empty_record(name)


def _job(folder: EngagementFolder, path: Path, profile: str, confirmed_by: str) -> ImportJob:
    table, found = open_with_profile(path, folder, profile)
    return ImportJob(table, confirm(found, confirmed_by), folder, table.sha256)


def _done(work: Callable[[Connection, ImportJob], Account], record: Connection, job: ImportJob) -> Account:
    """The account of a file; how far it has come is shown while it is read."""
    with progress(job.table.file) as report:
        return work(record, replace(job, progress=report))
