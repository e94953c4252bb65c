"""Take a file in: every row imported, quarantined or refused, and none twice."""

from collections import Counter
from collections.abc import Iterator

import dataframely as dy
import polars as pl

from wellbeing.model.intake import (
    NOTHING,
    WITHDRAWN,
    Intake,
    Quarantined,
    QuarantinedRows,
    Refused,
    Remembered,
)
from wellbeing.model.profile import Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.counting import Outcomes, count_answers, said_answers
from wellbeing.sources.intake.hui import attendance_tables, note_tables
from wellbeing.sources.intake.identity import Occurrences, contributions_of_rows
from wellbeing.sources.intake.mapping.context import Context, fitted_context
from wellbeing.sources.intake.mapping.problems import merge_problems
from wellbeing.sources.intake.mapping.rows import map_rows
from wellbeing.sources.intake.refusals import refusals
from wellbeing.sources.intake.survey import response_tables
from wellbeing.sources.intake.tables import IntakeTables
from wellbeing.sources.intake.waiting import waiting_answers
from wellbeing.sources.reading.batch import ROW, RowBatch, without_rows
from wellbeing.sources.reading.source import SourceTable


def take_in(
    table: SourceTable, profile: Profile, folder: EngagementFolder, remembered: Remembered = NOTHING
) -> Iterator[Intake]:
    """What comes of the rows of a file, batch by batch, in bounded memory; nothing is written.

    Args:
        table: an opened file, or rows that were mended.
        profile: how its columns and values become ours.
        folder: the engagement.
        remembered: what the record knows that helps: mends, roster, contributions held.

    Raises:
        DataError: the profile does not fit the file or the engagement, or the file is damaged.
    """
    context = fitted_context(table, profile, folder, remembered)
    occurrences = Occurrences(contents=Counter(remembered.held), organisations=set(context.roster.values()))
    for batch in _batches(table, context.profile):
        yield _intake(batch, context, occurrences)


def _batches(table: SourceTable, profile: Profile) -> Iterator[RowBatch]:
    """A batch at a time where each row stands for itself; otherwise all rows at once."""
    if profile.kind == "survey" and profile.rows == "one":
        yield from table.batches()
        return
    parts = list(table.batches())
    yield RowBatch(
        pl.concat([part.rows for part in parts]), pl.concat([part.overlong for part in parts]), 1.0
    )


def _intake(batch: RowBatch, context: Context, occurrences: Occurrences) -> Intake:
    refused = _refusals(batch, context)
    left = without_rows(batch.rows, refused)
    mapped = map_rows(left, context)
    good = without_rows(mapped.rows, mapped.problems)
    tables = _tables(good, left, context, occurrences)
    imported = without_rows(good, tables.problems)[ROW]
    unclear, lost = mapped.unclear, mapped.unclear.clear()
    if not unclear.is_empty():
        lost = unclear.filter(~pl.col(ROW).is_in(imported.implode()))
        unclear = unclear.join(lost, on=ROW, how="anti", maintain_order="left")
    problems = merge_problems([mapped.problems, tables.problems, lost])
    waiting = waiting_answers(unclear, left, good, tables, context)
    outcomes = Outcomes(
        imported,
        problems[ROW],
        refused[ROW],
        unclear.select(ROW, question_id="field"),
        waiting.select(pl.col("source_row").alias(ROW), "question_id"),
    )
    said = said_answers(batch.rows, context)
    return Intake(
        done=batch.done,
        rows=batch.rows[ROW].alias("source_row"),
        imported=imported.alias("source_row"),
        contributions=tables.contributions,
        identities=tables.identities,
        consents=tables.consents,
        answers=tables.answers,
        events=tables.events,
        organisations=tables.organisations,
        notes=tables.notes,
        quarantined=_quarantined(problems),
        quarantined_rows=_kept(left, problems),
        refused=_refused(batch.rows, refused),
        answer_counts=count_answers(said, good, tables, outcomes, context),
        waiting=waiting,
    )


def _tables(
    good: pl.DataFrame, raw: pl.DataFrame, context: Context, occurrences: Occurrences
) -> IntakeTables:
    if context.profile.kind == "attendance":
        return attendance_tables(good, raw, context, occurrences)
    return (
        note_tables(good, context)
        if context.profile.kind == "notes"
        else response_tables(good, context, occurrences)
    )


def _refusals(batch: RowBatch, context: Context) -> pl.DataFrame:
    """``ROW`` and ``reason`` of rows that are no contributions, or whose contribution was withdrawn."""
    refused, is_withdrawn = refusals(batch, context.profile), context.remembered.is_withdrawn
    if is_withdrawn is None or not context.profile.id:
        return refused
    ids = contributions_of_rows(batch.rows, context.profile, context.folder.engagement.id)
    gone = batch.rows[ROW].filter(pl.Series([is_withdrawn(one) for one in ids], dtype=pl.Boolean))
    withdrawn = gone.to_frame().with_columns(reason=pl.lit(WITHDRAWN))
    return pl.concat([withdrawn, refused.join(withdrawn, on=ROW, how="anti")]).sort(ROW)


def _quarantined(problems: pl.DataFrame) -> dy.DataFrame[Quarantined]:
    """What keeps rows out."""
    if problems.is_empty():
        return Quarantined.create_empty()
    return Quarantined.validate(problems.rename({ROW: "source_row"}), cast=True)


def _refused(rows: pl.DataFrame, refused: pl.DataFrame) -> dy.DataFrame[Refused]:
    """The rows that are no contributions, whole."""
    if refused.is_empty():
        return Refused.create_empty()
    kept = pl.when(pl.col("reason") != WITHDRAWN).then("cells")
    cells = rows.join(refused, on=ROW, how="semi").select(ROW, cells=_cells())
    whole = refused.join(cells, on=ROW, how="left", maintain_order="left")
    return Refused.validate(whole.with_columns(cells=kept).rename({ROW: "source_row"}), cast=True)


def _cells() -> pl.Expr:
    return pl.struct(pl.exclude(ROW)).struct.json_encode()


def _kept(rows: pl.DataFrame, problems: pl.DataFrame) -> dy.DataFrame[QuarantinedRows]:
    """The rows in quarantine, whole."""
    if problems.is_empty():
        return QuarantinedRows.create_empty()
    wrong = rows.join(problems, on=ROW, how="semi", maintain_order="left")
    return QuarantinedRows.validate(wrong.select(source_row=ROW, cells=_cells()), cast=True)
