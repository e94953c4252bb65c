"""Survey responses: a contribution a row, or one from several rows that an id holds together."""

from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS, STRICTEST
from wellbeing.sources.intake.identity import CONTENT, Occurrences, identify, repeated_rows
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.problems import merge_problems, no_problems, problems
from wellbeing.sources.intake.mapping.rows import ANSWER, PARAGRAPH
from wellbeing.sources.intake.tables import (
    IntakeTables,
    answers,
    consents_said,
    contributions,
    identities,
    with_organisations,
)
from wellbeing.sources.reading.batch import ROW, without_rows

#: How the reason begins for which a row waits that adds answers to a response of another file.
WITHOUT_RESPONSE: Final = message("is of no response that is held")


def response_tables(good: pl.DataFrame, context: Context, occurrences: Occurrences) -> IntakeTables:
    """Contributions and answers of rows without a problem."""
    units = _together(good, context) if context.profile.rows == "many" else good
    named = identify(units, context, occurrences)
    again, differing = repeated_rows(named, context, occurrences)
    alone = _without_response(named, context)
    differing = merge_problems([differing, alone.join(differing, on=ROW, how="anti")])
    left_out = pl.concat([again, differing[ROW]])
    kept = without_rows(named, left_out.to_frame())
    new, organisations = with_organisations(kept, context, occurrences)
    whole = new.with_columns(event_id=pl.lit(None, pl.String))
    return IntakeTables(
        contributions=contributions(whole, context),
        identities=identities(whole, context),
        consents=consents_said(whole),
        answers=answers(whole, context),
        organisations=organisations,
        problems=differing,
    )


def _without_response(named: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Problems of rows that add answers to a response which the record does not hold."""
    is_held = context.remembered.is_held
    if not context.profile.adds or is_held is None:
        return no_problems()
    here = pl.Series([is_held(one) for one in named["contribution_id"]], dtype=pl.Boolean)
    reason = pl.lit(
        message(f"{WITHOUT_RESPONSE}: import the file that it is in, and this row comes in by itself")
    )
    lacking = named.filter(~here).select(ROW, value="id", reason=reason)
    return problems(lacking, "id", context.profile.id)


def _together(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """One row for each id: the first that it says of itself, the least that it allows, its last answers, all texts."""
    closed = [ANSWER + name for name in context.answers]
    texts = [name for name in rows.columns if name.startswith(ANSWER) and name not in closed]
    attributes = [name for name in CONTENT if name not in {"communities", "received_on", *CONSENTS}]
    ordered = rows.sort("received_at", ROW)
    waits = [pl.col("waits").drop_nulls().sort().str.join(PARAGRAPH)] if "waits" in rows.columns else []
    return ordered.group_by("id", maintain_order=True).agg(
        *waits,
        pl.col(ROW).min(),
        pl.col("received_on").min(),
        pl.col("received_at").max(),
        pl.col(attributes).drop_nulls().first(),
        *(_strictest(name) for name in CONSENTS),
        pl.col("communities").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        pl.col(closed).drop_nulls().last(),
        *(pl.col(name).drop_nulls().unique(maintain_order=True).str.join(PARAGRAPH) for name in texts),
    )


def _strictest(name: str) -> pl.Expr:
    """What several rows say of a consent."""
    said = pl.col(name).drop_nulls()
    is_strict = (said == STRICTEST[name]).any()
    return pl.when(is_strict).then(pl.lit(STRICTEST[name])).otherwise(said.first()).alias(name)
