"""What ``import``, ``check`` and ``undo`` do: open the file and the record, show progress, tell the account."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from wellbeing.cli.accounts import account_text, campaigns_told
from wellbeing.cli.folders import Folders
from wellbeing.cli.progress import progress
from wellbeing.cli.remarks import remark
from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import DataError, counted
from wellbeing.model.policy import policy
from wellbeing.record.checking import Way, checked_file, import_job, record_to_try, write_mending_copy
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.imports import ImportJob, check_file, import_file
from wellbeing.record.recalling import take_awaited
from wellbeing.record.releases import contributions_since_release, releases_out, watermark
from wellbeing.record.store.database import RECORD_FILE, open_record, read_record
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.undoing import Undone, import_again, standing_imports, undo_import
from wellbeing.sources.engagement import read_engagement, read_settings


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
                account = _done(work, record, import_job(folder, path, profile, way))
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
    with record_to_try(folders.workspace, folder.engagement.id) as record:
        account = _done(check_file, record, import_job(folder, path, profile, Way(confirmed_by)))
        return account_text(account, folder.engagement.words, "would be ")


def annotated(folders: Folders, path: Path, profile: str, copy: Path, confirmed_by: str) -> str:
    """Write the rows that an import would keep out, or of which it would keep an answer out, with reasons; where.

    Raises:
        DataError: the copy exists or is to be no workbook, or the import would refuse the file.
    """
    if copy.exists() or copy.suffix.lower() != ".xlsx":
        msg = f"{copy} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
    folder = read_engagement(folders.engagement)
    job = import_job(folder, path, profile, Way(confirmed_by))
    with record_to_try(folders.workspace, folder.engagement.id) as record:
        found = checked_file(record, job)
    return f"{copy}: {write_mending_copy(job, found, copy)}"


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
