"""What ``import``, ``check`` and ``undo`` do: open the file and the record, show progress, tell the account."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

import polars as pl

from wellbeing.cli.accounts import account_text, campaigns_told
from wellbeing.cli.folders import Folders
from wellbeing.cli.progress import progress
from wellbeing.cli.remarks import remark
from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.intake import Intake, Quarantined, Refused, WaitingAnswers
from wellbeing.model.policy import policy
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import ImportJob, check_file, import_file
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.recalling import take_awaited
from wellbeing.record.releases import contributions_since_release, releases_out, watermark
from wellbeing.record.store.database import RECORD_FILE, empty_record, open_record, read_record
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.undoing import Undone, import_again, standing_imports, undo_import
from wellbeing.sources.engagement import EngagementFolder, read_engagement, read_settings
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


@contextmanager
def importing(folders: Folders, say: Callable[[str], None]) -> Iterator[Callable[[Path, str, Way], str]]:
    """What takes one file in and tells its account; nobody else writes meanwhile.

    Args:
        folders: the engagement's and the workspace's.
        say: told what pages of this engagement will do without.

    Raises:
        DataError: another program is writing, or the record cannot be opened.
    """
    folder = read_engagement(folders.engagement)
    name = folder.engagement.id
    if lacking := remark(folder):
        say(lacking)
    with open_record(folders.workspace, name, make=True) as record:

        def take(path: Path, profile: str, way: Way) -> str:
            with plain_failures(folders.workspace / RECORD_FILE):
                work = _again if way.again else import_file
                account = _done(work, record, _job(folder, path, profile, way))
                awaited = take_awaited(record, folder)
            told = [account_text(one, folder.engagement.words) for one in (account, *awaited)]
            return "\nWaited for a response that is here now:\n".join(told) + campaigns_told(record, account)

        yield take


def checked(folders: Folders, path: Path, profile: str, confirmed_by: str) -> str:
    """What an import would do.

    Raises:
        DataError: the import would refuse the file.
    """
    folder = read_engagement(folders.engagement)
    with _existing(folders, folder.engagement.id) as record:
        account = _done(check_file, record, _job(folder, path, profile, Way(confirmed_by)))
        return account_text(account, folder.engagement.words, "would be ")


def annotated(folders: Folders, path: Path, profile: str, copy: Path, confirmed_by: str) -> str:
    """Write the rows that an import would keep out, or of which it would keep an answer out, with reasons; where.

    Raises:
        DataError: the copy exists or is to be no workbook, or the import would refuse the file.
    """
    if copy.exists() or copy.suffix.lower() != ".xlsx":
        msg = f"{copy} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
    from wellbeing.sources.intake.annotated import (  # noqa: PLC0415 (XlsxWriter takes long)
        held_values,
        write_annotated,
    )

    folder = read_engagement(folders.engagement)
    job = _job(folder, path, profile, Way(confirmed_by))
    waiting, refused = [Quarantined.create_empty()], [Refused.create_empty()]
    alone = [WaitingAnswers.create_empty()]

    def keep(intake: Intake, _: Linkage) -> None:
        waiting.append(intake.quarantined)
        alone.append(intake.waiting)
        refused.append(intake.refused)

    with _existing(folders, folder.engagement.id) as record:
        check_file(record, job, keep)
    kept_out = held_values(pl.concat(waiting), pl.concat(alone))
    rows, left = write_annotated(job.table, kept_out, pl.concat(refused), copy)
    told = f"{copy}: {counted(rows, 'row')} with what keeps each out."
    if not left:
        return told
    return f"{told} {counted(len(left), 'row')} left out, which no workbook holds whole: mend {quoted(left)} in {path}."


def _existing(folders: Folders, name: str) -> AbstractContextManager[Connection]:
    is_there = (folders.workspace / RECORD_FILE).is_file()
    return read_record(folders.workspace, name) if is_there else empty_record(name)


def _job(folder: EngagementFolder, path: Path, profile: str, way: Way) -> ImportJob:
    table, found = open_with_profile(path, folder, profile)
    exported_at = way.exported.isoformat() if way.exported else None
    profile_now = confirm(found, way.confirmed_by)
    return ImportJob(table, profile_now, folder, table.sha256, exported_at=exported_at, sure=way.sure)


def _done(work: Callable[[Connection, ImportJob], Account], record: Connection, job: ImportJob) -> Account:
    """The account of a file; how far it has come is shown while it is read."""
    with progress(job.table.file) as report:
        return work(record, replace(job, progress=report))


def _again(record: Connection, job: ImportJob) -> Account:
    return import_again(record, job, "imported again")


def imports_listed(folders: Folders) -> str:
    """A line for each import that stands, with the number that it is taken back by."""
    with read_record(folders.workspace, read_settings(folders.engagement / "engagement.toml").id) as record:
        standing = standing_imports(record)
    if not standing:
        return "No import stands."
    lines = [
        f"{one.number:>6}  {one.at[:10]}  {one.file}: {counted(one.rows, 'row')}, profile '{one.profile}'"
        for one in standing
    ]
    return "\n".join([*lines, 'Take one back: `wellbeing undo NUMBER --reason "…"`.'])


def undone(folders: Folders, name: str, reason: str) -> str:
    """What became of what an import had brought.

    Raises:
        DataError: no such import stands, or no reason is given.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        done = undo_import(record, name, reason)
        changed = contributions_since_release(record, watermark(record))
        is_out = bool(releases_out(record))
    batch = policy(folder.engagement, "adviser").batch
    return "\n".join([*_told(done, folder.engagement.words), *([_due(changed, batch)] if is_out else [])])


def _told(done: Undone, words: Nouns) -> list[str]:
    waited = f"{done.quarantined:,} that waited and {done.refused:,} refused"
    events = counted(done.events, words.event, words.events)
    beside = f", {events}, {counted(done.notes, 'note')}" if done.events or done.notes else ""
    stand = f"{done.put_back:,} say again what they said before; {done.kept:,} stand by other files"
    return [
        f"{done.file}, imported {done.at}, was taken back.",
        f"  {counted(done.taken_out, 'contribution')} taken out{beside}; {stand}.",
        f"  Of its rows, {waited} went too. Its account is kept; the file can be imported again.",
        "  What was taken out is kept as earlier versions, and counted nowhere: `wellbeing withdraw` deletes it.",
    ]


def _due(changed: int, batch: int) -> str:
    since = f"{counted(changed, 'contribution')} changed since the last release"
    if changed >= batch:
        return f'{since}: a release is due, `wellbeing release --approve "…"`.'
    return f"{since}; the next release is due at {batch}."
