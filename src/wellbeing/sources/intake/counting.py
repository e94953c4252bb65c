"""Count answers: every cell that answers a question is stored, waits, was refused, or it is said why not."""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from wellbeing.model.intake import AnswerCounts
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.rows import ANSWER
from wellbeing.sources.intake.tables import IntakeTables
from wellbeing.sources.reading.batch import ROW


@dataclass(frozen=True)
class Outcomes:
    """What became of some rows, by their numbers, and of answers of those that came in."""

    imported: pl.Series
    quarantined: pl.Series
    refused: pl.Series
    #: ``ROW`` and ``question_id`` of the answers of imported rows that are not understood.
    unclear: pl.DataFrame
    #: Those of them that wait; the others were given before in the same words.
    waiting: pl.DataFrame


def said_answers(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """``ROW`` and ``question_id`` of every cell that answers a question, before anything is understood.

    Several columns of one question are one cell. In files with a row for each answer, "" stands for what is about
    no question that is known.
    """
    if context.profile.kind != "survey":
        return pl.DataFrame(schema={ROW: pl.Int64, "question_id": pl.String})
    about = None if context.questions is None else context.questions.resolve(rows).values
    parts = [
        rows.select(ROW, *answer.columns)
        .filter(_says(answer.columns) & (True if about is None else about.eq_missing(answer.id)))
        .select(ROW, question_id=pl.lit(answer.id))
        for answer in context.profile.questions
    ]
    if about is not None:
        columns = {column for answer in context.profile.questions for column in answer.columns}
        parts.append(
            rows.filter(_says(sorted(columns)) & about.is_null()).select(ROW, question_id=pl.lit(""))
        )
    return pl.concat([pl.DataFrame(schema={ROW: pl.Int64, "question_id": pl.String}), *parts])


def count_answers(
    said: pl.DataFrame,
    good: pl.DataFrame,
    tables: IntakeTables,
    outcomes: Outcomes,
    context: Context,
) -> dy.DataFrame[AnswerCounts]:
    """What came of the answers of some rows, by question.

    Args:
        said: as ``said_answers``.
        good: mapped rows without a problem of their own.
        tables: what was made of them; answers that are stored are counted there.
        outcomes: what became of the rows.
        context: what they were read with.

    Raises:
        dataframely.exc.ValidationError: an answer was lost or counted twice, which is a fault of this program.
    """
    are_all = outcomes.quarantined.is_empty() and outcomes.refused.is_empty()
    kept = _without(said if are_all else _of_rows(said, outcomes.imported), outcomes.unclear)
    understood = _understood(_of_rows(good, outcomes.imported), context)
    once = _once(understood, good, tables, context)
    parts = {
        "read": said,
        "stored": tables.answers,
        "merged": _pairs(_without(understood, once), _without(outcomes.unclear, outcomes.waiting)),
        "no_answer": _without(kept, understood),
        "quarantined": _pairs(_of_rows(said, outcomes.quarantined), outcomes.waiting),
        "refused": _of_rows(said, outcomes.refused),
    }
    counted = [
        rows.group_by("question_id").len(name).select("question_id", pl.col(name).cast(pl.Int64))
        for name, rows in parts.items()
    ]
    whole = pl.concat(counted, how="diagonal").group_by("question_id").sum()
    lacking = [pl.lit(0, pl.Int64).alias(name) for name in parts if name not in whole.columns]
    return AnswerCounts.validate(whole.with_columns(lacking).select(AnswerCounts.column_names()), cast=True)


def _pairs(*answers: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(each.select(ROW, "question_id") for each in answers)


def _of_rows(rows: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    """Those of some numbers."""
    if numbers.is_empty():
        return rows.clear()
    return rows if rows[ROW].equals(numbers) else rows.filter(pl.col(ROW).is_in(numbers.implode()))


def _without(answers: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Answers that are not among others."""
    if others.is_empty():
        return answers
    key = [ROW, "question_id"]
    is_none = answers.select(key).equals(others.select(key))
    return answers.clear() if is_none else answers.join(others, on=key, how="anti")


def _says(columns: tuple[str, ...] | list[str]) -> pl.Expr:
    return pl.any_horizontal([pl.col(column).is_not_null() for column in columns])


def _understood(good: pl.DataFrame, context: Context) -> pl.DataFrame:
    """``ROW``, ``id`` and ``question_id`` of the answers that were understood and say something."""
    each = [
        good.select(ROW, "id", ANSWER + answer.id)
        .drop_nulls(ANSWER + answer.id)
        .select(ROW, "id", question_id=pl.lit(answer.id))
        for answer in context.profile.questions
        if ANSWER + answer.id in good.columns
    ]
    schema = {ROW: pl.Int64, "id": pl.String, "question_id": pl.String}
    return pl.concat([pl.DataFrame(schema=schema), *each])


def _once(
    understood: pl.DataFrame, good: pl.DataFrame, tables: IntakeTables, context: Context
) -> pl.DataFrame:
    """Of answers that a contribution gave several times, or in several parts, one; of rows that came again, none."""
    if context.profile.rows == "many":
        return understood.unique(["id", "question_id"])
    rows = tables.contributions["source_row"]
    return understood if rows.equals(good[ROW]) else _of_rows(understood, rows)
