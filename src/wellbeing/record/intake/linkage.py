"""Record linkage of a batch's contributions to those that the record holds: deterministic, by id and fingerprint."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import dataframely as dy
import msgspec
import polars as pl

from wellbeing.model.consent import Consents
from wellbeing.model.intake import WITHDRAWN, AnswerCounts, Identities, Intake, Refused
from wellbeing.model.profile import Profile
from wellbeing.model.tables import FIELDS, Answers, Contributions
from wellbeing.record.assembly.folding import SOURCE, ContributionContent, ContributionPart, assemble
from wellbeing.record.assembly.parts import content_of, parts_of
from wellbeing.record.assembly.placing import Joined
from wellbeing.record.store.tombstones import is_any_withdrawn, is_withdrawn
from wellbeing.record.store.versions import contribution_rows
from wellbeing.sources.templates.typed import TYPED_PROFILE

_HELD: Final = {
    "contribution_id": pl.String,
    "held": pl.String,
    "added_in": pl.Int64,
    # Whether its parts differ, so that they have their contents; null where it has none.
    "differ": pl.Int64,
}


@dataclass(frozen=True)
class Arrival:
    """What all contributions of a file, or of rows of it that were mended, have in common."""

    #: The entry of the log under which they come.
    entry: int
    #: The entry with which the file was imported.
    imported_in: int
    #: When the platform wrote the file, as far as a person said so.
    exported_at: str | None
    #: How the file was read.
    profile: Profile

    @property
    def is_whole(self) -> bool:
        """Whether what it says of a contribution takes the place of all that was said of it."""
        return self.profile.name == TYPED_PROFILE


@dataclass(frozen=True)
class Linkage:
    """A batch's contributions against the record."""

    #: Those that it never knew: ``contribution_id``, ``fingerprint``, ``basis``.
    new: pl.DataFrame
    #: Held, saying the same: ``contribution_id``, ``said_at``, ``added_in`` where no part is kept of it yet.
    same: pl.DataFrame
    #: Known, and with something else to say now, or before.
    joined: list[Joined]


def link(
    record: sqlite3.Connection, intake: Intake, arrival: Arrival, *, is_first: bool = False
) -> tuple[Intake, Linkage]:
    """The batch without what was withdrawn, and what the record holds of the rest.

    Args:
        record: open.
        intake: no contribution twice, neither in it nor in the batches of its file before it.
        arrival: what is the same for the whole file.
        is_first: the record knew none before this file, so that there is nothing to look for.
    """
    rest = _without_withdrawn(record, intake)
    ids = rest.identities["contribution_id"]
    known = _known(record, ids.clear() if is_first else ids)
    pairs = rest.identities.join(known, on="contribution_id", how="left", maintain_order="left")
    is_same = (pl.col("held") == pl.col("fingerprint")) & (pl.col("differ").fill_null(0) == 0)
    new = pairs.filter(pl.col("held").is_null())
    same = pairs.filter(is_same.fill_null(value=False))
    alone = pl.when(pl.col("differ").is_null()).then(pl.col("added_in"))
    other = pairs.filter((pl.col("held").is_not_null() & ~is_same).fill_null(value=False))
    linkage = Linkage(
        new.select("contribution_id", "fingerprint", "basis"),
        same.select("contribution_id", "said_at", added_in=alone),
        [*_joined(record, rest, other, arrival)],
    )
    return rest, linkage


def _known(record: sqlite3.Connection, ids: pl.Series) -> pl.DataFrame:
    """Of the contributions that the record holds or held: ``_HELD``; ``held`` is "" where none stands."""
    if ids.is_empty():
        return pl.DataFrame(schema=_HELD)
    asked = _json_array(ids)
    rows = record.execute(
        "SELECT contribution_id, coalesce(fingerprint, ''), added_in, (SELECT max(content IS NOT NULL) "
        "FROM parts WHERE parts.contribution_id = contributions.contribution_id) FROM contributions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?))",
        (asked,),
    ).fetchall()
    standing = pl.DataFrame(rows, _HELD, orient="row")
    before = [
        row
        for table in ("versions", "parts")
        for row in record.execute(
            f"SELECT DISTINCT contribution_id, '', NULL, 1 FROM {table} "  # noqa: S608 (ours)
            "WHERE contribution_id IN (SELECT value FROM json_each(?))",
            (asked,),
        )
    ]
    gone = pl.DataFrame(sorted(set(before)), _HELD, orient="row").join(
        standing, on="contribution_id", how="anti"
    )
    return pl.concat([standing, gone])


def _joined(
    record: sqlite3.Connection, intake: Intake, other: pl.DataFrame, arrival: Arrival
) -> Iterator[Joined]:
    if other.is_empty():
        return
    contents = dict(_contents(intake, other, arrival.profile.constants))
    earlier = parts_of(record, other["contribution_id"])
    for one, said_at in other.select("contribution_id", "said_at").iter_rows():
        part = ContributionPart(
            arrival.entry,
            arrival.imported_in,
            said_at,
            arrival.exported_at,
            None,
            contents[one],
            arrival.is_whole,
        )
        parts = [*earlier.get(one, []), part]
        rows = contribution_rows(record, one)
        before = content_of(rows) if rows["contributions"] else None
        yield Joined(one, parts, before, assemble(parts))


def _contents(
    intake: Intake, other: pl.DataFrame, constant: tuple[str, ...]
) -> Iterator[tuple[str, ContributionContent]]:
    """What a batch says of some contributions."""
    answers: dict[str, dict[str, Any]] = {}
    mine = intake.answers.join(other, on="contribution_id", how="semi")
    for one, question, *said in mine.with_columns(pl.col("position").cast(pl.String)).iter_rows():
        answers.setdefault(one, {})[question] = tuple(said)
    named = other.select("contribution_id", "fingerprint", "basis")
    known = intake.contributions.join(named, on="contribution_id")
    people = known.join(intake.consents, on="contribution_id", how="left", maintain_order="left")
    for person in people.with_columns(pl.col(pl.Date, pl.Enum).cast(pl.String)).iter_rows(named=True):
        fields = {name: person[name] for name in FIELDS}
        fields["communities"] = sorted(set(person["communities"]))
        source = {name: person[name] for name in SOURCE}
        one = person["contribution_id"]
        yield one, ContributionContent(fields, answers.get(one, {}), source, constant)


def _without_withdrawn(record: sqlite3.Connection, intake: Intake) -> Intake:
    """The batch without what only what it says identifies, and was withdrawn."""
    if not is_any_withdrawn(record):
        return intake
    ids = intake.identities["contribution_id"]
    withdrawn = ids.filter(pl.Series([is_withdrawn(record, one) for one in ids], dtype=pl.Boolean))
    if withdrawn.is_empty():
        return intake
    is_gone = pl.col("contribution_id").is_in(withdrawn.implode())
    rest = intake.contributions.filter(~is_gone)
    lost = intake.contributions.filter(is_gone)["source_row"]
    rows = lost.filter(~lost.is_in(rest["source_row"].implode())).unique().sort()
    refused = rows.to_frame().with_columns(reason=pl.lit(WITHDRAWN), cells=pl.lit(None, pl.String))
    return dataclasses.replace(
        intake,
        imported=intake.imported.filter(~intake.imported.is_in(rows.implode())),
        contributions=Contributions.cast(rest),
        identities=Identities.cast(intake.identities.filter(~is_gone)),
        consents=Consents.cast(intake.consents.filter(~is_gone)),
        answers=Answers.cast(intake.answers.filter(~is_gone)),
        refused=Refused.validate(pl.concat([intake.refused, refused]).sort("source_row")),
        answer_counts=_answers_refused(intake, is_gone),
    )


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


def _json_array(ids: pl.Series) -> str:
    return msgspec.json.encode(ids.to_list()).decode()
