"""Hui: attendance sheets become events and contributions, facilitators' notes become events and notes."""

from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.language import message
from wellbeing.model.intake import Notes
from wellbeing.model.tables import Events
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.intake.identity import Occurrences
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.problems import problems
from wellbeing.sources.intake.mapping.rows import PARAGRAPH
from wellbeing.sources.intake.tables import (
    FROM_FILE,
    IntakeTables,
    consents_said,
    contributions,
    identities,
    with_organisations,
)
from wellbeing.sources.intake.uuids import PART, as_uuids, fingerprints
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.batch import ROW

#: More people than any hall holds: a number beyond is a slip of the hand.
_MOST_PEOPLE: Final = 2_000
#: What attendances are alike in: among those, an ordinal tells one from the next.
_ALIKE: Final = ("event_id", "stakeholder", "organisation_id", "communities", "topic", "round")
_WHOLE: Final = r"^\d{1,9}(\.0)?$"


def attendance_tables(
    good: pl.DataFrame, raw: pl.DataFrame, context: Context, occurrences: Occurrences
) -> IntakeTables:
    """As many contributions as people came, with ids from event, type and ordinal.

    So a sheet that comes again with two more people adds two contributions.
    """
    counted, wrong = _counted(good, raw, context)
    named, organisations = with_organisations(_at_hui(counted, context), context, occurrences)
    people = named.with_columns(channel=pl.lit("hui"), each=pl.int_ranges(pl.col("people")))
    whole = _numbered(people.explode("each", keep_nulls=False, empty_as_null=False), context, occurrences)
    return IntakeTables(
        contributions=contributions(whole, context),
        identities=identities(whole, context),
        consents=consents_said(whole),
        events=_events(named, pl.col("people").sum()),
        organisations=organisations,
        problems=wrong,
    )


def note_tables(good: pl.DataFrame, context: Context) -> IntakeTables:
    """One note a row, and the hui that they were taken at."""
    at_hui = _at_hui(good, context)
    noted = at_hui.filter(pl.col("note").is_not_null())
    name = pl.concat_str(
        [_text(column) for column in ("event_id", "topic", "stakeholder", "note")], separator=PART
    )
    scope = f"{context.folder.engagement.id}{PART}note{PART}"
    ids = as_uuids(scope + column for column in noted.select(name).to_series())
    kept = noted.with_columns(note_id=ids, text="note", source_row=pl.col(ROW))
    once = kept.unique("note_id", keep="first", maintain_order=True)
    return IntakeTables(
        events=_events(at_hui.with_columns(note=pl.lit(None, pl.String)), pl.lit(None, pl.Int64)),
        notes=Notes.validate(once.select(Notes.column_names()), cast=True),
    )


def _numbered(people: pl.DataFrame, context: Context, occurrences: Occurrences) -> pl.DataFrame:
    """An id for each of the people who are alike, counted on from those that the record holds."""
    alike = pl.concat_str([pl.lit(context.folder.engagement.id), *map(_text, _ALIKE)], separator=PART)
    marked = people.with_columns(fingerprints(people.select(alike).to_series()))
    before = pl.col("fingerprint").replace_strict(
        dict(occurrences.contents), default=0, return_dtype=pl.Int64
    )
    ordinal = before + pl.int_range(pl.len()).over("fingerprint")
    names = marked.select(pl.concat_str("fingerprint", ordinal, separator=PART)).to_series()
    return marked.with_columns(contribution_id=as_uuids(names), basis=pl.lit("ordinal"))


def _counted(good: pl.DataFrame, raw: pl.DataFrame, context: Context) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that say how many people came (1 where they say nothing), and those that do not make sense."""
    column = context.profile.number
    written = raw.select(ROW, value=pl.coalesce([*column.columns, pl.lit(column.constant or "1")]))
    whole = pl.col("value").str.contains(_WHOLE)
    people = pl.when(whole).then(pl.col("value")).cast(pl.Float64).cast(pl.Int64)
    numbers, event = written.with_columns(people=people), context.folder.engagement.words.event
    reason = (
        pl.when(pl.col("people").is_null())
        .then(pl.lit(message("is no number of people")))
        .when(pl.col("people") > _MOST_PEOPLE)
        .then(pl.lit(message(f"is more people than came to any {event} (at most {_MOST_PEOPLE:,})")))
    )
    mine = good.join(numbers, on=ROW, how="left", maintain_order="left").with_columns(reason=reason)
    wrong = problems(mine.select(ROW, "value", "reason"), "number", column.columns)
    return mine.filter(pl.col("reason").is_null()).drop("value", "reason"), wrong


def _at_hui(rows: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Rows with the id of their hui: its day, its place however it was spelled, its session where there is one."""
    town_of = context.names.town_of
    slugs = {
        name: _slug(town_of.get(name, name))
        for name in (*rows["place"].unique(), *rows["session"].unique())
        if name
    }
    place, session = (
        pl.col(name).replace_strict(slugs, default=None, return_dtype=pl.String)
        for name in ("place", "session")
    )
    day = pl.col("received_on").cast(pl.String)
    hui = pl.concat_str([day, place, session], separator="-", ignore_nulls=True)
    return rows.with_columns(event_id=hui, topic=pl.col("topic").fill_null(BOTH))


def session_of(event: str, day: str, *places: str) -> str | None:
    """The session that an id says, "" of none; null of an id that was not made of a day and a place.

    Args:
        event: the id.
        day: of the event.
        places: what its place is called, the longest name first.
    """
    bases = [f"{day}-{_slug(place)}" for place in places]
    base = next((one for one in bases if f"{event}-".startswith(f"{one}-")), None)
    return None if base is None else event.removeprefix(base).removeprefix("-")


def _slug(name: str) -> str:
    return key(name).replace(" ", "-")


def _events(rows: pl.DataFrame, attendees: pl.Expr) -> dy.DataFrame[Events]:
    invited = pl.col("audience").list.explode(keep_nulls=False, empty_as_null=False).unique().sort()
    noted = pl.col("note").drop_nulls().unique(maintain_order=True).str.join(PARAGRAPH).replace("", None)
    held = rows.group_by("event_id", maintain_order=True).agg(
        held_on=pl.col("received_on").first(),
        place=pl.col("place").first(),
        region=pl.col("region").drop_nulls().first(),
        audience=invited,
        status=pl.lit("held"),
        attendees=attendees,
        notes=noted,
        provenance=pl.lit(FROM_FILE),
    )
    return Events.validate(held, cast=True)


def _text(name: str) -> pl.Expr:
    text = pl.col(name).list.join(";") if name == "communities" else pl.col(name).cast(pl.String)
    return text.fill_null("")
