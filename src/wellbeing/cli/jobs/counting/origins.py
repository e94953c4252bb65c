"""Where the contributions of a release come from: the record, or a folder of Parquet beside it."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Protocol

from wellbeing.cli.jobs.counting.readings import Readings
from wellbeing.cli.jobs.counting.tables import lake_tables, true_tables
from wellbeing.model.errors import DataError, counted
from wellbeing.opinion.scorers import Scorer
from wellbeing.record.releases import (
    Watermark,
    contributions_since_release,
    has_changed,
    rows_since_release,
    watermark,
)
from wellbeing.record.store.log import last_entry
from wellbeing.record.store.tables import source_hashes
from wellbeing.record.store.transactions import snapshot
from wellbeing.release.count.lake import Lake
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.paths import READINGS_FOLDER


class Origin(Protocol):
    """What a release asks of where contributions lie."""

    name: str

    def now(self) -> Watermark:
        """How far they have come."""

    def changed(self, now: Watermark) -> int:
        """How many have changed since the release that differs least."""

    def read(self, scorer: Scorer | None) -> tuple[TrueTables, Watermark]:
        """What is counted, and how far it had come."""

    def counted(self) -> None:
        """What was read is counted and kept: what was for that alone goes."""

    def hashes(self) -> list[str]:
        """What names the files that they came in."""


class OfRecord:
    """The record itself."""

    def __init__(self, record: sqlite3.Connection, folder: EngagementFolder, workspace: Path) -> None:
        self._record, self._folder = record, folder
        self._readings = Readings(workspace / READINGS_FOLDER)
        self.name = f"the record in {workspace}"

    def now(self) -> Watermark:
        """Where the record stands."""
        return watermark(self._record)

    def changed(self, now: Watermark) -> int:
        """By the log."""
        return contributions_since_release(self._record, now)

    def read(self, scorer: Scorer | None) -> tuple[TrueTables, Watermark]:
        """Every table, and its comments judged."""
        with snapshot(self._record):
            return true_tables(self._record, self._folder, scorer, self._readings), self.now()

    def counted(self) -> None:
        """What was read of comments is in the figures."""
        self._readings.clear()

    def hashes(self) -> list[str]:
        """Of the files that were imported."""
        return source_hashes(self._record)


class OfExport(OfRecord):
    """A folder that was written from the record and still says the same."""

    def __init__(
        self, record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, lake: Lake
    ) -> None:
        super().__init__(record, folder, workspace)
        self._lake, self.name = lake, f"the contributions in {lake.path}"

    def read(self, scorer: Scorer | None) -> tuple[TrueTables, Watermark]:  # noqa: ARG002 (comments were read)
        """The folder, and what the record knows beside it."""
        with snapshot(self._record):
            return lake_tables(self._record, self._folder, self._lake), self.now()


class OfLake(OfExport):
    """A folder of an agency's own: the record holds no contribution, and keeps the log of releases."""

    def now(self) -> Watermark:
        """As many as the folder holds."""
        return Watermark(last_entry(self._record), self._lake.number())

    def changed(self, now: Watermark) -> int:
        """Which have changed cannot be seen, so that only how many more or fewer there are counts."""
        return rows_since_release(self._record, now)

    def hashes(self) -> list[str]:
        """Of the folder's own files."""
        return [_sha256(file) for file in self._lake.files]


def origin(
    record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, lake: Lake | None
) -> Origin:
    """Where contributions are read from.

    Raises:
        DataError: the folder does not fit the record.
    """
    if lake is None:
        return OfRecord(record, folder, workspace)
    if lake.export is not None:
        _check_fresh(record, folder, lake)
        return OfExport(record, folder, workspace, lake)
    if held := watermark(record).contributions:
        msg = f"{lake.path} was not written by `wellbeing record export DIR`, and the record in {workspace} holds "
        msg += f"{counted(held, 'contribution')} that it knows nothing of. Count the one or the other: the record "
        raise DataError(
            msg + "by `wellbeing release`, the folder in a workspace whose record has no contributions."
        )
    return OfLake(record, folder, workspace, lake)


def _check_fresh(record: sqlite3.Connection, folder: EngagementFolder, lake: Lake) -> None:
    export, anew = lake.export, "Export it anew: `wellbeing record export DIR`."
    if export is None or export.engagement != folder.engagement.id:
        msg = f"{lake.path} holds contributions to another engagement. {anew}"
        raise DataError(msg)
    if has_changed(record, export.upto):
        msg = f"The record has changed since {lake.path} was written from it (entry {export.upto} of its log). {anew}"
        raise DataError(msg)
    held = lake.number()
    if held != export.contributions:
        said = (
            f"{lake.path} holds {counted(held, 'contribution')}, and {export.contributions:,} were written."
        )
        raise DataError(f"{said} {anew}")


def _sha256(file: str) -> str:
    with Path(file).open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
