"""What is held about a contribution, where it came from, how it was corrected, where it has been used."""

import sqlite3
from typing import Any

import msgspec

from wellbeing.model.errors import DataError
from wellbeing.record.intake.linkage import is_withdrawn
from wellbeing.record.releases import out
from wellbeing.record.store.versions import Held, held_of


def subject(record: sqlite3.Connection, contribution: str) -> dict[str, Any]:
    """Everything, by what it is; fit to be shown to whoever gave it.

    Raises:
        DataError: it is not in the record, or was withdrawn.
    """
    held = found(record, contribution)
    (known,) = held["contributions"]
    return {
        "contribution": {name: value for name, value in known.items() if value is not None},
        "communities": [row["community"] for row in held["contribution_communities"]],
        "answers": [_answer(row, held) for row in held["answers"]],
        "quotes": _quotes(record, contribution),
        "codes": _codes(record, contribution),
        "source": _source(record, known),
        "earlier_versions": _versions(record, contribution),
        "used_in_releases": used_in(record, contribution),
    }


def found(record: sqlite3.Connection, contribution: str) -> Held:
    """Every row that is held of a contribution, by table.

    Raises:
        DataError: it is not in the record, or was withdrawn.
    """
    held = held_of(record, contribution)
    if not held["contributions"]:
        gone = is_withdrawn(record, contribution)
        why = "was withdrawn: nothing is held about it" if gone else "is not in the record"
        msg = f"Contribution '{contribution}' {why}."
        raise DataError(msg)
    return held


def used_in(record: sqlite3.Connection, contribution: str) -> list[str]:
    """Releases made from the record while it held a contribution: it is one of many that they count."""
    first = record.execute(
        "SELECT coalesce((SELECT min(content ->> '$.contributions[0].added_in') FROM versions "
        "WHERE contribution_id = :id), (SELECT added_in FROM contributions WHERE contribution_id = :id))",
        {"id": contribution},
    ).fetchone()[0]
    return list(dict.fromkeys(one.release for one in out(record) if one.read.seq >= first))


def _answer(row: dict[str, Any], held: Held) -> dict[str, Any]:
    themes = [each["theme"] for each in held["answer_themes"] if each["question_id"] == row["question_id"]]
    said = {name: value for name, value in row.items() if value is not None and name != "contribution_id"}
    return said | {"themes": themes}


def _quotes(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """What a steward approved of its comments, the last approval last; empty words: taken back."""
    found = record.execute(
        "SELECT question_id, words, redaction, approved_by, at FROM quotes JOIN log ON seq = approved_in "
        "WHERE contribution_id = ? ORDER BY approved_in",
        (contribution,),
    )
    names = ("question", "words", "redaction", "approved_by", "approved")
    return [dict(zip(names, row, strict=True)) for row in found]


def _codes(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """How people read its comments, the last code last; no tone: the coder could not tell."""
    found = record.execute(
        "SELECT question_id, reading, tone, coder, coded_on, codebook_version, group_concat(theme, ';') "
        "FROM codes LEFT JOIN code_themes USING (contribution_id, question_id, reading, added_in) "
        "WHERE contribution_id = ? "
        "GROUP BY added_in, question_id, reading ORDER BY added_in, question_id, reading",
        (contribution,),
    )
    names = ("question", "reading", "tone", "coder", "coded_on", "codebook_version")
    return [
        dict(zip(names, row, strict=True)) | {"themes": themes.split(";") if themes else []}
        for *row, themes in found
    ]


def _source(record: sqlite3.Connection, known: dict[str, Any]) -> dict[str, Any]:
    asked = "SELECT at, action FROM log WHERE seq = ?"
    at, action = record.execute(asked, (known["added_in"],)).fetchone()
    return {"file": known["source_file"], "row": known["source_row"], "entered": at, "by": action}


def _versions(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    found = record.execute(
        "SELECT version, at, reason, content FROM versions JOIN log ON seq = replaced_in "
        "WHERE contribution_id = ? ORDER BY version",
        (contribution,),
    )
    return [
        {"version": version, "replaced": at, "reason": reason, "content": msgspec.json.decode(content)}
        for version, at, reason, content in found
    ]
