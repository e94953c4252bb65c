"""From the record to a release, as one job. The only module that stands on both sides of the wall."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wellbeing.cli.counted import true_tables
from wellbeing.cli.folders import Folders
from wellbeing.cli.retiring import retire
from wellbeing.model.errors import counted
from wellbeing.opinion.scorers import Scorer, scorer
from wellbeing.record.batches import Mark, changed_since, coded_since, mark, released
from wellbeing.record.database import open_record
from wellbeing.record.reading import source_hashes
from wellbeing.record.secret import secret_key
from wellbeing.record.transactions import snapshot
from wellbeing.record.withdrawing import retired
from wellbeing.release.building import content
from wellbeing.release.finding import releases
from wellbeing.release.holding import keep, latest
from wellbeing.release.true_tables import TrueTables
from wellbeing.release.writing import Approval, record_hash, write_release
from wellbeing.sources.engagement import EngagementFolder, read_engagement

#: Fewer changes since the last release could be told apart by comparing the two (method.md, section 3.6).
BATCH = 20


@dataclass(frozen=True)
class Order:
    """What is asked of a release."""

    #: ``adviser`` or ``public``.
    tier: str
    #: Asked for once it is certain that a release will be made.
    approver: Callable[[], str]
    #: The registered scorer of comments that nobody coded; None for the local head.
    scorer: str | None = None


def make_release(folders: Folders, order: Order, say: Callable[[str], None]) -> tuple[Path, bool]:
    """The folder of a release, and whether it is new: with less than a batch of changes it is the newest.

    Args:
        folders: the engagement's and the workspace's.
        order: tier, approver, scorer.
        say: told what is being done.

    Raises:
        DataError: there is no record, it is another engagement's, or its rows cannot be released; no such
            scorer is registered, or it is not installed.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        earlier = releases(folders.workspace, order.tier)
        retire(folders.workspace, retired(record))
        if earlier and not _is_due(record, earlier[-1].name):
            return earlier[-1], False
        return _made(record, folders.workspace, folder, order, say), True


def _is_due(record: sqlite3.Connection, release: str) -> bool:
    """Whether a batch of contributions has changed, or none at all and a batch of codes was added."""
    changed = changed_since(record, release, mark(record))
    return changed >= BATCH or (changed == 0 and coded_since(record, release) >= BATCH)


def _made(
    record: sqlite3.Connection,
    workspace: Path,
    folder: EngagementFolder,
    order: Order,
    say: Callable[[str], None],
) -> Path:
    reader = scorer(order.scorer) if order.scorer else None
    approval = Approval(order.approver(), order.tier)
    say(f"Reading the record in {workspace} …")
    true, read, sources = _read(record, folder, reader)
    say(f"Counting and protecting {counted(read.contributions, 'contribution')} …")
    secret = secret_key(record, workspace)
    made = content(folder, true, approval.tier, secret, latest(workspace, approval.tier))
    path = write_release(workspace, made, folder, approval, record_hash(sources, secret))
    keep(workspace, path.name, made.drawn)
    released(record, path.name, approval.tier, read)
    retire(workspace, retired(record))
    return path


def _read(
    record: sqlite3.Connection, folder: EngagementFolder, reader: Scorer | None
) -> tuple[TrueTables, Mark, list[str]]:
    with snapshot(record):
        return true_tables(record, folder, reader), mark(record), source_hashes(record)
