"""What files say of hui: those that are new, whom they were for, how many came."""

import sqlite3
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted
from wellbeing.model.intake import Notice
from wellbeing.record.assembly.mentions import mention
from wellbeing.record.store.rows import change, insert
from wellbeing.record.store.tables import add_table
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.hui import session_of
from wellbeing.sources.names.engagement import engagement_names

#: Begins the kind of a notice of a hui to which far more people came than to others.
MANY_PEOPLE: Final = "many people"
#: A number is looked at again where it is above both: who counts a room by eye is right up to about a hundred, and an
#: attendance sheet with one nought too many says ten times as many.
_A_LOT: Final = 100
_FAR_MORE: Final = 5


def add_hui(record: sqlite3.Connection, events: pl.DataFrame, entry: int) -> int:
    """Add hui that the record does not hold, and widen the audience of those that it holds; how many are new."""
    ids = [event for (event,) in record.execute("SELECT event_id FROM events")]
    is_held = pl.col("event_id").is_in(pl.Series(ids, dtype=pl.String).implode())
    new = events.filter(~is_held)
    add_table(record, "events", new, entry)
    for event, audience in events.filter(is_held).select("event_id", "audience").iter_rows():
        _widen(record, event, audience, entry)
    return new.height


def held_beside(
    record: sqlite3.Connection, events: pl.DataFrame, folder: EngagementFolder, entry: int
) -> list[str]:
    """Hui of a batch that other files, or the demonstration, hold under another id: of the same day and place.

    One that is called another session than those that are held is meant to be another hui; one that is held without
    a session may be the same.

    Args:
        record: open.
        events: of the batch.
        folder: the engagement.
        entry: with which the batch comes: what it brought itself is not asked about.
    """
    town_of = engagement_names(folder).town_of if events.height else {}
    found = []
    for one, day, place in events.select("event_id", pl.col("held_on").cast(pl.String), "place").iter_rows():
        rows = record.execute(
            "SELECT event_id, place, attendees FROM events WHERE held_on = ? AND status = 'held' AND added_in != ? "
            "ORDER BY 1",
            (day, entry),
        ).fetchall()
        town = town_of.get(place, place)
        here = [row for row in rows if town_of.get(row[1], row[1]) == town]
        if one not in {held for held, *_ in here}:
            mine = session_of(one, day, town)
            others = [
                row for row in here if not mine or session_of(row[0], day, row[1], town) in {None, "", mine}
            ]
            found += [_told(mine or "", held, day, where, people) for held, where, people in others]
    return found


def unusually_many(record: sqlite3.Connection, events: pl.DataFrame) -> list[Notice]:
    """What is said of hui of a file to which far more people came, by its numbers, than to any other.

    Args:
        record: open.
        events: of the file, with how many came to each.
    """
    came = dict(events.select("event_id", pl.col("attendees").fill_null(0)).iter_rows())
    held: dict[str, int] = dict(
        record.execute("SELECT event_id, attendees FROM events WHERE attendees IS NOT NULL").fetchall()
    )
    notices = []
    for event, people in came.items():
        most = max((number for other, number in {**held, **came}.items() if other != event), default=0)
        if people > max(_A_LOT, _FAR_MORE * most):
            text = message(
                f"{people:,} people at '{event}', and at most {most:,} at any other: is the number right?"
            )
            notices.append(Notice(f"{MANY_PEOPLE}: {event}", people, text))
    return notices


def _told(mine: str, held: str, day: str, place: str, people: int | None) -> str:
    came = counted(people or 0, "person", "people")
    if mine:
        return message(
            f"'{held}' of {day} in {place} is held already, without a session ({came}): is this the same, or part of "
            "it? Then store only what is not in it."
        )
    return message(
        f"'{held}' of {day} in {place} is held already ({came}): is this the same? Then store only "
        "what is not in it; if it was another, call it a session of its own."
    )


def count_attendees(record: sqlite3.Connection, event: str) -> None:
    """Set how many came to a hui to the attendances that the record holds of it."""
    query = "SELECT count(*) FROM contributions WHERE event_id = ?"
    (people,) = record.execute(query, (event,)).fetchone()
    change(record, "events", {"event_id": event}, attendees=people)


def is_left(record: sqlite3.Connection, event: str) -> bool:
    """Whether a hui stands to which nobody came any more: notes of it, or a list of hui, tell of it."""
    query = (
        "SELECT count(*) FROM events WHERE event_id = :event "
        "AND NOT EXISTS (SELECT 1 FROM contributions WHERE event_id = :event)"
    )
    return bool(record.execute(query, {"event": event}).fetchone()[0])


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
