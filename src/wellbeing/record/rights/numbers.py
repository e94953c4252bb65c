"""Which contribution somebody means: by its id in the record, or by the number that its survey gave it."""

import sqlite3
from collections.abc import Collection

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.model.profile import Profile
from wellbeing.record.rights.traces import kept_rows
from wellbeing.record.store.tombstones import is_any_withdrawn, is_withdrawn
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


def known_of(record: sqlite3.Connection, contributions: Collection[str]) -> set[str]:
    """Those of some contributions that are held, taken back or withdrawn, or of which rows wait or were refused."""
    asked = {*contributions} - {""}
    query = (
        "SELECT contribution_id FROM contributions WHERE contribution_id IN (SELECT value FROM json_each(:ids)) "
        "UNION SELECT contribution_id FROM versions WHERE contribution_id IN (SELECT value FROM json_each(:ids))"
    )
    held = {one for (one,) in record.execute(query, {"ids": msgspec.json.encode(sorted(asked)).decode()})}
    kept = {one.contribution for one in kept_rows(record, asked)}
    gone = {one for one in asked if is_withdrawn(record, one)} if is_any_withdrawn(record) else set()
    return held | kept | gone
