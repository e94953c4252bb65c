"""What the notes of hui are about; never their words."""

import sqlite3
from typing import Final

import polars as pl

NOTED: Final = dict.fromkeys(("event_id", "theme"), pl.String)


def noted(record: sqlite3.Connection) -> pl.DataFrame:
    """``event_id``, ``theme``: each theme that a hui's notes raise, or null where they raise none."""
    found = record.execute(
        "SELECT DISTINCT event_id, theme FROM notes LEFT JOIN note_themes USING (note_id) ORDER BY 1, 2"
    )
    return pl.DataFrame(found.fetchall(), NOTED, orient="row")
