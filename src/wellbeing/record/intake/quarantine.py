"""Rows that wait: kept whole, with what keeps them out, until a person says what was meant."""

import sqlite3
from typing import Final

import polars as pl

from wellbeing.model.intake import Intake
from wellbeing.record.intake.linkage import Sifted
from wellbeing.record.store.rows import insert

#: Number of a quarantined row, its file, row, and the problems with it.
LISTED: Final = (
    "SELECT id, file, profile, source_row, field, value, heading, reason, suggestion "
    "FROM quarantine JOIN imports USING (sha256) JOIN problems USING (id) ORDER BY file, source_row, field"
)
SCHEMA: Final = {
    "id": pl.Int64,
    "file": pl.String,
    "profile": pl.String,
    "source_row": pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "heading": pl.String,
    "reason": pl.String,
    "suggestion": pl.String,
}


class Quarantine:
    """The rows of one file that are kept out, added within the caller's transaction."""

    def __init__(self, record: sqlite3.Connection, sha256: str, entry: int) -> None:
        self._record = record
        self._mark = {"sha256": pl.lit(sha256), "added_in": pl.lit(entry)}
        (last,) = record.execute("SELECT coalesce(max(id), 0) FROM quarantine").fetchone()
        self._next = int(last) + 1
        self._sha256 = pl.lit(sha256)
        self._again: list[pl.Series] = []
        self._any = False

    def add(self, intake: Intake, sifted: Sifted) -> None:
        """Keep what a batch could not import, and what it said again."""
        numbered = intake.quarantined_rows.with_row_index("id", self._next).with_columns(**self._mark)
        self._next += numbered.height
        insert(self._record, "quarantine", numbered)
        ids = numbered.select("id", "source_row")
        told = intake.quarantined.join(ids, on="source_row").rename({"column": "heading"})
        insert(self._record, "problems", told.drop("source_row"))
        insert(self._record, "refusals", intake.refused.with_columns(sha256=self._sha256))
        again = intake.identities.join(sifted.new, on="contribution_id", how="anti")
        self._again.append(again.filter(pl.col("basis") != "platform")["fingerprint"].alias(""))
        self._any |= numbered.height > 0

    def finish(self) -> None:
        """Remember what the file says that the record held already: mended rows are told apart from it."""
        if self._any:
            said = pl.concat(self._again).value_counts(name="held").rename({"": "fingerprint"})
            insert(self._record, "contents", said.with_columns(sha256=self._sha256))


def waiting(record: sqlite3.Connection) -> pl.DataFrame:
    """Every problem of every row in quarantine: ``SCHEMA``."""
    return pl.DataFrame(record.execute(LISTED).fetchall(), SCHEMA, orient="row")


def mends(record: sqlite3.Connection, profile: str) -> dict[str, dict[str, str]]:
    """What people decided that the words of a profile's files mean: field → word → what is understood."""
    found: dict[str, dict[str, str]] = {}
    asked = "SELECT field, value, becomes FROM mends WHERE profile = ? ORDER BY field, value"
    for name, value, becomes in record.execute(asked, (profile,)):
        found.setdefault(name, {})[value] = becomes
    return found
