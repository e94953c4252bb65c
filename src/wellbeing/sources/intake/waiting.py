"""Answers that wait by themselves: their row says who and where, so that its other answers come in."""

import dataframely as dy
import polars as pl

from wellbeing.model.intake import WaitingAnswers
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.tables import IntakeTables, given_at
from wellbeing.sources.reading.batch import ROW


def waiting_answers(
    unclear: pl.DataFrame, raw: pl.DataFrame, good: pl.DataFrame, tables: IntakeTables, context: Context
) -> dy.DataFrame[WaitingAnswers]:
    """Answers of imported rows that are not understood, each once for each contribution.

    Args:
        unclear: as problems of the rows.
        raw: the rows as read.
        good: mapped, those without a problem of their own.
        tables: what was made of them.
        context: what they were read with.
    """
    if unclear.is_empty():
        return WaitingAnswers.create_empty()
    rows = raw.join(unclear, on=ROW, how="semi", maintain_order="left")
    ids = contributions_of_rows(rows, context.profile, context.folder.engagement.id)
    cells = {answer.id: _cells(answer.columns) for answer in context.profile.questions}
    who = rows.select(ROW, contribution_id=ids).join(
        good.select(ROW, said_at=given_at(good, context)), on=ROW
    )
    each = [
        mine.join(rows.select(ROW, cells=cells[question]), on=ROW, maintain_order="left")
        for (question,), mine in unclear.partition_by("field", as_dict=True, maintain_order=True).items()
    ]
    whole = (
        pl.concat(each)
        .join(who, on=ROW, maintain_order="left")
        .rename({ROW: "source_row", "field": "question_id"})
    )
    if context.profile.rows == "one":
        whole = whole.join(tables.contributions, on="source_row", how="semi")
    once = whole.unique(["contribution_id", "question_id", "value"], keep="first", maintain_order=True)
    return WaitingAnswers.validate(once.select(WaitingAnswers.column_names()), cast=True)


def _cells(columns: tuple[str, ...]) -> pl.Expr:
    return pl.struct(columns).struct.json_encode()
