"""Responses that lack a part: the answers of one survey lie in several files, and a row of one has none in another.

Told with each of the files, whichever comes first: all rows came in, so that nothing else shows it.
"""

import sqlite3
from collections.abc import Iterator

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.intake import Notice
from wellbeing.model.profile import Profile
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
from wellbeing.record.intake.surveys import Taken
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.intake.refusals import refusals
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.profiles.reading import every_profile
from wellbeing.sources.reading.batch import ROW, without_rows

#: File and its profile, by SHA-256.
_Files = dict[str, tuple[str, Profile]]


def lacking_parts(record: sqlite3.Connection, job: Taken) -> tuple[Notice, ...]:
    """What is said of responses that a file or the files before it have no row of.

    Args:
        record: open.
        job: a file that is about to be taken in.
    """
    profile = job.profile
    if not profile.id or profile.kind != "survey":
        return ()
    files = _files_of(record, profile.scope)
    if profile.adds:
        return (*_without_a_row_here(record, job, [*files]),)
    brought = {held.name for _, held in files.values()}
    return (*_without_a_row_there(record, job, files), *_still_to_come(job.folder, profile, brought))


def _without_a_row_here(record: sqlite3.Connection, job: Taken, files: list[str]) -> Iterator[Notice]:
    """Of responses that are held, those to which a file of further answers adds nothing."""
    here = set(_ids_here(job, refused=True)["contribution_id"])
    left = [
        message(f"row {row} of {file}")
        for one, file, row in record.execute(
            "SELECT contribution_id, source_file, source_row FROM contributions WHERE basis = 'platform' "
            "AND added_in IN (SELECT entry FROM takings WHERE sha256 IN (SELECT value FROM json_each(?))) "
            "ORDER BY source_file, source_row",
            (msgspec.json.encode(files).decode(),),
        )
        if one not in here
    ]
    if left:
        text = message(
            f"{counted(len(left), 'response')} of '{job.profile.scope}' without a row here: {quoted(left)}."
        )
        yield Notice("responses without a row", len(left), text)


def _without_a_row_there(record: sqlite3.Connection, job: Taken, files: _Files) -> Iterator[Notice]:
    """Of responses of a file, those of which the files of further answers that are held have no row."""
    adding = {sha256: held for sha256, held in files.items() if held[1].adds}
    if not adding:
        return
    there = {one for sha256, (file, held) in adding.items() for one in _ids_there(record, sha256, file, held)}
    left = _ids_here(job, refused=False).filter(~pl.col("contribution_id").is_in(sorted(there)))[ROW]
    if not left.is_empty():
        names = quoted(sorted({file for file, _ in adding.values()}))
        rows = quoted([f"row {row}" for row in left])
        text = message(f"{counted(len(left), 'response')} of this file without a row in {names}: {rows}.")
        yield Notice("responses without a row", len(left), text)


def _still_to_come(folder: EngagementFolder, profile: Profile, brought: set[str]) -> Iterator[Notice]:
    """Files of further answers that the engagement has a profile for, and of which none is held."""
    for other in every_profile(folder):
        if other.adds and other.scope == profile.scope and other.name not in brought:
            questions = quoted([answer.id for answer in other.questions])
            text = message(
                f"Answers to {questions} of these responses come in another file, of profile '{other.name}': none is "
                "here yet. Responses without a row in it are named when it is."
            )
            yield Notice(f"a part to come: {other.name}", 1, text)


def _ids_here(job: Taken, *, refused: bool) -> pl.DataFrame:
    """``ROW`` and ``contribution_id`` of the rows of a file; of those too that are refused, or say nothing?"""
    fitted = fit_profile(job.profile, job.table.columns, job.table.file)
    engagement = job.folder.engagement.id
    parts = [pl.DataFrame(schema={ROW: pl.Int64, "contribution_id": pl.String})]
    for batch in job.table.batches():
        rows = batch.rows if refused else without_rows(batch.rows, refusals(batch, fitted))
        parts.append(rows.select(ROW, contribution_id=contributions_of_rows(rows, fitted, engagement)))
    return pl.concat(parts)


def _ids_there(record: sqlite3.Connection, sha256: str, file: str, profile: Profile) -> Iterator[str]:
    """The contributions that a file which is held has rows of, whatever came of these."""
    of_file = (
        "SELECT contribution_id FROM parts JOIN takings ON entry = added_in WHERE sha256 = ?1 UNION "
        "SELECT contribution_id FROM contributions JOIN takings ON entry = added_in WHERE sha256 = ?1"
    )
    yield from (one for (one,) in record.execute(of_file, (sha256,)))
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    kept_out = (
        "SELECT cells FROM quarantine WHERE sha256 = ?1 UNION ALL "
        "SELECT cells FROM refusals WHERE sha256 = ?1 AND cells IS NOT NULL"
    )
    yield from ids_of_rows(
        engagement, file, profile, [cells for (cells,) in record.execute(kept_out, (sha256,))]
    )


def _files_of(record: sqlite3.Connection, scope: str) -> _Files:
    """The files whose ids belong to a survey."""
    rows = record.execute("SELECT sha256, file, mapping FROM imports ORDER BY sha256").fetchall()
    read = {sha256: (file, msgspec.json.decode(mapping, type=Profile)) for sha256, file, mapping in rows}
    return {sha256: (file, profile) for sha256, (file, profile) in read.items() if profile.scope == scope}
