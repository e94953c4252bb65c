"""The roster of organisations: who was invited, who was heard, who declined. Facts by name, never shares."""

import sqlite3
from typing import Final

import dataframely as dy
import msgspec
import polars as pl

from wellbeing.model.consent import Unstated
from wellbeing.record.consents import bodies_to_name

#: What the record can say of an organisation, best first.
ROSTER_STATES: Final = ("heard", "declined", "invited, not heard", "not invited")
_WHOLE_NUMBERS: Final = frozenset({"may_be_named", "contributions"})


class Roster(dy.Schema):
    """One row per organisation."""

    organisation_id = dy.String(primary_key=True)
    name = dy.String(min_length=1)
    #: A stakeholder type.
    type = dy.String()
    region = dy.String(nullable=True)
    invited_on = dy.Date(nullable=True)
    declined_on = dy.Date(nullable=True)
    #: As a roster and the body's contributions say (``bodies_to_name``).
    may_be_named = dy.Bool()
    #: Contributions on its behalf, in all rounds.
    contributions = dy.Int64(min=0)
    state = dy.Enum(ROSTER_STATES)


def organisation_roster(
    record: sqlite3.Connection, unstated: Unstated, in_round: str | None = None
) -> dy.DataFrame[Roster]:
    """Every organisation and what is known of it.

    Args:
        record: open.
        unstated: what holds where nobody says whether a body may be named.
        in_round: heard in one round, or in any where it is None.
    """
    rows = record.execute(
        "SELECT o.organisation_id, o.name, o.type, o.region, o.invited_on, o.declined_on, "
        "o.organisation_id IN (SELECT value FROM json_each(?)), "
        "count(c.contribution_id) FROM organisations o LEFT JOIN contributions c "
        "ON c.organisation_id = o.organisation_id AND c.round = coalesce(?, c.round) "
        "GROUP BY o.organisation_id ORDER BY o.name, o.organisation_id",
        (msgspec.json.encode(bodies_to_name(record, unstated)).decode(), in_round),
    ).fetchall()
    names = [name for name in Roster.column_names() if name != "state"]
    kinds = {name: pl.Int64 if name in _WHOLE_NUMBERS else pl.String for name in names}
    days = [pl.col(name).str.to_date("%Y-%m-%d") for name in ("invited_on", "declined_on")]
    may_be_named = pl.col("may_be_named").cast(pl.Boolean)
    table = pl.DataFrame(rows, kinds, orient="row").with_columns(*days, may_be_named, state=_state())
    return Roster.validate(table, cast=True)


def organisation_names(record: sqlite3.Connection) -> pl.DataFrame:
    """``organisation_id`` and ``name`` of the organisations that the record knows."""
    rows = record.execute("SELECT organisation_id, name FROM organisations ORDER BY 1").fetchall()
    return pl.DataFrame(rows, {"organisation_id": pl.String, "name": pl.String}, orient="row")


def invitation_counts(roster: dy.DataFrame[Roster]) -> pl.DataFrame:
    """Region × type: how many were ``invited``, of these ``heard``, ``declined``, ``invited, not heard``.

    A fact of each organisation, so nothing is estimated; ``region`` is null where it is not known.
    """
    invited = roster.filter(pl.col("invited_on").is_not_null())
    counts = [(pl.col("state") == state).sum().alias(state) for state in ROSTER_STATES[:3]]
    return invited.group_by("region", "type").agg(pl.len().alias("invited"), *counts).sort("region", "type")


def roster_facts(roster: pl.DataFrame) -> pl.DataFrame:
    """What a known body is told by: who each organisation is, whether ``invited``, ``heard``, ``may_be_named``."""
    invited, heard = pl.col("invited_on").is_not_null(), pl.col("contributions") > 0
    return roster.select("organisation_id", "name", "type", "may_be_named", invited=invited, heard=heard)


def _state() -> pl.Expr:
    conditions = (
        pl.col("contributions") > 0,
        pl.col("declined_on").is_not_null(),
        pl.col("invited_on").is_not_null(),
    )
    states = [
        pl.when(condition).then(pl.lit(state))
        for condition, state in zip(conditions, ROSTER_STATES, strict=False)
    ]
    return pl.coalesce(*states, pl.lit(ROSTER_STATES[3]))
