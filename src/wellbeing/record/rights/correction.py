"""Correction of what a contribution says, when whoever gave it asks for that."""

import datetime as dt
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from wellbeing.model.consent import CONSENT_WORDS, CONSENTS
from wellbeing.model.engagement import Question
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.tables import SAID_FIELDS, Answers, Contributions, Events, Organisations
from wellbeing.model.vocabulary import CHANNELS, ROUNDS
from wellbeing.record.assembly.folding import ContributionContent, ContributionPart, SaidAnswer
from wellbeing.record.assembly.parts import content_of, parts_of, write_parts
from wellbeing.record.assembly.placing import put
from wellbeing.record.intake.answers.waiting import weigh_waiting
from wellbeing.record.rights.access import rows_in_record
from wellbeing.record.store.log import append, next_entry, now
from wellbeing.record.store.tables import RecordTables
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.validity import check_words
from wellbeing.record.store.versions import ContributionRows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.names.vocabulary import Vocabulary


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
        changes: field or question → a word in any of its spellings, an option, a text; "" for "not stated", ``;``
            between communities.
        reason: why.

    Raises:
        DataError: there is no such contribution, field or word, or no reason is given.
    """
    if not reason.strip():
        msg = "A contribution is corrected for a reason: --reason TEXT. It is kept: name nobody."
        raise DataError(msg)
    names = engagement_names(folder)
    said = {name: _understood(names, name, text) for name, text in changes.items()}
    with transaction(record):
        before = rows_in_record(record, contribution)
        _check_fields(folder, said)
        entry = next_entry(record)
        word = ContributionPart(entry, entry, None, None, now(), _said(folder, said))
        parts = [*parts_of(record, [contribution])[contribution], word]
        after = _corrected(content_of(before), word.content)
        _check_row(folder, *_as_rows(before, after))
        write_parts(record, contribution, parts)
        put(record, contribution, after, entry, reason)
        append(record, "corrected", {"fields": sorted(changes)})
        weigh_waiting(record, [contribution])
    return int(before["contributions"][0]["version"]) + 1


def _understood(names: EngagementNames, field: str, text: str) -> str:
    """Our word for what is written of a field, where it surely means one; else what is written."""
    several = field == "communities"
    words = names.community if several else names.options.get(field) or getattr(names, field, None)
    if not isinstance(words, Vocabulary):
        return text
    parts = [part.strip() for part in text.split(";")] if several else [text]
    meanings = words.resolve(parts, suggest=False, codes=True)
    return ";".join(meant.value or part for part, meant in zip(parts, meanings, strict=True))


def _said(folder: EngagementFolder, changes: Mapping[str, str]) -> ContributionContent:
    """What a correction says: nothing of what it leaves alone."""
    questions = {question.id: question for question in folder.engagement.questions}
    fields = {name: _value(name, text) for name, text in changes.items() if name in SAID_FIELDS}
    answers = {name: _answer(questions[name], text) for name, text in changes.items() if name in questions}
    return ContributionContent(fields, answers, {})


def _corrected(before: ContributionContent, said: ContributionContent) -> ContributionContent:
    answers = before.answers | said.answers
    return ContributionContent(
        before.fields | said.fields,
        {name: answer for name, answer in answers.items() if answer is not None},
        before.source,
    )


def _value(name: str, text: str) -> object:
    if name == "communities":
        return sorted({part.strip() for part in text.split(";") if part.strip()})
    return str(_day(text)) if name == "received_on" else text or None


def _answer(question: Question, text: str) -> SaidAnswer | None:
    options = {option.value: option.position for option in question.options}
    if not text:
        return None
    if question.closed and text not in options:
        msg = f"Question '{question.id}' does not offer '{text}'. It offers {quoted(options)}."
        raise DataError(msg)
    return (text, None, options[text]) if question.closed else (None, text, None)


def _as_rows(before: ContributionRows, after: ContributionContent) -> tuple[pl.DataFrame, pl.DataFrame]:
    (person,) = before["contributions"]
    one = person["contribution_id"]
    row = person | after.fields | {"received_on": _day(after.fields["received_on"])}
    schema = Contributions.create_empty().schema
    answers = [(one, name, *answer) for name, answer in after.answers.items() if answer is not None]
    return pl.DataFrame([row], schema), pl.DataFrame(answers, Answers.create_empty().schema, orient="row")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"received_on: '{text}' is no date as YYYY-MM-DD."
        raise DataError(msg) from error


def _check_fields(folder: EngagementFolder, changes: Mapping[str, str]) -> None:
    names = [*SAID_FIELDS, *(question.id for question in folder.engagement.questions)]
    wrong = [name for name in changes if name not in names]
    needed = [name for name in ("round", "channel", "topic", "received_on") if changes.get(name) == ""]
    if wrong or needed:
        unknown = f"Unknown: {quoted(wrong)}. " if wrong else ""
        empty = f"May not be empty: {quoted(needed)}. " if needed else ""
        msg = f"{unknown}{empty}What can be corrected: {quoted(names, 40)}."
        raise DataError(msg)
    consents = ((name, (*CONSENT_WORDS, "")) for name in CONSENTS)
    for name, words in (("round", ROUNDS), ("channel", CHANNELS), *consents):
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
