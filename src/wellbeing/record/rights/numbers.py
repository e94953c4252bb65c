"""Which contribution somebody means: by its id in the record, or by the number that its survey gave it."""

import sqlite3

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.profile import Profile
from wellbeing.record.intake.numbering.kept import known_of
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.reading.batch import ROW


def contribution_meant(record: sqlite3.Connection, engagement: str, typed: str) -> str:
    """The id in the record of what is typed: an id, or a response's number in a survey; else what is typed.

    Args:
        record: where it is looked up.
        engagement: its id.
        typed: what a person brings, as on the receipt of a survey ("R-1003").

    Raises:
        DataError: several surveys have a response with that number.
    """
    if known_of(record, [typed]):
        return typed
    profiles = [
        msgspec.json.decode(one, type=Profile) for (one,) in record.execute("SELECT mapping FROM imports")
    ]
    rows = {
        one.scope: (pl.DataFrame({ROW: [1], one.id[0]: [typed]}), one) for one in profiles if len(one.id) == 1
    }
    named = {scope: contributions_of_rows(*each, engagement)[0] for scope, each in rows.items()}
    known = known_of(record, {*named.values()} - {""})
    found = {scope: one for scope, one in named.items() if one in known}
    if len(found) > 1:
        surveys, ids = quoted(found), quoted(found.values())
        msg = message(f"Surveys {surveys} each have a response '{typed}': give one of the ids {ids}.")
        raise DataError(msg)
    return next(iter(found.values()), typed)
