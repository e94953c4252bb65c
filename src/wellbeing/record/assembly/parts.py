"""Parts: what each file or correction says of a contribution of which several speak.

A contribution of which one file speaks has no parts in the record: it came with that file's entry. Of one of which
several files say the same, each has a part without content. Once they differ, all have their content.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.model.profile import Profile
from wellbeing.model.tables import FIELDS
from wellbeing.record.assembly.folding import SOURCE, ContributionContent, ContributionPart
from wellbeing.record.store.rows import insert_rows, remove
from wellbeing.record.store.versions import ContributionRows, contribution_rows
from wellbeing.sources.templates.typed import TYPED_PROFILE

#: Contribution → its parts.
PartsOf = dict[str, list[ContributionPart]]
_CORRECTED: Final = "corrected"
#: An entry, when its file was written, what was done, when, and the entry with which its file was imported.
_ORIGIN: Final = (
    "SELECT seq, exported_at, action, at, (SELECT max(first.entry) FROM takings AS first "
    "JOIN log AS imported ON imported.seq = first.entry WHERE imported.action = 'imported' "
    "AND first.sha256 = takings.sha256 AND first.entry <= log.seq), "
    "mapping FROM log LEFT JOIN takings ON entry = seq LEFT JOIN imports USING (sha256) "
    "WHERE seq IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True)
class _Origin:
    """What the record knows of an entry with which something came."""

    imported_in: int
    exported_at: str | None
    corrected_at: str | None
    #: Of the profile with which the file came.
    constant: tuple[str, ...]
    #: Whether its file is a form that a person typed.
    is_typed: bool


def content_of(rows: ContributionRows) -> ContributionContent:
    """What the record's rows of a contribution say."""
    (person,) = rows["contributions"]
    fields = {name: person.get(name) for name in FIELDS if name != "communities"}
    fields["communities"] = sorted(row["community"] for row in rows["contribution_communities"])
    answers = {row["question_id"]: (row["value"], row["text"], row["position"]) for row in rows["answers"]}
    return ContributionContent(fields, dict(answers), {name: person.get(name) for name in SOURCE})


def parts_of(record: sqlite3.Connection, ids: Iterable[str]) -> PartsOf:
    """The parts of some contributions, all with their contents; none of one that the record does not know."""
    asked = _json(list(ids))
    stored = record.execute(
        "SELECT contribution_id, added_in, said_at, content FROM parts "
        "WHERE contribution_id IN (SELECT value FROM json_each(?)) ORDER BY 1, 2",
        (asked,),
    ).fetchall()
    alone = record.execute(
        "SELECT contribution_id, added_in, NULL, NULL FROM contributions "
        "WHERE contribution_id IN (SELECT value FROM json_each(?)) "
        "AND contribution_id NOT IN (SELECT contribution_id FROM parts)",
        (asked,),
    ).fetchall()
    origins = _origins(record, {entry for _, entry, *_ in (*stored, *alone)})
    found: PartsOf = {}
    for contribution, entry, said_at, text in (*stored, *alone):
        came = origins[entry]
        content = (
            msgspec.json.decode(text, type=ContributionContent)
            if text
            else _standing(record, contribution, came)
        )
        day = said_at or (
            None if text or "received_on" in content.constant else content.fields.get("received_on")
        )
        is_whole = came.is_typed and bool(
            content.fields
        )  # not a single answer of it that was understood later
        part = ContributionPart(
            entry, came.imported_in, day, came.exported_at, came.corrected_at, content, is_whole
        )
        found.setdefault(contribution, []).append(part)
    return found


def write_parts(record: sqlite3.Connection, contribution: str, parts: list[ContributionPart]) -> None:
    """Keep the parts of a contribution, all with their contents, in place of those kept, within a transaction."""
    remove(record, "parts", {"contribution_id": contribution})
    rows = [
        (contribution, part.entry, part.said_at, msgspec.json.encode(part.content).decode()) for part in parts
    ]
    insert_rows(record, "parts", rows)


def confirm_parts(record: sqlite3.Connection, same: pl.DataFrame, entry: int) -> None:
    """Keep that an entry says of some contributions what all before it say.

    Args:
        record: within the caller's transaction.
        same: ``contribution_id``, ``said_at``, and ``added_in`` where no part is kept of it yet, else null.
        entry: the log's.
    """
    first = same.filter(pl.col("added_in").is_not_null() & (pl.col("added_in") != entry))
    insert_rows(record, "parts", [(one, came, None, None) for one, came in first.select(_FIRST).iter_rows()])
    rows = [(one, entry, said_at, None) for one, said_at in same.select(_SAID).iter_rows()]
    insert_rows(record, "parts", rows)


_FIRST: Final = ("contribution_id", "added_in")
_SAID: Final = ("contribution_id", "said_at")


def _origins(record: sqlite3.Connection, entries: set[int]) -> dict[int, _Origin]:
    found = {}
    for seq, exported, action, at, imported, mapping in record.execute(_ORIGIN, (_json(sorted(entries)),)):
        profile = msgspec.json.decode(mapping, type=Profile) if mapping else None
        found[seq] = _Origin(
            imported or seq,
            exported,
            at if action == _CORRECTED else None,
            profile.constants if profile else (),
            is_typed=profile is not None and profile.name == TYPED_PROFILE,
        )
    return found


def _standing(record: sqlite3.Connection, contribution: str, came: _Origin) -> ContributionContent:
    """What a contribution says; what somebody's correction left open, nobody took away."""
    content = content_of(contribution_rows(record, contribution))
    if came.corrected_at is None:
        return msgspec.structs.replace(content, constant=came.constant)
    said = {name: value for name, value in content.fields.items() if value not in (None, [])}
    return msgspec.structs.replace(content, fields=said)


def _json(values: list[Any]) -> str:
    return msgspec.json.encode(values).decode()
