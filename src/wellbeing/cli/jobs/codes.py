"""What the commands of ``codes`` do, on the steward's machine."""

import datetime as dt
import sqlite3
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.coded import loaded_told, standing_told
from wellbeing.desk.reviewing.coding import COMMENT_ID, asked_comments, drawn_comments, refit
from wellbeing.desk.reviewing.names import names_of
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, counted
from wellbeing.opinion.coding.sampling import most_uncertain
from wellbeing.opinion.coding.weights import coded_weights
from wellbeing.opinion.reading import read_tones
from wellbeing.opinion.text.names import ProperNames
from wellbeing.record.comments.codes import add_codes, codebook_version
from wellbeing.record.comments.codes import standing_codes as standing
from wellbeing.record.comments.coding_sheets import Coder
from wellbeing.record.comments.texts import comments_with_origin
from wellbeing.record.consents import for_others
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.log import latest_detail
from wellbeing.record.store.transactions import snapshot
from wellbeing.sources.coding.reading import read_sheet
from wellbeing.sources.coding.writing import write_sheet
from wellbeing.sources.engagement import read_engagement


def sampled(folders: Folders, out: Path, size: int, *, uncertain: bool, in_agency: bool) -> str:
    """Write comments to be coded; how many, and what comes next.

    Args:
        folders: the engagement's and the workspace's.
        out: a new workbook.
        size: how many comments at most.
        uncertain: those that would teach the model most, in place of a random sample.
        in_agency: whether who codes is of the agency: without, comments for its eyes only are left out.

    Raises:
        DataError: there is no record, nothing left to code, too few codes to be uncertain of anything, or the
            file exists.
    """
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record, snapshot(record):
        everything = comments_with_origin(record)
        readable = everything if in_agency else for_others(everything, record)
        comments, codes = asked_comments(readable, folder.engagement), standing(record)
        names = names_of(record, folder)
    rows = _uncertain(comments, codes, size, names) if uncertain else drawn_comments(comments, codes, size)
    if rows.is_empty():
        msg = f"No comment is left to code: {counted(comments.height, 'answer')}, all coded or not readable."
        raise DataError(msg)
    write_sheet(out, folder, rows, codebook_version(folder))
    return "\n".join([_sampled_told(out, rows), *_left_out(everything.height - readable.height)])


def _left_out(number: int) -> list[str]:
    """What is said of comments for the agency's eyes only."""
    them = f"{counted(number, 'comment')} for the agency's eyes only left out"
    return [f"{them}: they go to coders of the agency alone, with --in-agency."] if number else []


def load_codes(folders: Folders, path: Path, by: str) -> str:
    """What came of every row, and how things stand then.

    Raises:
        DataError: the file cannot be read or is no coding workbook of this engagement.
    """
    folder = read_engagement(folders.engagement)
    sheet = read_sheet(path, folder.engagement.id)
    day = dt.datetime.now(ZoneInfo(folder.engagement.time_zone)).date()
    with open_record(folders.workspace, folder.engagement.id) as record:
        coder = Coder(record, folder, by)
        account = coder.account(sheet.rows)
        done = add_codes(record, coder.codes(account.coded, sheet, day), path)
        told = loaded_told(path.name, account, done)
        if done["added"] + done["corrected"]:
            refit(record, folder)
        return "\n".join([*told, *_standing(record, folder.engagement)])


def codes_status(folders: Folders) -> str:
    """How many comments are coded, how far coders agree, what the local head was fitted on."""
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        return "\n".join(_standing(record, folder.engagement))


def _standing(record: sqlite3.Connection, settings: Engagement) -> list[str]:
    codes, comments = standing(record), asked_comments(comments_with_origin(record), settings)
    return standing_told(codes, coded_weights(comments, codes), latest_detail(record, "refitted"))


def _uncertain(comments: pl.DataFrame, codes: pl.DataFrame, size: int, names: ProperNames) -> pl.DataFrame:
    from wellbeing.opinion.learning.fitting import fit_head, training_rows  # noqa: PLC0415

    found = fit_head(training_rows(comments, codes, names))
    if found is None:
        msg = (
            "No model is uncertain yet: it takes 100 codes of a random sample, of comments in English and of "
            "two tones or more. `wellbeing codes sample` without --uncertain draws one."
        )
        raise DataError(msg)
    tones = read_tones(comments["text"].to_list(), comments["asked"].to_list(), found.head, names=names)
    chances = pl.Series([tone.probabilities for tone in tones], dtype=pl.List(pl.Float64))
    told = comments.with_columns(COMMENT_ID, probabilities=chances)
    coded = codes.filter(reading=1).select(COMMENT_ID).to_series()
    chosen = most_uncertain(told, coded, size).with_columns(reading=pl.lit(1))
    return chosen.join(told, on="comment_id", how="left", maintain_order="left")


def _sampled_told(out: Path, rows: pl.DataFrame) -> str:
    first, second = (rows.filter(reading=reading).height for reading in (1, 2))
    twice = f", {second:,} of them also in a sheet for a second coder, who needs a copy" if second else ""
    return (
        f"{out}: {counted(first, 'comment')} to be coded{twice}.\n"
        "It holds comments as they were written: keep it on this machine, and delete it once it is loaded.\n"
        f"Then: wellbeing codes load {out.name} --by A_NAME"
    )
