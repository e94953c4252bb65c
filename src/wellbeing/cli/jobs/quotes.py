"""What the commands of ``quotes`` do, on the steward's machine: the only place where comments are shown."""

import sqlite3
from dataclasses import replace
from typing import Any

import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.model.counterpart import counterpart
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.opinion.identifiers.detection import KnownNames, detect_identifiers
from wellbeing.opinion.identifiers.spans import Identifier, bracket
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.questions import question_valence
from wellbeing.record.comments.quotes import Quote, approve_quote
from wellbeing.record.comments.quotes import approved_quotes as standing
from wellbeing.record.comments.texts import comments
from wellbeing.record.consents import with_refusals
from wellbeing.record.organisations.roster import organisation_names
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.tables import read_tables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.names.places import place_spellings


def list_quotes(folders: Folders, question: str | None, limit: int) -> str:
    """Comments for review, marked.

    Raises:
        DataError: there is no record, or no such open question.
    """
    folder = read_engagement(folders.engagement)
    _check_question(folder.engagement, question)
    with read_record(folders.workspace, folder.engagement.id) as record:
        wrote = comments(record)
        wrote = wrote.filter(question_id=question) if question else wrote
        rows = _positioned(_answering(wrote, folder.engagement), record, folder.engagement)
        unstated = folder.engagement.unstated_consents
        known, stands = _known(record, folder), standing(record, unstated).drop("theme")
        judged = with_refusals(rows, record, unstated)
    rows, refused = judged.filter(pl.col("refusal").is_null()), judged.drop_nulls("refusal")
    marks = detect_identifiers(rows["text"].to_list(), known)
    told = rows.with_columns(marks=pl.Series(map(len, marks), dtype=pl.Int64), place=pl.int_range(pl.len()))
    best = rank_comments(told).head(limit).join(stands, on=["contribution_id", "question_id"], how="left")
    lines = [_told(row, marks[row["place"]]) for row in best.iter_rows(named=True)]
    head = f"{best.height:,} of {counted(rows.height, 'comment')}, fewest marks first."
    return "\n\n".join([head, *_not_listed(refused), *lines])


def _not_listed(refused: pl.DataFrame) -> list[str]:
    """How many comments are not shown since they may not be quoted, and why."""
    counts = refused.group_by("refusal").len().sort("len", "refusal", descending=[True, False]).rows()
    whys = "; ".join(f"{number:,}: {why}" for why, number in counts)
    return [f"Not listed, since they may not be quoted: {whys}."] if counts else []


def rank_comments(rows: pl.DataFrame) -> pl.DataFrame:
    """Fewest ``marks`` first; among equals the ``position``s take turns, so that no view comes first."""
    turn = pl.int_range(pl.len()).over("marks", "position", order_by=["contribution_id", "question_id"])
    return rows.with_columns(turn=turn).sort("marks", "turn", "position", nulls_last=True)


def approved(folders: Folders, quote: Quote, *, checked: bool) -> str:
    """What was approved.

    Raises:
        DataError: the words are not a redaction of the comment, something in them is marked and was not
            ``checked``, or the theme is not in the codebook.
    """
    folder = read_engagement(folders.engagement)
    _check_theme(folder, quote.theme)
    with open_record(folders.workspace, folder.engagement.id) as record:
        (marks,) = detect_identifiers([quote.words], _known(record, folder))
        if marks and not checked:
            raise DataError(_left(quote.words, marks))
        approve_quote(record, replace(quote, marks=len(marks)), folder.engagement.unstated_consents)
    judged = f" {counted(len(marks), 'mark')} judged by {quote.by}." if marks else ""
    return f"Approved by {quote.by} for releases made from now on: “{quote.words}”{judged}"


def retracted(folders: Folders, quote: Quote) -> str:
    """That an approval was taken back.

    Raises:
        DataError: nothing stands approved of that comment.
    """
    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id) as record:
        unstated = folder.engagement.unstated_consents
        if (quote.contribution, quote.question) not in set(
            standing(record, unstated).select(pl.nth(0, 1)).iter_rows()
        ):
            msg = f"Nothing of contribution '{quote.contribution}' is approved for '{quote.question}'."
            raise DataError(msg)
        approve_quote(record, quote, unstated)
    return "Taken back: releases made from now on leave it out. Those made before still hold it."


def _known(record: sqlite3.Connection, folder: EngagementFolder) -> KnownNames:
    organisations = organisation_names(record)["name"].to_list()
    return {"organisation": organisations, "place": place_spellings(folder)}


def _answering(wrote: pl.DataFrame, settings: Engagement) -> pl.DataFrame:
    """Without "n/a" and the like, which would come first for having no marks."""
    wanted = {question.id: question_valence(question.en) for question in settings.questions}
    is_comment = [
        reply(text, wanted[question]) is Reply.COMMENT
        for question, text in wrote.select("question_id", "text").iter_rows()
    ]
    return wrote.filter(pl.Series(is_comment, dtype=pl.Boolean))


def _positioned(wrote: pl.DataFrame, record: sqlite3.Connection, settings: Engagement) -> pl.DataFrame:
    """With the ``position`` of the closed answer that goes with each comment; null where there is none."""
    asked_of = wrote["question_id"].unique()
    beside = {each: found.id for each in asked_of if (found := counterpart(settings, each))}
    position = pl.col("position").cast(pl.String)
    said = read_tables(record).answers.select("contribution_id", position, closed="question_id")
    closed = pl.col("question_id").replace_strict(beside, default=None, return_dtype=pl.String)
    return wrote.with_columns(closed=closed).join(said, on=["contribution_id", "closed"], how="left")


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


def _check_question(settings: Engagement, question: str | None) -> None:
    known = [each.id for each in settings.questions if not each.closed]
    if question is not None and question not in known:
        msg = f"'{question}' is no open question. Open questions: {quoted(known)}."
        raise DataError(msg)


def _check_theme(folder: EngagementFolder, theme: str | None) -> None:
    known = folder.codebook["theme"].to_list()
    if theme is not None and theme not in known:
        msg = f"{folder.path / 'codebook.csv'} has no theme '{theme}'. Themes: {quoted(known, 40)}."
        raise DataError(msg)
