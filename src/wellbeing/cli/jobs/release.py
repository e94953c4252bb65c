"""From the record to a release, as one job. The only module that stands on both sides of the wall."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.counting.origins import Origin, origin
from wellbeing.cli.jobs.counting.tables import as_allowed_now, tells
from wellbeing.cli.jobs.retiring import retire
from wellbeing.cli.jobs.series import check_beginning, figures_before
from wellbeing.cli.remarks import remark, rounds_remark
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.policy import ADVISER, Policy, policy
from wellbeing.opinion.scorers import scorer
from wellbeing.record.comments.repeated import RUN, repeated_texts
from wellbeing.record.custody.secret import secret_key
from wellbeing.record.releases import (
    Watermark,
    announce_release,
    codes_since_release,
    confirm_left,
    confirm_release,
    releases_out,
    releases_to_retire,
)
from wellbeing.record.store.database import open_record
from wellbeing.record.store.versions import is_held
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import ReconciledFigures, figures
from wellbeing.release.build.keeping import (
    KeptFigures,
    forget_quotes,
    keep_figures,
    prune_figures,
    structure,
)
from wellbeing.release.build.writing import Approval, Naming, inputs_of, made_with, record_hash, write_release
from wellbeing.release.count.lake import Lake
from wellbeing.release.store.catalogue import releases
from wellbeing.sources.checking.decisions import DECISIONS
from wellbeing.sources.engagement import EngagementFolder, read_engagement

#: Of a decision: what is printed as it is written.
_WRITTEN: Final = ("option", "said_for", "said_against", "changed", "decided_by", "source")


@dataclass(frozen=True)
class Order:
    """What is asked of a release."""

    #: ``adviser`` or ``public``.
    tier: str
    #: Asked for once it is certain that a release will be made.
    approver: Callable[[], str]
    #: The registered scorer of comments that nobody coded; None for the local head.
    scorer: str | None = None
    #: Whether to start anew where earlier measurements are gone.
    new_series: bool = False
    #: A folder of contributions to count in place of the record's own.
    lake: Lake | None = None


def make_release(folders: Folders, order: Order, say: Callable[[str], None]) -> tuple[Path, bool]:
    """The folder of a release, and whether it is new: with less than a batch of changes it is the newest.

    Args:
        folders: the engagement's and the workspace's.
        order: tier, approver, scorer.
        say: told what is being done.

    Raises:
        DataError: there is no record, it is another engagement's, or its rows cannot be released; what was
            measured for a release that is out is not here; no such scorer is registered or installed; decisions
            or scenes repeat a comment.
    """
    folder = read_engagement(folders.engagement)
    if lacking := remark(folder):
        say(lacking)
    with open_record(folders.workspace, folder.engagement.id, make=order.lake is not None) as record:
        check_own_words(record, folder)
        confirm_left(record, {path.name for path in releases(folders.workspace)})
        retire(folders.workspace, releases_to_retire(record))
        forget_quotes(folders.workspace, partial(is_held, record))
        return _Making(record, folders.workspace, folder, order, say).run()


def check_own_words(record: sqlite3.Connection, folder: EngagementFolder) -> None:
    """Make sure that texts of the folder, which every tier prints as they are, repeat no comment and no note.

    Raises:
        DataError: some do.
    """
    settings = folder.engagement
    titles = [scene.title for scene in settings.scenes]
    written = [getattr(one, name) for one in settings.decisions for name in _WRITTEN]
    if found := repeated_texts(record, [*titles, *written]):
        where = f"{counted(len(found), 'text')} of {folder.path / DECISIONS} or brief.toml"
        who = f"{'repeats' if len(found) == 1 else 'repeat'} {RUN} words or more of a comment or a note"
        msg = f"{where} {who}, which would leave in every tier: {quoted(found)}. "
        raise DataError(
            msg + "Say it in your own words; a comment leaves as an approved quote: `wellbeing quotes`."
        )


class _Making:
    """One order, from the record to the folder."""

    def __init__(
        self,
        record: sqlite3.Connection,
        workspace: Path,
        folder: EngagementFolder,
        order: Order,
        say: Callable[[str], None],
    ) -> None:
        self._record, self._workspace, self._folder = record, workspace, folder
        self._order, self._say = order, say
        self._origin: Origin = origin(record, folder, workspace, order.lake)
        self._policy: Policy = policy(folder.engagement, ADVISER)
        self._out = releases_out(record)
        self._newest = self._out[-1] if self._out else None

    def run(self) -> tuple[Path, bool]:
        before = figures_before(self._workspace, self._out, new_series=self._order.new_series)
        changed = self._origin.changed(self._origin.now())
        is_batch = changed >= self._policy.batch
        if before is None:
            check_beginning(self._newest, changed, self._policy.batch)
            return self._measured(None, changed=True), True
        is_coded = changed == 0 and codes_since_release(self._record) >= self._policy.batch
        if is_batch or is_coded:
            return self._measured(before, changed=True), True
        if changed == 0 and before.structure != structure(self._folder):
            return self._measured(before, changed=False), True
        allowed = as_allowed_now(self._record, self._folder, before.figures)
        newest = self._standing(allowed)
        return (newest, False) if newest else (self._again(before, allowed), True)

    def _again(self, before: KeptFigures, allowed: ReconciledFigures) -> Path:
        """Another tier of what was measured, other words for it, less than was told, or a folder that is gone.

        Raises:
            DataError: the engagement now counts something else, and too few contributions have changed.
        """
        if before.structure != structure(self._folder):
            what = "What the engagement counts was changed (groups, questions, themes, published figures)"
            few = f"so were contributions, but fewer than {self._policy.batch}: they could be told."
            when = "It goes out with the next batch; until then, take it back to make a release."
            raise DataError(f"{what}, and {few} {when}")
        read = self._newest.watermark if self._newest else Watermark(0, 0)
        return self._published(allowed, read)

    def _standing(self, allowed: ReconciledFigures) -> Path | None:
        """The newest release of the tier that tells what was measured last, as the engagement is and as is allowed."""
        names = {
            one.release
            for one in self._out
            if one.measurement == allowed.measurement and one.tier == self._order.tier
        }
        here = [path for path in releases(self._workspace, self._order.tier) if path.name in names]
        made_now = [path for path in here if made_with(path) == inputs_of(self._folder)]
        return made_now[-1] if made_now and tells(made_now[-1], allowed) else None

    def _measured(self, before: KeptFigures | None, *, changed: bool) -> Path:
        reader = scorer(self._order.scorer) if self._order.scorer else None
        self._say(f"Reading {self._origin.name} …")
        true, read = self._origin.read(reader)
        if told := rounds_remark(true.contributions, self._folder.engagement):
            self._say(told)
        self._say(f"Measuring {counted(read.contributions, 'contribution')} …")
        secret = secret_key(self._record, self._workspace)
        number = self._origin.changed(read)
        earlier = before.earlier(number, changed=changed) if before else None
        outlines = boundaries(self._folder)
        made = figures(self._folder, true, secret, earlier, boundaries=outlines)
        keep_figures(self._workspace, made, structure(self._folder))
        self._origin.counted()
        return self._published(made, read)

    def _published(self, made: ReconciledFigures, read: Watermark) -> Path:
        approval = Approval(self._order.approver(), self._order.tier)
        tier = policy(self._folder.engagement, self._order.tier)
        content = tier_content(made, self._folder.engagement, boundaries(self._folder), tier)
        secret = secret_key(self._record, self._workspace)
        sources = record_hash(self._origin.hashes(), secret)
        details = (self._order.tier, read, made.measurement)
        naming = Naming(
            taken={one.release for one in self._out},
            resumed=self._unfinished(made.measurement),
            announce=lambda id_: announce_release(self._record, id_, *details),
        )
        path = write_release(self._workspace, content, self._folder, approval, sources, naming)
        confirm_release(self._record, path.name, *details)
        prune_figures(self._workspace, made.measurement)
        retire(self._workspace, releases_to_retire(self._record))
        return path

    def _unfinished(self, measurement: str) -> str | None:
        """A release of the same figures and tier that was announced, and whose folder never came."""
        here = {path.name for path in releases(self._workspace)}
        same = [one for one in self._out if (one.measurement, one.tier) == (measurement, self._order.tier)]
        left = [one.release for one in same if not one.is_finished and one.release not in here]
        return left[-1] if left else None
