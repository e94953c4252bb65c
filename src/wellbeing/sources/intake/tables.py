"""The tables of the record, made of rows under our columns."""

import datetime as dt
from dataclasses import dataclass, field

import dataframely as dy
import polars as pl

from wellbeing.model.consent import CONSENTS, Consents
from wellbeing.model.engagement import Question
from wellbeing.model.intake import Identities, Notes
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.sources.intake.identity import Occurrences
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.distinct import changed_once
from wellbeing.sources.intake.mapping.problems import no_problems
from wellbeing.sources.intake.mapping.rows import ANSWER
from wellbeing.sources.intake.uuids import PART, as_uuids
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.batch import ROW

#: Of every row that came from a file.
FROM_FILE = "imported"


@dataclass(frozen=True)
class IntakeTables:
    """Tables of the record, and what is wrong with some rows that could not be made into them."""

    contributions: dy.DataFrame[Contributions] = field(default_factory=Contributions.create_empty)
    identities: dy.DataFrame[Identities] = field(default_factory=Identities.create_empty)
    consents: dy.DataFrame[Consents] = field(default_factory=Consents.create_empty)
    answers: dy.DataFrame[Answers] = field(default_factory=Answers.create_empty)
    events: dy.DataFrame[Events] = field(default_factory=Events.create_empty)
    organisations: dy.DataFrame[Organisations] = field(default_factory=Organisations.create_empty)
    notes: dy.DataFrame[Notes] = field(default_factory=Notes.create_empty)
    problems: pl.DataFrame = field(default_factory=no_problems)


def contributions(rows: pl.DataFrame, context: Context) -> dy.DataFrame[Contributions]:
    """One contribution a row: ``contribution_id``, our columns, ``event_id``, ``organisation_id``.

    What they must be (no id twice, nothing null that must be said) the record holds them to, as rows enter.
    """
    filled = rows.with_columns(
        source_file=pl.lit(context.file), source_row=pl.col(ROW), provenance=pl.lit(FROM_FILE)
    )
    return Contributions.cast(filled.select(Contributions.column_names()))


def identities(rows: pl.DataFrame, context: Context) -> dy.DataFrame[Identities]:
    """What tells whether the record holds each contribution, and which of two that say something is newer."""
    return Identities.cast(
        rows.with_columns(said_at=given_at(rows, context)).select(Identities.column_names())
    )


def given_at(rows: pl.DataFrame, context: Context) -> pl.Series:
    """When what mapped rows say was given (``Identities.said_at``)."""
    if not context.profile.received_on.columns:
        return pl.Series("iso", [None], pl.String).new_from_index(0, rows.height)
    return changed_once(rows["received_at"], _iso)["iso"]


def _iso(times: pl.Series) -> pl.DataFrame:
    """Days, where it is midnight, and else times."""
    text = times.dt.strftime("%Y-%m-%dT%H:%M:%S")
    return pl.select(iso=pl.when(times.dt.time() == dt.time()).then(text.str.slice(0, 10)).otherwise(text))


def consents_said(rows: pl.DataFrame) -> dy.DataFrame[Consents]:
    """What the contributions say that may be done with them; no row of one that says nothing of it."""
    said = rows.filter(pl.any_horizontal(pl.col(CONSENTS).is_not_null()))
    if said.is_empty():
        return Consents.create_empty()
    return Consents.validate(said.select(Consents.column_names()), cast=True)


def answers(rows: pl.DataFrame, context: Context) -> dy.DataFrame[Answers]:
    """One row for each question that a contribution answered."""
    questions = {question.id: question for question in context.folder.engagement.questions}
    each = [_answers(rows, questions[mapped.id]) for mapped in context.profile.questions]
    return Answers.cast(pl.concat([Answers.create_empty(), *each]))


def _answers(rows: pl.DataFrame, question: Question) -> pl.DataFrame:
    answer = pl.col(ANSWER + question.id)
    positions = {option.value: option.position for option in question.options}
    position = answer.replace_strict(positions, default=None, return_dtype=pl.String)
    none = pl.lit(None, pl.String)
    schema = Answers.create_empty().schema
    said = rows.select("contribution_id", answer).filter(answer.is_not_null())
    return said.select(
        "contribution_id",
        question_id=pl.lit(question.id),
        value=answer if question.closed else none,
        text=none if question.closed else answer,
        position=(position if question.closed else none).cast(schema["position"]),
    )


def with_organisations(
    rows: pl.DataFrame, context: Context, occurrences: Occurrences
) -> tuple[pl.DataFrame, dy.DataFrame[Organisations]]:
    """The rows with ``organisation_id``, and the organisations that are new to roster and file.

    One that is new takes the type and region of the first row that names it, and may not be named until
    someone says so. Where no row says its type, it is left out: types are what a roster counts.
    """
    ids = _organisation_ids(rows["organisation"], context)
    identifier = pl.col("organisation").replace_strict(ids, default=None, return_dtype=pl.String)
    named = rows.with_columns(organisation_id=identifier)
    typed = named.drop_nulls(["stakeholder", "organisation_id"])
    first = typed.filter(~identifier.is_in(list(occurrences.organisations))).unique(
        "organisation_id", keep="first", maintain_order=True
    )
    occurrences.organisations.update(first["organisation_id"])
    listed = pl.when(identifier.is_in(list(occurrences.organisations))).then(identifier)
    return rows.with_columns(organisation_id=listed), _organisations(first)


def _organisation_ids(written: pl.Series, context: Context) -> dict[str, str]:
    """Each name that is written → the roster's id, or one that is made from the name."""
    spelled = {name: key(name) for name in written.drop_nulls().unique() if key(name)}
    if not spelled:
        return {}
    scope = f"{context.folder.engagement.id}{PART}organisation{PART}"
    digests = as_uuids(scope + word for word in spelled.values()).str.slice(0, 13)
    new = (f"org-{one}" for one in digests)
    return {
        name: context.roster.get(word, one) for (name, word), one in zip(spelled.items(), new, strict=True)
    }


def _organisations(first: pl.DataFrame) -> dy.DataFrame[Organisations]:
    if first.is_empty():
        return Organisations.create_empty()
    return Organisations.validate(
        first.select(
            "organisation_id",
            name="organisation",
            type="stakeholder",
            region="region",
            invited_on=pl.lit(None, pl.Date),
            may_be_named=pl.lit(value=False),
            provenance=pl.lit(FROM_FILE),
        ),
        cast=True,
    )
