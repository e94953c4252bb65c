"""What files say of hui: those that are new, whom they were for, how many came."""

import sqlite3

import msgspec
import polars as pl

from wellbeing.record.assembly.mentions import mention
from wellbeing.record.store.rows import change, insert
from wellbeing.record.store.tables import add_table


def add_hui(record: sqlite3.Connection, events: pl.DataFrame, entry: int) -> int:
    """Add hui that the record does not hold, and widen the audience of those that it holds; how many are new."""
    ids = [event for (event,) in record.execute("SELECT event_id FROM events")]
    is_held = pl.col("event_id").is_in(pl.Series(ids, dtype=pl.String).implode())
    new = events.filter(~is_held)
    add_table(record, "events", new, entry)
    for event, audience in events.filter(is_held).select("event_id", "audience").iter_rows():
        _widen(record, event, audience, entry)
    return new.height


def count_attendees(record: sqlite3.Connection, event: str) -> None:
    """Set how many came to a hui to the attendances that the record holds of it."""
    query = "SELECT count(*) FROM contributions WHERE event_id = ?"
    (people,) = record.execute(query, (event,)).fetchone()
    change(record, "events", {"event_id": event}, attendees=people)


def _widen(record: sqlite3.Connection, event: str, audience: list[str], entry: int) -> None:
    query = "SELECT stakeholder FROM event_audience WHERE event_id = ?"
    before = {stakeholder for (stakeholder,) in record.execute(query, (event,))}
    more = [(event, stakeholder) for stakeholder in audience if stakeholder not in before]
    if more:
        mention(record, "audience", [f"{event}|{stakeholder}" for _, stakeholder in more], entry)
        insert(record, "event_audience", pl.DataFrame(more, ["event_id", "stakeholder"], orient="row"))


def hui_of(record: sqlite3.Connection, contributions: list[str]) -> list[str]:
    """The hui at which some contributions were counted."""
    rows = record.execute(
        "SELECT DISTINCT event_id FROM contributions WHERE event_id IS NOT NULL AND contribution_id IN "
        "(SELECT value FROM json_each(?)) ORDER BY 1",
        (msgspec.json.encode(contributions).decode(),),
    )
    return [event for (event,) in rows]
