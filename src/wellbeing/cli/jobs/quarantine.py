"""What the commands of ``quarantine`` do."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.cli.accounts import account_text
from wellbeing.cli.folders import Folders
from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.mends import decided_before, mend_rows, mend_word, redecide
from wellbeing.record.intake.quarantine import is_waiting, quarantine_problems
from wellbeing.record.intake.quarantine_workbook import corrected_rows, export_quarantine
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.intake.remedies import is_total, is_word, other_remedy, possible_words
from wellbeing.record.recalling import recall_rows, refused_rows
from wellbeing.record.store.database import open_record, read_record
from wellbeing.sources.engagement import EngagementFolder, read_engagement, read_settings
from wellbeing.sources.names.typed_days import day_alone

#: Rows that are named for each problem.
NAMED = 5
#: What is held: a row, or an answer of a row that is in the record.
_IMPORTED: Final = {"row": "", "answer": ", all else in their rows imported"}
_NO_CONTRIBUTIONS: Final = (
    "A row that is no contribution, an answer that is none: "
    '`wellbeing quarantine dismiss NUMBER --reason "…"`, with its number from `wellbeing quarantine list --json`.'
)


def list_quarantine(folders: Folders) -> str:
    """Each problem once, with the rows that it keeps out and how it is mended."""
    problems = _problems(folders)
    if problems.is_empty():
        return "Nothing is in quarantine."
    waiting = dict(problems.unique("id").group_by("holds").len().iter_rows())
    alike = problems.group_by(
        "profile", "field", "value", "reason", "suggestion", "holds", maintain_order=True
    )
    grouped = alike.agg("id", "file", "source_row", rows=pl.len()).sort(
        "rows", descending=True, maintain_order=True
    )
    folder = read_engagement(folders.engagement)
    several = pl.col("profile").n_unique().over("field", "value") > 1
    told = grouped.with_columns(several=several).iter_rows(named=True)
    return "\n".join(
        [f"{_what(waiting)} in quarantine:", *(_problem(row, folder) for row in told), _NO_CONTRIBUTIONS]
    )


def quarantine_json(folders: Folders) -> str:
    """Every problem of every row."""
    return msgspec.json.format(msgspec.json.encode(_problems(folders).to_dicts())).decode()


def list_refused(folders: Folders) -> str:
    """Refused rows that are kept, with the numbers by which they are called back."""
    with read_record(folders.workspace, _id(folders)) as record:
        rows = refused_rows(record)
    if not rows:
        return "No refused row is kept."
    lines = [f"  {number}: {file} row {row}: {reason}" for number, file, row, reason in rows]
    told = "They come in by their numbers: `wellbeing quarantine recall NUMBER…`."
    return "\n".join([f"{counted(len(rows), 'row')} refused:", *lines, told])


def recalled(folders: Folders, numbers: list[int]) -> str:
    """What came of refused rows that were called back.

    Raises:
        DataError: a number is of no refused row that is kept.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        return _told(recall_rows(record, folder, numbers), folder.engagement.words)


def mended_word(folders: Folders, meaning: Recode) -> str:
    """What came of the rows that waited for a word.

    Raises:
        DataError: none waits for it, or what it is to become is no word of the engagement.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        before = decided_before(record, meaning)
        if not before or is_waiting(record, meaning):
            return _told(mend_word(record, folder, meaning), folder.engagement.words)
        files = redecide(record, folder, meaning)
    said = f"meant {quoted(sorted({*before.values()}))} until now, and means '{meaning.becomes}'"
    return _from_now_on(meaning, said, files)


def forgotten(folders: Folders, meaning: Recode) -> str:
    """What follows once nobody has decided what a word means.

    Raises:
        DataError: nobody had.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        if not decided_before(record, meaning):
            msg = f"Nobody has decided what {meaning.field} '{meaning.value}' means: there is nothing to forget."
            raise DataError(msg)
        files = redecide(record, folder, meaning, forget=True)
    return _from_now_on(meaning, "means nothing that anybody decided", files)


def _from_now_on(meaning: Recode, said: str, files: list[tuple[str, str]]) -> str:
    """What a word means from now on, and how what came in before is put right."""
    named = [shlex.join([file, "--profile", profile, "--again"]) for file, profile in files]
    before = "What came in before stays as it is until its file is imported again, from where it lies:"
    told = f"{meaning.field} '{meaning.value}' {said}, from now on."
    return "\n".join([told, before, *(f"  wellbeing import {one}" for one in named)] if named else [told])


def mended_rows(folders: Folders, path: Path) -> str:
    """What came of rows that were corrected in a workbook.

    Raises:
        DataError: the file does not say which rows these are, or they are not in quarantine.
    """
    folder = read_engagement(folders.engagement)
    rows = corrected_rows(path)
    with open_record(folders.workspace, folder.engagement.id) as record:
        return _told(mend_rows(record, folder, rows), folder.engagement.words)


def dismissed(folders: Folders, numbers: list[int], reason: str) -> str:
    """How many rows were refused for a person's reason.

    Raises:
        DataError: a number is not in quarantine, or there is no reason.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        rows, answers = dismiss_rows(record, folder, numbers, reason)
    what = _what({"row": rows, "answer": answers})
    return f"{what} refused: {reason.strip()}. The account of each file says so."


def exported(folders: Folders, path: Path) -> str:
    """Where the rows were written.

    Raises:
        DataError: nothing is in quarantine, or the file exists.
    """
    with read_record(folders.workspace, _id(folders)) as record:
        rows = export_quarantine(record, path)
    return f"{path}: {counted(rows, 'line')}. Correct them there, then: wellbeing quarantine mend {path}"


def _problems(folders: Folders) -> pl.DataFrame:
    with read_record(folders.workspace, _id(folders)) as record:
        return quarantine_problems(record)


def _what(numbers: dict[str, int]) -> str:
    """``2 rows and 1 answer``."""
    return " and ".join(counted(numbers[noun], noun) for noun in ("row", "answer") if numbers.get(noun))


def _id(folders: Folders) -> str:
    return read_settings(folders.engagement / "engagement.toml").id


def _told(accounts: list[Account], words: Nouns) -> str:
    return "\n".join(account_text(account, words) for account in accounts)


def _problem(row: dict[str, Any], folder: EngagementFolder) -> str:
    places = [f"{file} row {at}" for file, at in zip(row["file"], row["source_row"], strict=True)]
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    perhaps = f" Perhaps '{row['suggestion']}'?" if row["suggestion"] else ""
    return "\n    ".join(
        [
            f"  {row['field']} '{day_alone(row['value'] or '')}' {row['reason']}.{perhaps}",
            f"{counted(len(places), row['holds'])}{_IMPORTED[row['holds']]}: {', '.join(places[:NAMED])}{more}",
            *_remedies(row, folder),
        ]
    )


def _remedies(row: dict[str, Any], folder: EngagementFolder) -> Iterator[str]:
    """What helps, as lines that can be run as they stand where one line is enough."""
    of_sums, is_sum = is_total(row["value"])
    if of_sums:
        yield from [] if is_sum else ["If it is a total, no contribution:"]
        numbers = " ".join(map(str, row["id"]))
        yield f"wellbeing quarantine dismiss {numbers} --reason 'a total, no contribution'"
    if is_sum:
        return
    if not is_word(row["field"], row["reason"], folder):
        yield other_remedy(row["field"], row["reason"], row["profile"])
    elif row["suggestion"]:
        yield _mend(row, row["suggestion"])
    else:
        yield from _choices(row, possible_words(row["field"], folder))


def _choices(row: dict[str, Any], words: list[str]) -> Iterator[str]:
    if not words:
        yield other_remedy(row["field"], row["reason"], row["profile"])
    elif words == [""]:
        yield "If it states nothing (else put what it means in place of the last ''):"
    else:
        yield "One of:"
    yield from (_mend(row, word) for word in words)


def _mend(row: dict[str, Any], becomes: str) -> str:
    words = [row["field"], row["value"], becomes, *(["--profile", row["profile"]] if row["several"] else [])]
    return f"wellbeing quarantine mend --word {shlex.join(words)}"
