"""Validity: rows use the engagement's own code lists, and refer to rows that exist."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from wellbeing.model.engagement import Term
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.vocabulary import BOTH
from wellbeing.record.store.tables import RecordTables
from wellbeing.sources.engagement import EngagementFolder


def check_words(tables: RecordTables, folder: EngagementFolder, source: Path) -> None:
    """Make sure that every code and id in the tables is known; else it would be counted nowhere.

    Raises:
        DataError: some are not; all problems at once, in the files of ``source``.
    """
    problems = [*_unknown_words(tables, folder), *_unknown_rows(tables)]
    if problems:
        raise DataError("\n".join(f"{source}: {problem}" for problem in problems))


def check_themes(codes: pl.DataFrame, folder: EngagementFolder, source: Path) -> None:
    """Make sure that every theme in a list column ``themes`` is one of the codebook.

    Raises:
        DataError: some are not.
    """
    for problem in _unknown("theme", [codes["themes"].explode()], folder.codebook["theme"]):
        raise DataError(f"{source}: {problem}")


def check_notes(notes: pl.DataFrame, hui: pl.Series, folder: EngagementFolder, source: Path) -> None:
    """Make sure that facilitators' notes use the engagement's words and are of known hui.

    Raises:
        DataError: some do not; all problems at once.
    """
    settings = folder.engagement
    problems = [
        *_unknown("theme", [notes["themes"].explode()], folder.codebook["theme"]),
        *_unknown("topic", [notes["topic"]], [*_ids(settings.topics), BOTH]),
        *_unknown("stakeholder type", [notes["stakeholder"]], _ids(settings.stakeholders)),
        *_unknown("event", [notes["event_id"]], hui),
    ]
    if problems:
        raise DataError("\n".join(f"{source}: {problem}" for problem in problems))


def _unknown_words(tables: RecordTables, folder: EngagementFolder) -> Iterator[str]:
    settings, people = folder.engagement, tables.contributions
    regions = [tables.events["region"], people["region"], tables.organisations["region"]]
    types = [tables.events["audience"].explode(), people["stakeholder"], tables.organisations["type"]]
    yield from _unknown("region", regions, folder.regions["code"])
    yield from _unknown("stakeholder type", types, _ids(settings.stakeholders))
    yield from _unknown("community", [people["communities"].explode()], _ids(settings.communities))
    yield from _unknown("topic", [people["topic"]], [*_ids(settings.topics), BOTH])
    yield from _unknown("channel", [people["channel"].cast(pl.String)], _ids(settings.channels))
    questions = [question.id for question in settings.questions]
    yield from _unknown("question", [tables.answers["question_id"]], questions)


def _unknown_rows(tables: RecordTables) -> Iterator[str]:
    people = tables.contributions
    yield from _unknown("event", [people["event_id"]], tables.events["event_id"])
    yield from _unknown("organisation", [people["organisation_id"]], tables.organisations["organisation_id"])
    yield from _unknown("contribution", [tables.answers["contribution_id"]], people["contribution_id"])


def _unknown(noun: str, columns: list[pl.Series], codes: Iterable[str]) -> Iterator[str]:
    used = pl.concat(column.rename("used") for column in columns).drop_nulls().unique().sort()
    code_list = pl.Series(codes, dtype=pl.String)
    unknown = used.filter(~used.is_in(code_list.implode())).to_list()
    if unknown:
        yield f"{counted(len(unknown), f'unknown {noun}')}: {quoted(unknown)}. Known: {quoted(code_list, 30)}."


def _ids(terms: Iterable[Term]) -> list[str]:
    return [term.id for term in terms]
