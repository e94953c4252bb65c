"""What the commands do that answer people who gave something."""

import msgspec

from wellbeing.cli.folders import Folders
from wellbeing.desk.reviewing.requests import held_of, nested_lines, withdraw
from wellbeing.desk.reviewing.retention import NOT_SEEN, retention_of, retention_told
from wellbeing.model.errors import DataError, counted
from wellbeing.record.custody.disposal import DISPOSAL_FILE, dispose
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.numbers import contribution_meant
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.log import now
from wellbeing.sources.engagement import read_engagement


def shown(folders: Folders, contribution: str, said: dict[str, str], reason: str, *, as_json: bool) -> str:
    """What is held, after it was corrected where corrections are given.

    Raises:
        DataError: there is no such contribution, or a correction makes no sense.
    """
    folder = read_engagement(folders.engagement)
    if said:
        with open_record(folders.workspace, folder.engagement.id) as record:
            one = contribution_meant(record, folder.engagement.id, contribution)
            correct_contribution(record, folder, one, said, reason)
    with read_record(folders.workspace, folder.engagement.id) as record:
        one = contribution_meant(record, folder.engagement.id, contribution)
        found = held_of(record, folder, folders.workspace, one)
    return (
        msgspec.json.format(msgspec.json.encode(found)).decode()
        if as_json
        else "\n".join(nested_lines(found))
    )


def withdrawn(folders: Folders, contributions: list[str], reason: str) -> str:
    """What was deleted, and what is left to people.

    Raises:
        DataError: one is not in the record; then none is deleted.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        ids = [contribution_meant(record, folder.engagement.id, one) for one in contributions]
        return "\n".join(withdraw(record, folder, folders.workspace, ids, reason))


def what_is_kept(folders: Folders) -> str:
    """What is kept, whether its time is over, and what is to be deleted then."""
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        return "\n".join(retention_told(record, folder, folders.workspace))


def disposed(folders: Folders, by: str) -> str:
    """What was deleted of what is past its retention date.

    Raises:
        DataError: nothing is; then nothing is deleted.
    """
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        found = retention_of(record, folder, folders.workspace)
    if not found.is_due:
        msg = f"Nothing is past its retention date, {found.until}: nothing was deleted."
        raise DataError(msg)
    account = {"engagement": folder.engagement.id, "deleted": now(), "by": by, "kept_until": found.until}
    number = dispose(folders.workspace, account | {"held": found.kept})
    gone = f"{counted(number, 'file')} overwritten and deleted in {folders.workspace}; the releases are left."
    return "\n".join([gone, f"What was held, when and by whom it was deleted: {DISPOSAL_FILE}.", NOT_SEEN])
