"""What the commands of ``quotes`` do, on the steward's machine: what is shown here are comments."""

from typing import Any

import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.desk.reviewing.quotes import approve, marks_left, quotable, retract
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.opinion.identifiers.spans import Identifier, bracket
from wellbeing.record.comments.quotes import Quote
from wellbeing.record.store.database import open_record, read_record
from wellbeing.sources.engagement import read_engagement


def list_quotes(folders: Folders, question: str | None, limit: int) -> str:
    """Comments for review, marked.

    Raises:
        DataError: there is no record, or no such open question.
    """
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        found = quotable(record, folder, question, limit)
    rows = zip(found.best.iter_rows(named=True), found.marks, strict=True)
    head = f"{found.best.height:,} of {counted(found.number, 'comment')}, fewest marks first."
    return "\n\n".join([head, *_not_listed(found.refused), *(_told(row, marks) for row, marks in rows)])


def _not_listed(refused: pl.DataFrame) -> list[str]:
    """How many comments are not shown since they may not be quoted, and why."""
    whys = "; ".join(f"{number:,}: {why}" for why, number in refused.iter_rows())
    return [f"Not listed, since they may not be quoted: {whys}."] if whys else []


def approved(folders: Folders, quote: Quote, *, checked: bool) -> str:
    """What was approved.

    Raises:
        DataError: the words are not a redaction of the comment, something in them is marked and was not
            ``checked``, or the theme is not in the codebook.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        marks = marks_left(record, folder, quote.words)
        if marks and not checked:
            raise DataError(_left(quote.words, marks))
        approve(record, folder, quote, len(marks))
    judged = f" {counted(len(marks), 'mark')} judged by {quote.by}." if marks else ""
    return f"Approved by {quote.by} for releases made from now on: “{quote.words}”{judged}"


def retracted(folders: Folders, quote: Quote) -> str:
    """That an approval was taken back.

    Raises:
        DataError: nothing stands approved of that comment.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        retract(record, folder, quote)
    return "Taken back: releases made from now on leave it out. Those made before still hold it."


def _told(row: dict[str, Any], marks: list[Identifier]) -> str:
    kinds = ", ".join(f"{mark.kind} ({mark.sure})" for mark in marks)
    about = [row["question_id"], row["position"] or "no position", counted(len(marks), "mark")]
    head = f"{row['contribution_id']} · {' · '.join(about)}{': ' + kinds if kinds else ''}"
    text = bracket(row["text"], marks).replace("\n", "\n    ")
    stands = f"\n  Approved: “{row['words']}”" if row["words"] else ""
    return f"{head}\n    {text}{stands}"


def _left(words: str, marks: list[Identifier]) -> str:
    found = quoted(f"{words[mark.start : mark.end]} ({mark.kind}, {mark.sure})" for mark in marks)
    return (
        f"{counted(len(marks), 'mark')} in these words: {found}. Nothing was approved. Take them out with "
        "[…], or give --checked if you looked at each and it identifies nobody."
    )
