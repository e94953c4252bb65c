"""A file on its way into the record: opened with its profile, tried, copied with what keeps rows out of it."""

import datetime as dt
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import dataframely as dy
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.intake import Intake, Quarantined, Refused, WaitingAnswers
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import ImportJob, check_file
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.store.database import RECORD_FILE, empty_record, read_record
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.confirming import confirm


@dataclass(frozen=True)
class Way:
    """How files are imported."""

    #: Who confirms what nothing in the files proves; "" where nobody does.
    confirmed_by: str = ""
    #: Whether their imports are taken back first.
    again: bool = False
    #: When the platform wrote them, if a person says so.
    exported: dt.datetime | None = None
    #: Whether they are right although most of what they say is in doubt.
    sure: bool = False


@dataclass(frozen=True)
class CheckedFile:
    """What an import would do, row by row where it keeps any out."""

    account: Account
    quarantined: pl.DataFrame
    #: Answers of rows that would be imported without them.
    waiting: pl.DataFrame
    refused: dy.DataFrame[Refused]


def import_job(folder: EngagementFolder, path: Path, profile: str, way: Way) -> ImportJob:
    """A file with its profile, as it is to be taken in.

    Raises:
        DataError: as ``open_with_profile``.
    """
    table, found = open_with_profile(path, folder, profile)
    exported_at = way.exported.isoformat() if way.exported else None
    profile_now = confirm(found, way.confirmed_by)
    return ImportJob(table, profile_now, folder, table.sha256, exported_at=exported_at, sure=way.sure)


def record_to_try(workspace: Path, engagement: str) -> AbstractContextManager[sqlite3.Connection]:
    """The record of a workspace for reading; an empty one where it has none yet."""
    is_there = (workspace / RECORD_FILE).is_file()
    return read_record(workspace, engagement) if is_there else empty_record(engagement)


def checked_file(record: sqlite3.Connection, job: ImportJob) -> CheckedFile:
    """What an import would do; nothing is written.

    Raises:
        DataError: the import would refuse the file.
    """
    held, refused = [Quarantined.create_empty()], [Refused.create_empty()]
    alone = [WaitingAnswers.create_empty()]

    def keep(intake: Intake, _: Linkage) -> None:
        held.append(intake.quarantined)
        alone.append(intake.waiting)
        refused.append(intake.refused)

    account = check_file(record, job, keep)
    return CheckedFile(account, pl.concat(held), pl.concat(alone), Refused.cast(pl.concat(refused)))


def write_mending_copy(job: ImportJob, found: CheckedFile, copy: Path) -> str:
    """Write the rows that an import would keep out, or of which it would keep an answer out; what was written.

    Raises:
        DataError: the copy exists or is to be no workbook.
    """
    from wellbeing.sources.intake.annotated import (  # noqa: PLC0415 (XlsxWriter takes long)
        held_values,
        write_annotated,
    )

    kept_out = held_values(found.quarantined, found.waiting)
    rows, left = write_annotated(job.table, kept_out, found.refused, copy)
    told = message(f"{counted(rows, 'row')} with what keeps each out.")
    if not left:
        return told
    whole = message(f"{counted(len(left), 'row')} left out, which no workbook holds whole")
    return message(f"{told} {whole}: mend {quoted(left)} in {job.table.file}.")
