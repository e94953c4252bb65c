"""The record's contributions as a folder of Parquet, beside the record and as private as it.

Rows are read, laid out and written some thousands at a time; of all at once only what was heard of comments is held.
"""

import dataclasses
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.counting.readings import Readings
from wellbeing.cli.jobs.counting.tables import judged_comments
from wellbeing.cli.progress import progress
from wellbeing.model.errors import DataError, counted
from wellbeing.model.tables import Answers, Contributions
from wellbeing.opinion.comments import COMMENT_KEY, Judgement
from wellbeing.opinion.scorers import scorer
from wellbeing.record.comments.texts import comments_in_batches
from wellbeing.record.releases import watermark
from wellbeing.record.store.database import read_record
from wellbeing.record.store.tables import contributions_in_batches, days_received, read_registers
from wellbeing.record.store.transactions import snapshot
from wellbeing.release.count.campaigns import further_copies
from wellbeing.release.count.lake import ABOUT, CONTRIBUTIONS, SCORES_FOLDER, Export, lake_columns
from wellbeing.release.count.rows import counting_rows
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.private import private_folder, write_private

#: Rows of a file: some 5 MB of contributions.
_ROWS: Final = 100_000


def export_record(folders: Folders, out: Path, reader: str | None, *, has_texts: bool) -> str:
    """Write the folder, whole or not; what it holds, in a line.

    What is read of comments is kept beside it until it is whole: the same command goes on where one was killed.

    Args:
        folders: the engagement's and the workspace's.
        out: a folder that is not there.
        reader: the registered scorer of comments that nobody coded; None for the local head.
        has_texts: whether to write the words of comments too.

    Raises:
        DataError: there is no record, the folder is there, or no such scorer is registered.
    """
    if out.exists():
        msg = f"{out} is there already. Choose another folder, or remove it: it is written whole."
        raise DataError(msg)
    folder = read_engagement(folders.engagement)
    private_folder(out.parent)
    readings = Readings(out.parent / f".{out.name}-readings")
    with read_record(folders.workspace, folder.engagement.id) as record, snapshot(record):
        judged = judged_comments(record, folder, scorer(reader) if reader else None, readings)
        about = _about(record, folder, judged)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            _write(_Parts(beside, record, folder, judged), about, has_texts=has_texts)
            write_private(beside / ABOUT, msgspec.json.encode(about))
            beside.rename(out)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    readings.clear()
    said = counted(judged.comments.height, "comment")
    held = counted(about.contributions, "contribution")
    return f"{out}: {held}, and how {said} {'was' if judged.comments.height == 1 else 'were'} heard."


def _about(record: sqlite3.Connection, folder: EngagementFolder, judged: Judgement) -> Export:
    read = watermark(record)
    return Export(
        engagement=folder.engagement.id,
        upto=read.seq,
        contributions=read.contributions,
        scorer=judged.scorer,
        source=judged.source,
        themes_by=judged.themes_by,
    )


@dataclasses.dataclass(frozen=True)
class _Parts:
    """What is written, part by part."""

    out: Path
    record: sqlite3.Connection
    folder: EngagementFolder
    judged: Judgement

    def contributions(self) -> Iterator[pl.DataFrame]:
        """Rows as ``rows`` lays them out, in the order of ids."""
        columns = lake_columns(self.folder.engagement)
        events, organisations = read_registers(self.record)
        whole = TrueTables(events, organisations, self._sent(), pl.LazyFrame(), judged=self.judged)
        copies = further_copies(whole).lazy()
        none = (Contributions.create_empty(), Answers.create_empty())
        for people, answers in chain([none], contributions_in_batches(self.record)):
            heard = dataclasses.replace(self.judged, comments=self._heard(people["contribution_id"]))
            part = dataclasses.replace(
                whole, contributions=people.lazy(), answers=answers.lazy(), judged=heard
            )
            yield counting_rows(part, columns, copies).collect()

    def words(self) -> Iterator[pl.DataFrame]:
        """What was heard of comments, with their words."""
        questions = {one.id for one in self.folder.engagement.questions if not one.closed}
        none = pl.DataFrame(schema=dict.fromkeys((*COMMENT_KEY, "text"), pl.String))
        for texts in chain([none], comments_in_batches(self.record, questions)):
            heard = self._heard(texts["contribution_id"])
            yield heard.join(texts, on=COMMENT_KEY, maintain_order="left")

    def _sent(self) -> pl.LazyFrame:
        """When those came who sent a campaign's text."""
        sent = self.judged.comments.drop_nulls("campaign").select("contribution_id").unique()
        days = [piece.join(sent, on="contribution_id", how="semi") for piece in days_received(self.record)]
        none = pl.DataFrame(schema={"contribution_id": pl.String, "received_on": pl.Date})
        return pl.concat([none, *days]).lazy()

    def _heard(self, some: pl.Series) -> pl.DataFrame:
        """What was heard of the comments of contributions from the first of sorted ids to the last."""
        if some.is_empty():
            return self.judged.comments.clear()
        ids = self.judged.comments["contribution_id"]
        start, end = ids.search_sorted(some[0], "left"), ids.search_sorted(some[-1], "right")
        return self.judged.comments.slice(start, end - start)


def _write(parts: _Parts, about: Export, *, has_texts: bool) -> None:
    comments = parts.judged.comments
    heard = parts.words() if has_texts else chain([comments.clear()], comments.iter_slices(_ROWS))
    with progress(f"Writing {counted(about.contributions, 'contribution')}") as report:
        for done in _files(parts.out / CONTRIBUTIONS, parts.contributions()):
            report(done / max(about.contributions, 1))
    for _ in _files(parts.out / SCORES_FOLDER, heard):
        pass


def _files(folder: Path, rows: Iterable[pl.DataFrame]) -> Iterator[int]:
    """Write rows to files as they come; how many are written, after each file."""
    private_folder(folder)
    done, gathered, number = 0, list[pl.DataFrame](), 0
    for part in rows:
        gathered.append(part)
        if sum(each.height for each in gathered) >= _ROWS:
            number, done = number + 1, done + _parquet(folder, number + 1, gathered)
            gathered.clear()
            yield done
    if gathered:
        yield done + _parquet(folder, number + 1, gathered)


def _parquet(folder: Path, number: int, rows: list[pl.DataFrame]) -> int:
    packed, whole = BytesIO(), pl.concat(rows)
    whole.write_parquet(packed)
    write_private(folder / f"{number:05}.parquet", packed.getvalue())
    return whole.height
