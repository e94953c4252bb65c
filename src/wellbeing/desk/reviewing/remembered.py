"""What people decided that words mean, and the way out: a word that is forgotten waits again."""

import sqlite3

from wellbeing.record.intake.recodes import Recode


def remembered(record: sqlite3.Connection) -> list[Recode]:
    """Every word that somebody decided about, by its field; each with the profile of the files that it is for."""
    rows = record.execute("SELECT field, value, becomes, profile FROM mends ORDER BY field, value, profile")
    return [Recode(*row) for row in rows]
