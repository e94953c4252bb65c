"""The record's contributions as a folder of Parquet, beside the record and as private as it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.counting.tables import true_tables
from wellbeing.cli.progress import progress
from wellbeing.model.errors import DataError, counted
from wellbeing.opinion.comments import COMMENT_KEY
from wellbeing.opinion.scorers import scorer
from wellbeing.record.comments.texts import comments
from wellbeing.record.releases import watermark
from wellbeing.record.store.database import read_record
from wellbeing.record.store.transactions import snapshot
from wellbeing.release.count.lake import ABOUT, CONTRIBUTIONS, SCORES_FOLDER, Export, lake_columns
from wellbeing.release.count.rows import counting_rows
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.private import private_folder, write_private

#: Rows of a file: some 50 MB of contributions.
_ROWS: Final = 1_000_000


def export_record(folders: Folders, out: Path, reader: str | None, *, has_texts: bool) -> str:
    """Write the folder, whole or not; what it holds, in a line.

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
    with read_record(folders.workspace, folder.engagement.id) as record, snapshot(record):
        true = true_tables(record, folder, scorer(reader) if reader else None)
        about = _about(record, folder, true)
        words = comments(record) if has_texts else None
    private_folder(out.parent)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        _write(beside, true, folder, words)
        write_private(beside / ABOUT, msgspec.json.encode(about))
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    said = counted(true.judged.comments.height, "comment")
    held = counted(about.contributions, "contribution")
    return f"{out}: {held}, and how {said} {'was' if true.judged.comments.height == 1 else 'were'} heard."


def _about(record: sqlite3.Connection, folder: EngagementFolder, true: TrueTables) -> Export:
    read, judged = watermark(record), true.judged
    return Export(
        engagement=folder.engagement.id,
        upto=read.seq,
        contributions=read.contributions,
        scorer=judged.scorer,
        source=judged.source,
        themes_by=judged.themes_by,
    )


def _write(out: Path, true: TrueTables, folder: EngagementFolder, words: pl.DataFrame | None) -> None:
    rows = counting_rows(true, lake_columns(folder.engagement)).collect(engine="streaming")
    heard = true.judged.comments
    if words is not None:
        heard = heard.join(words, on=COMMENT_KEY, how="left", maintain_order="left")
    with progress(f"Writing {counted(rows.height, 'contribution')}") as report:
        for number, file, part in _parts(out / CONTRIBUTIONS, rows):
            _parquet(file, part)
            report(number * _ROWS / max(rows.height, 1))
    for _, file, part in _parts(out / SCORES_FOLDER, heard):
        _parquet(file, part)


def _parts(folder: Path, rows: pl.DataFrame) -> Iterator[tuple[int, Path, pl.DataFrame]]:
    """Number, file and rows of each part; one without rows where there are none."""
    private_folder(folder)
    for number, start in enumerate(range(0, max(rows.height, 1), _ROWS), start=1):
        yield number, folder / f"{number:05}.parquet", rows.slice(start, _ROWS)


def _parquet(file: Path, rows: pl.DataFrame) -> None:
    packed = BytesIO()
    rows.write_parquet(packed)
    write_private(file, packed.getvalue())
