"""Correction of what a contribution says, when whoever gave it asks for that."""

import datetime as dt
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.model.vocabulary import CHANNELS, ROUNDS
from wellbeing.record.rights.access import rows_in_record
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.tables import RecordTables
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.validity import check_words
from wellbeing.record.store.versions import ContributionRows, supersede
from wellbeing.sources.engagement import EngagementFolder

#: What may be corrected beside answers.
_FIELDS: Final = (
    "round",
    "channel",
    "region",
    "place",
    "stakeholder",
    "communities",
    "topic",
    "received_on",
    "language",
)


def correct_contribution(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    contribution: str,
    changes: Mapping[str, str],
    reason: str,
) -> int:
    """Put a new version in place of what is held, which is kept; the new version's number.

    Args:
        record: open.
        folder: the engagement, whose words are used.
        contribution: its id.
        changes: field or question → our word, an option, a text; "" for "not stated", ``;`` between communities.
        reason: why.

    Raises:
        DataError: there is no such contribution, field or word.
    """
    with transaction(record):
        before = rows_in_record(record, contribution)
        _check_fields(folder, changes)
        row, answers = _next_version(folder, before, changes)
        _check_row(folder, row, answers)
        entry = next_entry(record)
        supersede(record, row, answers, entry, reason)
        append(record, "corrected", {"fields": sorted(changes)})
    return int(before["contributions"][0]["version"]) + 1


def _next_version(
    folder: EngagementFolder, before: ContributionRows, changes: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    (person,) = before["contributions"]
    contribution = person["contribution_id"]
    row = person | {"communities": [each["community"] for each in before["contribution_communities"]]}
    row |= {name: _value(name, text) for name, text in changes.items() if name in _FIELDS}
    row["received_on"] = _day(str(row["received_on"]))
    questions = {question.id: question for question in folder.engagement.questions}
    answers = {answer["question_id"]: answer for answer in before["answers"]}
    answers |= {
        name: _answer(contribution, questions[name], text)
        for name, text in changes.items()
        if name in questions
    }
    rest = [answer for name, answer in answers.items() if changes.get(name) != ""]
    schema = Contributions.create_empty().schema
    schema.update(fingerprint=pl.String(), basis=pl.String())
    return (
        pl.DataFrame([row], schema),
        pl.DataFrame(rest, Answers.create_empty().schema),
    )


def _value(name: str, text: str) -> object:
    if name == "communities":
        return [part.strip() for part in text.split(";") if part.strip()]
    return text or None


def _answer(contribution: str, question: Question, text: str) -> dict[str, Any]:
    options = {option.value: option.position for option in question.options}
    if question.closed and text and text not in options:
        msg = f"Question '{question.id}' does not offer '{text}'. It offers {quoted(options)}."
        raise DataError(msg)
    return {
        "contribution_id": contribution,
        "question_id": question.id,
        "value": text if question.closed else None,
        "text": None if question.closed else text,
        "position": options.get(text),
    }


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"received_on: '{text}' is no date as YYYY-MM-DD."
        raise DataError(msg) from error


def _check_fields(folder: EngagementFolder, changes: Mapping[str, str]) -> None:
    names = [*_FIELDS, *(question.id for question in folder.engagement.questions)]
    wrong = [name for name in changes if name not in names]
    needed = [name for name in ("round", "channel", "topic", "received_on") if changes.get(name) == ""]
    if wrong or needed:
        unknown = f"Unknown: {quoted(wrong)}. " if wrong else ""
        empty = f"May not be empty: {quoted(needed)}. " if needed else ""
        msg = f"{unknown}{empty}What can be corrected: {quoted(names, 40)}."
        raise DataError(msg)
    for name, words in (("round", ROUNDS), ("channel", CHANNELS)):
        if name in changes and changes[name] not in words:
            msg = f"Unknown {name}: '{changes[name]}'. Known: {quoted(words)}."
            raise DataError(msg)


def _check_row(folder: EngagementFolder, row: pl.DataFrame, answers: pl.DataFrame) -> None:
    """The engagement's words only; that its hui and organisation exist, the record itself knows."""
    free = row.select(Contributions.column_names()).with_columns(event_id=None, organisation_id=None)
    tables = RecordTables(
        Events.create_empty(),
        Organisations.create_empty(),
        Contributions.validate(free, cast=True),
        Answers.validate(answers, cast=True),
    )
    check_words(tables, folder, Path("the correction"))
