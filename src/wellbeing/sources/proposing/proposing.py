"""Propose a profile for an unknown file: what its columns surely are, and questions about all else."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence, column_evidence
from wellbeing.sources.proposing.evidence.dating import column_days
from wellbeing.sources.proposing.evidence.layout import LaidOut, laid_out, looks_like_data, twins
from wellbeing.sources.proposing.evidence.lexicon import speaks_of
from wellbeing.sources.proposing.evidence.sampling import sample_rows, whole_columns
from wellbeing.sources.proposing.found import Found
from wellbeing.sources.proposing.platforms import fitting_profiles
from wellbeing.sources.proposing.roles.assigning import assigned
from wellbeing.sources.proposing.roles.boxes import tick_boxes
from wellbeing.sources.proposing.roles.matching import match
from wellbeing.sources.proposing.roles.row_meaning import is_turned, row_meaning
from wellbeing.sources.proposing.writing.profile import profile_text

#: Characters beyond which, on average, cells are no days.
_WRITTEN: Final = 80
#: Share of its values that must be words for a heading that is one too to be a value.
_MOSTLY: Final = 0.6


def propose(path: Path, folder: EngagementFolder, sheet: str = "") -> str:
    """The text of a profile for a file, to be read, edited and saved in the engagement's ``profiles``.

    Live lines are what the file leaves no doubt of. All else is a comment that asks, with what speaks for each
    answer. Nothing that somebody may have written stands in it, no name, no value that is no category.

    Args:
        path: the file.
        folder: the engagement.
        sheet: of a workbook; the only visible one with a table where empty.

    Raises:
        DataError: the file cannot be read.
    """
    file, words = laid_out(path, sheet), folder.engagement.words
    rows, number = sample_rows(file.table)
    offered = fitting_profiles(path, folder)
    if looks_like_data(file.labels, rows):
        return profile_text(Found(file.layout, number, words, offered, no_headings=True), folder)
    names = engagement_names(folder)
    columns = _columns(file, rows, folder, names)
    if any(_is_word(column, names) for column in columns) or is_turned(columns):
        return profile_text(Found(file.layout, number, words, offered, no_headings=True), folder)
    found = _found(
        columns,
        file,
        folder.engagement,
        Found(file.layout, number, words, offered, boxes=tick_boxes(columns, names.community)),
    )
    return profile_text(found, folder)


def _is_word(column: ColumnEvidence, names: EngagementNames) -> bool:
    """Whether a heading is itself one of the words that stand below it."""
    vocabularies = {"region": names.region, "stakeholder": names.stakeholder}
    kinds = [kind for kind in vocabularies if column.shares.get(kind, 0.0) >= _MOSTLY and column.distinct > 1]
    heads = [vocabularies[kind].resolve([column.label], suggest=False, codes=False) for kind in kinds]
    return any(meaning.value is not None for head in heads for meaning in head)


def _columns(
    file: LaidOut, rows: pl.DataFrame, folder: EngagementFolder, names: EngagementNames
) -> list[ColumnEvidence]:
    """What is in each column; days are read in all rows of the file."""
    double = twins(file.labels, rows)
    columns = [
        column_evidence(rows[column], label, names, twin=column in double)
        for column, label in file.labels.items()
    ]
    dated = [column.heading for column in columns if _may_be_days(column, rows, folder)]
    cells = whole_columns(file.table, dated)
    days = {column: column_days(cells[column], folder.engagement) for column in dated}
    return [replace(column, days=days.get(column.heading, column.days)) for column in columns]


def _may_be_days(column: ColumnEvidence, rows: pl.DataFrame, folder: EngagementFolder) -> bool:
    if not 0 < column.length <= _WRITTEN:
        return False
    spoken = speaks_of(column.label, "received_on") in {"surely", "perhaps"}
    return spoken or column_days(rows[column.heading].drop_nulls(), folder.engagement).told


def _found(columns: list[ColumnEvidence], file: LaidOut, engagement: Engagement, found: Found) -> Found:
    """What a row is, and which column each part and question has."""
    boxed = {column.heading for each in found.boxes for column in each.columns}
    free = [column for column in columns if column.heading not in boxed]
    of_questions = assigned(free, "survey", engagement.questions)
    asked = any(of_questions[one.id].match.sure for one in engagement.questions if one.id in of_questions)
    ids = whole_columns(file.table, [column.heading for column in free if match("id", column)])
    rows = row_meaning(free, ids, engagement, asked=asked)
    questions = () if rows.kind == "attendance" else engagement.questions
    return replace(found, columns=columns, rows=rows, given=assigned(free, rows.kind, questions))
