"""Contributions laid out for counting: one row each, with what it answered and how its comments were heard.

A record's tables are joined to this; a folder of Parquet (``lake``) holds it as it is.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from wellbeing.model.engagement import Question
from wellbeing.release.count.campaigns import further_copies
from wellbeing.release.count.true_tables import TrueTables

#: What a row says of a contribution itself. ``communities`` are separated by ``|``, "" where it speaks for none;
#: ``campaign`` is ``copy`` for further copies in a campaign, else null.
OF_CONTRIBUTION: Final = (
    *("contribution_id", "round", "channel", "event_id", "organisation_id", "region", "place", "stakeholder"),
    *("communities", "topic", "received_on", "language", "campaign"),
)
#: Of what a column is, before the question's id: ``position:trust``.
_POSITION, _TONE, _THEMES, _COPIED = "position", "tone", "themes", "copied"
_SAID: Final = (_TONE, _THEMES, _COPIED)
#: A tone, and a position, of words that answer nothing.
SAID_NOTHING: Final = "no_answer"
#: Between communities, and between themes.
BETWEEN: Final = "|"


def position_column(question: str) -> str:
    """The positions on one question; null where it was not answered."""
    return f"{_POSITION}:{question}"


def tone_column(question: str) -> str:
    """The tones of comments on one question; null where none was made."""
    return f"{_TONE}:{question}"


def themes_column(question: str) -> str:
    """The themes of comments on one question, separated by ``|``; null or empty where there are none."""
    return f"{_THEMES}:{question}"


def copied_column(question: str) -> str:
    """Whether a comment is a copy in a campaign; null where none was made."""
    return f"{_COPIED}:{question}"


def opinion_columns(closed: Iterable[Question], opened: Iterable[Question]) -> list[str]:
    """The columns of all that was said to the questions of an engagement."""
    of_comments = (tone_column, themes_column, copied_column)
    return [
        *(position_column(asked.id) for asked in closed),
        *(name(asked.id) for asked in opened for name in of_comments),
    ]


def counting_rows(
    true: TrueTables, columns: Iterable[str], copies: pl.LazyFrame | None = None
) -> pl.LazyFrame:
    """A row for each contribution of a record with the columns that are asked for, in the order of ``columns``.

    Args:
        true: the record's tables, or those of some contributions.
        columns: of ``OF_CONTRIBUTION`` and ``opinion_columns``.
        copies: ``further_copies`` of all contributions; None where ``true`` holds all.
    """
    wanted = list(columns)
    text = pl.col(pl.Enum, pl.Categorical).cast(pl.String)
    communities = pl.col("communities").list.unique().list.sort().list.join(BETWEEN)
    rows = true.contributions.with_columns(text, communities)
    if "campaign" in wanted:
        known = further_copies(true).lazy() if copies is None else copies
        rows = rows.join(known.with_columns(campaign=pl.lit("copy")), on="contribution_id", how="left")
    for beside in _beside(true, wanted):
        rows = rows.join(beside, on="contribution_id", how="left")
    return rows.select(wanted)


def _beside(true: TrueTables, wanted: list[str]) -> Iterator[pl.LazyFrame]:
    """What is joined to contributions for the opinions that are wanted, and nothing else."""
    asked = [name.split(":", 1) for name in wanted if ":" in name]
    if closed := [question for kind, question in asked if kind == _POSITION]:
        yield _positions(true.answers, closed)
    if said := [(kind, question) for kind, question in asked if kind in _SAID]:
        yield _said(true.judged.comments.lazy(), said)


def _positions(answers: pl.LazyFrame, questions: list[str]) -> pl.LazyFrame:
    position, asked = pl.col("position").cast(pl.String), pl.col("question_id")
    return (
        answers.filter(position.is_not_null())
        .group_by("contribution_id")
        .agg(position.filter(asked == one).first().alias(position_column(one)) for one in questions)
    )


def _said(comments: pl.LazyFrame, wanted: list[tuple[str, str]]) -> pl.LazyFrame:
    values = {
        _TONE: pl.col("tone"),
        _THEMES: pl.col("themes").list.unique().list.sort().list.join(BETWEEN),
        _COPIED: pl.col("campaign").is_not_null(),
    }
    asked = pl.col("question_id")
    each = [values[kind].filter(asked == one).first().alias(f"{kind}:{one}") for kind, one in wanted]
    return comments.group_by("contribution_id").agg(each)
