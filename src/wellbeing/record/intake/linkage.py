"""Record linkage of a batch's contributions to those that the record holds: deterministic, by id and fingerprint."""

import dataclasses
import sqlite3
from dataclasses import dataclass

import dataframely as dy
import msgspec
import polars as pl

from wellbeing.model.intake import AnswerCounts, Identities, Intake, Refused
from wellbeing.model.tables import Answers, Contributions
from wellbeing.record.store.tombstones import WITHDRAWN, is_any_withdrawn, is_withdrawn


@dataclass(frozen=True)
class Linkage:
    """A batch's contributions (``contribution_id``, ``fingerprint``, ``basis``) against the record."""

    new: pl.DataFrame
    #: Held with another fingerprint, which the record has not seen of them before.
    changed: pl.DataFrame
    #: How many are held, saying the same or something newer.
    same: int
    withdrawn: int


def link(record: sqlite3.Connection, intake: Intake) -> tuple[Intake, Linkage]:
    """The batch without what was withdrawn, and what the record holds of the rest."""
    rest, withdrawn = _without_withdrawn(record, intake)
    fingerprints = _fingerprints(record, rest.identities["contribution_id"])
    pairs = rest.identities.join(fingerprints, on="contribution_id", how="left", maintain_order="left")
    new = pairs.filter(pl.col("held").is_null())
    other = pairs.filter(pl.col("held") != pl.col("fingerprint"))
    changed = other.join(_earlier(record, other), on=["contribution_id", "fingerprint"], how="anti")
    same = pairs.height - new.height - changed.height
    return rest, Linkage(new.drop("held"), changed.drop("held"), same, withdrawn)


def _fingerprints(record: sqlite3.Connection, ids: pl.Series) -> pl.DataFrame:
    """``contribution_id`` and fingerprint (``held``) of those that the record holds."""
    rows = record.execute(
        "SELECT contribution_id, coalesce(fingerprint, '') FROM contributions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (_json_array(ids),),
    ).fetchall()
    return pl.DataFrame(rows, {"contribution_id": pl.String, "held": pl.String}, orient="row")


def _without_withdrawn(record: sqlite3.Connection, intake: Intake) -> tuple[Intake, int]:
    if not is_any_withdrawn(record):
        return intake, 0
    ids = intake.identities["contribution_id"]
    withdrawn = ids.filter(pl.Series([is_withdrawn(record, one) for one in ids], dtype=pl.Boolean))
    if withdrawn.is_empty():
        return intake, 0
    is_gone = pl.col("contribution_id").is_in(withdrawn.implode())
    rest = intake.contributions.filter(~is_gone)
    lost = intake.contributions.filter(is_gone)["source_row"]
    rows = lost.filter(~lost.is_in(rest["source_row"].implode())).unique().sort()
    refused = rows.to_frame().with_columns(reason=pl.lit(WITHDRAWN))
    return dataclasses.replace(
        intake,
        imported=intake.imported.filter(~intake.imported.is_in(rows.implode())),
        contributions=Contributions.cast(rest),
        identities=Identities.cast(intake.identities.filter(~is_gone)),
        answers=Answers.cast(intake.answers.filter(~is_gone)),
        refused=Refused.validate(pl.concat([intake.refused, refused]).sort("source_row")),
        answer_counts=_answers_refused(intake, is_gone),
    ), len(rows)


def _answers_refused(intake: Intake, is_gone: pl.Expr) -> dy.DataFrame[AnswerCounts]:
    """The account of answers, those that are gone refused instead of stored."""
    gone = intake.answers.filter(is_gone).group_by("question_id").len("gone")
    moved = intake.answer_counts.join(gone, on="question_id", how="left").with_columns(
        pl.col("gone").fill_null(0).cast(pl.Int64)
    )
    counts = moved.with_columns(
        stored=pl.col("stored") - pl.col("gone"), refused=pl.col("refused") + pl.col("gone")
    )
    return AnswerCounts.validate(counts.select(AnswerCounts.column_names()), cast=True)


def _earlier(record: sqlite3.Connection, other: pl.DataFrame) -> pl.DataFrame:
    """Fingerprints that contributions had before they were changed: an older export brings them again."""
    rows = record.execute(
        "SELECT contribution_id, fingerprint FROM versions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (_json_array(other["contribution_id"]),),
    ).fetchall()
    return pl.DataFrame(rows, {"contribution_id": pl.String, "fingerprint": pl.String}, orient="row")


def _json_array(ids: pl.Series) -> str:
    return msgspec.json.encode(ids.to_list()).decode()
