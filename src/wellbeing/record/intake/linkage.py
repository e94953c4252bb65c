"""Which contributions of a batch the record does not hold, holds, holds otherwise, or was told to forget."""

import dataclasses
import hashlib
import hmac
import sqlite3
from dataclasses import dataclass
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.intake import Identities, Intake, Refused
from wellbeing.model.tables import Answers, Contributions

WITHDRAWN: Final = "was withdrawn: it is not taken in again"


@dataclass(frozen=True)
class Sifted:
    """A batch's contributions (``contribution_id``, ``fingerprint``, ``basis``) against the record."""

    new: pl.DataFrame
    #: Held with another fingerprint, which the record has not seen of them before.
    changed: pl.DataFrame
    #: How many are held, saying the same or something newer.
    same: int
    withdrawn: int


def sift(record: sqlite3.Connection, intake: Intake) -> tuple[Intake, Sifted]:
    """The batch without what was withdrawn, and what the record holds of the rest."""
    left, withdrawn = _without_withdrawn(record, intake)
    known = held(record, left.identities["contribution_id"])
    marked = left.identities.join(known, on="contribution_id", how="left", maintain_order="left")
    new = marked.filter(pl.col("held").is_null())
    other = marked.filter(pl.col("held") != pl.col("fingerprint"))
    changed = other.join(_earlier(record, other), on=["contribution_id", "fingerprint"], how="anti")
    return left, Sifted(
        new.drop("held"), changed.drop("held"), marked.height - new.height - changed.height, withdrawn
    )


def held(record: sqlite3.Connection, ids: pl.Series) -> pl.DataFrame:
    """``contribution_id`` and fingerprint (``held``) of those that the record holds."""
    found = record.execute(
        "SELECT contribution_id, coalesce(fingerprint, '') FROM contributions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (_listed(ids),),
    ).fetchall()
    return pl.DataFrame(found, {"contribution_id": pl.String, "held": pl.String}, orient="row")


def tombstone(record: sqlite3.Connection, contribution: str) -> str:
    """What is left of the id of a contribution that was withdrawn."""
    (salt,) = record.execute("SELECT salt FROM identity").fetchone()
    return hmac.digest(bytes.fromhex(salt), contribution.encode(), hashlib.sha256).hex()


def is_withdrawn(record: sqlite3.Connection, contribution: str) -> bool:
    """Whether a contribution was held and withdrawn."""
    asked = "SELECT 1 FROM tombstones WHERE hash = ?"
    return record.execute(asked, (tombstone(record, contribution),)).fetchone() is not None


def _without_withdrawn(record: sqlite3.Connection, intake: Intake) -> tuple[Intake, int]:
    if record.execute("SELECT 1 FROM tombstones LIMIT 1").fetchone() is None:
        return intake, 0
    ids = intake.identities["contribution_id"]
    gone = ids.filter(pl.Series([is_withdrawn(record, one) for one in ids], dtype=pl.Boolean))
    if gone.is_empty():
        return intake, 0
    mine = pl.col("contribution_id").is_in(gone.implode())
    lost = intake.contributions.filter(mine)["source_row"]
    kept = intake.contributions.filter(~mine)
    rows = lost.filter(~lost.is_in(kept["source_row"].implode())).unique().sort()
    refused = rows.to_frame().with_columns(reason=pl.lit(WITHDRAWN))
    return dataclasses.replace(
        intake,
        imported=intake.imported.filter(~intake.imported.is_in(rows.implode())),
        contributions=Contributions.cast(kept),
        identities=Identities.cast(intake.identities.filter(~mine)),
        answers=Answers.cast(intake.answers.filter(~mine)),
        refused=Refused.validate(pl.concat([intake.refused, refused]).sort("source_row")),
    ), len(rows)


def _earlier(record: sqlite3.Connection, other: pl.DataFrame) -> pl.DataFrame:
    """Fingerprints that contributions had before they were changed: an older export brings them again."""
    found = record.execute(
        "SELECT contribution_id, fingerprint FROM versions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (_listed(other["contribution_id"]),),
    ).fetchall()
    return pl.DataFrame(found, {"contribution_id": pl.String, "fingerprint": pl.String}, orient="row")


def _listed(ids: pl.Series) -> str:
    return msgspec.json.encode(ids.to_list()).decode()
