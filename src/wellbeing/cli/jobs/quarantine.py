"""What the commands of ``quarantine`` do."""

from pathlib import Path

import msgspec
import polars as pl

from wellbeing.cli.accounts import account_text
from wellbeing.cli.folders import Folders
from wellbeing.model.errors import counted
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.intake.quarantine_workbook import corrected_rows, export_quarantine
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.database import open_record, read_record
from wellbeing.sources.engagement import read_engagement, read_settings

#: Rows that are named for each problem.
NAMED = 5


def list_quarantine(folders: Folders) -> str:
    """Each problem once, with the rows that it keeps out and how it is mended."""
    problems = _problems(folders)
    if problems.is_empty():
        return "Nothing is in quarantine."
    rows = counted(problems["id"].n_unique(), "row")
    alike = problems.group_by("profile", "field", "value", "reason", "suggestion", maintain_order=True)
    grouped = alike.agg("file", "source_row", rows=pl.len()).sort(
        "rows", descending=True, maintain_order=True
    )
    return "\n".join([f"{rows} in quarantine:", *(_problem(row) for row in grouped.iter_rows(named=True))])


def quarantine_json(folders: Folders) -> str:
    """Every problem of every row."""
    return msgspec.json.format(msgspec.json.encode(_problems(folders).to_dicts())).decode()


def mended_word(folders: Folders, meaning: Recode) -> str:
    """What came of the rows that waited for a word.

    Raises:
        DataError: none waits for it, or what it is to become is no word of the engagement.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        return _told(mend_word(record, folder, meaning))


def mended_rows(folders: Folders, path: Path) -> str:
    """What came of rows that were corrected in a workbook.

    Raises:
        DataError: the file does not say which rows these are, or they are not in quarantine.
    """
    folder = read_engagement(folders.engagement)
    rows = corrected_rows(path)
    with open_record(folders.workspace, folder.engagement.id) as record:
        return _told(mend_rows(record, folder, rows))


def exported(folders: Folders, path: Path) -> str:
    """Where the rows were written.

    Raises:
        DataError: nothing is in quarantine, or the file exists.
    """
    with read_record(folders.workspace, _id(folders)) as record:
        rows = export_quarantine(record, path)
    return f"{path}: {counted(rows, 'row')}. Correct them there, then: wellbeing quarantine mend {path}"


def _problems(folders: Folders) -> pl.DataFrame:
    with read_record(folders.workspace, _id(folders)) as record:
        return quarantine_problems(record)


def _id(folders: Folders) -> str:
    return read_settings(folders.engagement / "engagement.toml").id


def _told(accounts: list[Account]) -> str:
    return "\n".join(account_text(account) for account in accounts)


def _problem(row: dict[str, object]) -> str:
    places = [f"{file} row {at}" for file, at in zip(row["file"], row["source_row"], strict=True)]  # type: ignore[call-overload]
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    perhaps = f" Perhaps '{row['suggestion']}'?" if row["suggestion"] else ""
    becomes = row["suggestion"] or "…"
    return (
        f"  {row['field']} '{row['value']}' {row['reason']}.{perhaps}\n"
        f"    {counted(len(places), 'row')}: {', '.join(places[:NAMED])}{more}\n"
        f"    wellbeing quarantine mend --word {row['field']} '{row['value']}' '{becomes}'"
    )
