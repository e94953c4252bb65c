"""Quotes: words of a comment that a steward approved. Approvals are added, never changed."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.consent import Unstated
from wellbeing.model.errors import DataError
from wellbeing.record.comments.redaction import is_whole, locate_words, normalise_words
from wellbeing.record.comments.texts import comment_text
from wellbeing.record.consents import ONLY_FOR_AGENCY, with_refusals
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.store.transactions import transaction

_APPROVED: Final = dict.fromkeys(("contribution_id", "question_id", "words", "theme"), pl.String)


@dataclass(frozen=True)
class Quote:
    """What a steward approves of one comment."""

    contribution: str
    question: str
    #: With ``[…]`` where something was taken out; empty to take an approval back.
    words: str
    #: Who answers for it.
    by: str
    #: The theme of these words in the codebook; None where none is given.
    theme: str | None = None
    #: Marks that stayed in the words and were judged by the steward.
    marks: int = 0


def approve_quote(record: sqlite3.Connection, quote: Quote, unstated: Unstated) -> None:
    """Keep an approval; it takes the place of an earlier one of the same comment.

    Args:
        record: open.
        quote: the words; none take an approval back.
        unstated: what holds where a contribution does not say whether it may be published.

    Raises:
        DataError: there is no such comment, whoever wrote it did not agree to be quoted, or the words are not a
            redaction of it.
    """
    with transaction(record):
        text = comment_text(record, quote.contribution, quote.question)
        if quote.words:
            _check_consent(record, quote.contribution, unstated)
        span = locate_words(quote.words, text) if quote.words else (0, 0)
        if span is None:
            msg = (
                f"The words are not a redaction of what contribution '{quote.contribution}' wrote: each part "
                "must stand there, in this order and in whole words, with […] where something was taken out."
            )
            raise DataError(msg)
        entry, state = next_entry(record), _redaction(quote.words, text)
        content = (normalise_words(quote.words), state, quote.marks, quote.theme)
        row = (quote.contribution, quote.question, entry, quote.by, *span, *content)
        insert_rows(record, "quotes", [row])
        append(record, "quoted", {"question": quote.question, "redaction": state})


def approved_quotes(record: sqlite3.Connection, unstated: Unstated) -> pl.DataFrame:
    """Approvals that stand: ``contribution_id``, ``question_id``, ``words``, ``theme``.

    One that was taken back is none, nor one of a comment that says something else since it was corrected, nor one
    of a contribution that may not be published, or not any more.
    """
    rows = record.execute(
        "SELECT contribution_id, question_id, words, theme, text, max(approved_in) "
        "FROM quotes JOIN answers USING (contribution_id, question_id) "
        "WHERE text IS NOT NULL GROUP BY contribution_id, question_id ORDER BY 1, 2"
    )
    quotes = [row[:4] for row in rows if row[2] and locate_words(row[2], row[4])]
    stands = with_refusals(pl.DataFrame(quotes, _APPROVED, orient="row"), record, unstated)
    return stands.filter(pl.col("refusal").is_null()).drop("refusal")


def words_approved(record: sqlite3.Connection, contributions: list[str]) -> set[str]:
    """All words of some contributions that were ever approved."""
    query = (
        "SELECT words FROM quotes WHERE contribution_id IN (SELECT value FROM json_each(?)) AND words != ''"
    )
    return {words for (words,) in record.execute(query, (msgspec.json.encode(contributions).decode(),))}


def _check_consent(record: sqlite3.Connection, contribution: str, unstated: Unstated) -> None:
    (refusal,) = with_refusals(pl.DataFrame({"contribution_id": [contribution]}), record, unstated)["refusal"]
    if refusal:
        agreed = {"may_publish": "yes"} | ({"only_for_agency": "no"} if refusal == ONLY_FOR_AGENCY else {})
        corrections = " ".join(f"--correct {name}={word}" for name, word in agreed.items())
        msg = (
            f"Contribution '{contribution}' may not be quoted: {refusal}. If whoever wrote it has agreed since, "
            f"record that first: wellbeing subject {contribution} {corrections}"
        )
        raise DataError(msg)


def _redaction(words: str, text: str) -> str:
    if not words:
        return "retracted"
    return "whole" if is_whole(words, text) else "shortened"
