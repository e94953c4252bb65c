"""Take a file in: every row imported, quarantined or refused, and none twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

import dataframely as dy
import polars as pl

from wellbeing.model.intake import NOTHING, Intake, Quarantined, QuarantinedRows, Refused, Remembered
from wellbeing.model.profile import Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.context import Context
from wellbeing.sources.intake.hui import attendance, notes
from wellbeing.sources.intake.identity import Seen
from wellbeing.sources.intake.made import Made
from wellbeing.sources.intake.problems import together
from wellbeing.sources.intake.refusals import refused
from wellbeing.sources.intake.survey import responses
from wellbeing.sources.intake.wide import widened
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.profiles.fitting import fitted
from wellbeing.sources.reading.batch import ROW, Batch
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
    context = Context(
        fitted(profile, table.columns, table.file),
        folder,
        engagement_names(folder),
        table.file,
        remembered,
    )
    context.check()
    seen = Seen(contents=Counter(remembered.held), organisations=set(context.roster.values()))
    for batch in _batches(table, context.profile):
        yield _intake(batch, context, seen)


def whole(intakes: Iterable[Intake]) -> Intake:
    """Batches of one file together."""
    parts = list(intakes)
    tables = [name.name for name in fields(Intake) if name.name != "done"]
    joined = {name: pl.concat([getattr(part, name) for part in parts]) for name in tables}
    return Intake(done=1.0, **joined)


def _batches(table: SourceTable, profile: Profile) -> Iterator[Batch]:
    """A batch at a time where each row stands for itself; otherwise all rows at once."""
    if profile.kind == "survey" and profile.rows == "one":
        yield from table.batches()
        return
    parts = list(table.batches())
    yield Batch(pl.concat([part.rows for part in parts]), pl.concat([part.overlong for part in parts]), 1.0)


def _intake(batch: Batch, context: Context, seen: Seen) -> Intake:
    refusals = refused(batch, context.profile)
    left = batch.rows.join(refusals, on=ROW, how="anti", maintain_order="left")
    wide = widened(left, context)
    good = wide.rows.join(wide.problems, on=ROW, how="anti", maintain_order="left")
    made = _made(good, left, context, seen)
    problems = together([wide.problems, made.problems])
    return Intake(
        done=batch.done,
        rows=batch.rows[ROW].alias("source_row"),
        imported=good.join(made.problems, on=ROW, how="anti", maintain_order="left")[ROW].alias("source_row"),
        contributions=made.contributions,
        identities=made.identities,
        answers=made.answers,
        events=made.events,
        organisations=made.organisations,
        notes=made.notes,
        quarantined=Quarantined.validate(problems.rename({ROW: "source_row"}), cast=True),
        quarantined_rows=_kept(left, problems),
        refused=Refused.validate(refusals.rename({ROW: "source_row"}), cast=True),
    )


def _made(good: pl.DataFrame, raw: pl.DataFrame, context: Context, seen: Seen) -> Made:
    if context.profile.kind == "attendance":
        return attendance(good, raw, context, seen)
    return notes(good, context) if context.profile.kind == "notes" else responses(good, context, seen)


def _kept(rows: pl.DataFrame, problems: pl.DataFrame) -> dy.DataFrame[QuarantinedRows]:
    """The rows in quarantine, whole."""
    wrong = rows.join(problems, on=ROW, how="semi", maintain_order="left")
    cells = pl.struct(pl.exclude(ROW)).struct.json_encode()
    return QuarantinedRows.validate(wrong.select(source_row=ROW, cells=cells), cast=True)
