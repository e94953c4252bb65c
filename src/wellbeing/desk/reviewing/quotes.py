"""Comments that may be quoted: marked, ranked, with what stands approved of them; approvals checked."""

import sqlite3
from dataclasses import dataclass, replace

import polars as pl

from wellbeing.desk.reviewing.names import known_names
from wellbeing.model.counterpart import counterpart
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError, quoted
from wellbeing.opinion.identifiers.detection import detect_identifiers
from wellbeing.opinion.identifiers.spans import Identifier
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.questions import question_valence
from wellbeing.record.comments.quotes import Quote, approve_quote
from wellbeing.record.comments.quotes import approved_quotes as standing
from wellbeing.record.comments.texts import comments
from wellbeing.record.consents import with_refusals
from wellbeing.record.store.tables import read_tables
from wellbeing.sources.engagement import EngagementFolder


@dataclass(frozen=True)
class Quotable:
    """Comments for review."""

    #: ``contribution_id``, ``question_id``, ``text``, ``position``; ``words`` that stand approved, null where none do.
    best: pl.DataFrame
    #: What is marked in each of them.
    marks: list[list[Identifier]]
    #: How many may be quoted.
    number: int
    #: Those that may not: ``refusal``, ``len``.
    refused: pl.DataFrame


def quotable(
    record: sqlite3.Connection, folder: EngagementFolder, question: str | None, limit: int
) -> Quotable:
    """Comments that may be quoted, fewest marks first.

    Args:
        record: open.
        folder: the engagement.
        question: an open question; all where None.
        limit: how many at most.

    Raises:
        DataError: there is no such open question.
    """
    _check_question(folder.engagement, question)
    wrote = comments(record)
    wrote = wrote.filter(question_id=question) if question else wrote
    rows = _positioned(_answering(wrote, folder.engagement), record, folder.engagement)
    unstated = folder.engagement.unstated_consents
    stands = standing(record, unstated).drop("theme")
    judged = with_refusals(rows, record, unstated)
    rows, refused = judged.filter(pl.col("refusal").is_null()), judged.drop_nulls("refusal")
    marks = detect_identifiers(rows["text"].to_list(), known_names(record, folder))
    told = rows.with_columns(marks=pl.Series(map(len, marks), dtype=pl.Int64), place=pl.int_range(pl.len()))
    best = rank_comments(told).head(limit).join(stands, on=["contribution_id", "question_id"], how="left")
    counts = refused.group_by("refusal").len().sort("len", "refusal", descending=[True, False])
    return Quotable(best, [marks[place] for place in best["place"]], rows.height, counts)


def rank_comments(rows: pl.DataFrame) -> pl.DataFrame:
    """Fewest ``marks`` first; among equals the ``position``s take turns, so that no view comes first."""
    turn = pl.int_range(pl.len()).over("marks", "position", order_by=["contribution_id", "question_id"])
    return rows.with_columns(turn=turn).sort("marks", "turn", "position", nulls_last=True)


def marks_left(record: sqlite3.Connection, folder: EngagementFolder, words: str) -> list[Identifier]:
    """What in the words of a quote could identify somebody."""
    (marks,) = detect_identifiers([words], known_names(record, folder))
    return marks


def approve(record: sqlite3.Connection, folder: EngagementFolder, quote: Quote, marks: int) -> None:
    """Keep an approval.

    Args:
        record: open.
        folder: the engagement.
        quote: what is approved, by whom.
        marks: how many that are left in its words a person has judged.

    Raises:
        DataError: the words are not a redaction of the comment, whoever wrote it did not agree, or the theme is not in
            the codebook.
    """
    _check_theme(folder, quote.theme)
    approve_quote(record, replace(quote, marks=marks), folder.engagement.unstated_consents)


def retract(record: sqlite3.Connection, folder: EngagementFolder, quote: Quote) -> None:
    """Take an approval back.

    Raises:
        DataError: nothing stands approved of that comment.
    """
    unstated = folder.engagement.unstated_consents
    stands = set(standing(record, unstated).select(pl.nth(0, 1)).iter_rows())
    if (quote.contribution, quote.question) not in stands:
        msg = f"Nothing of contribution '{quote.contribution}' is approved for '{quote.question}'."
        raise DataError(msg)
    approve_quote(record, quote, unstated)


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
