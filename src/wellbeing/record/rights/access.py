"""Access: what is held about a contribution, where it came from, how it was corrected, where it has been used."""

import sqlite3
from typing import Any, Final

import msgspec

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS
from wellbeing.model.errors import DataError
from wellbeing.record.intake.answers.waiting import waiting_of_contributions
from wellbeing.record.intake.numbering.kept import kept_rows
from wellbeing.record.releases import releases_out
from wellbeing.record.store.tombstones import is_withdrawn
from wellbeing.record.store.versions import ContributionRows, contribution_rows, held_since, last_version

#: What a contribution was numbered: its paper's batch and number, or what its platform called it.
NOT_KEPT: Final = "not kept: only the id that was made of it"
NOT_TAKEN_IN: Final = "no: it waits in quarantine, or was refused"


def subject_access(record: sqlite3.Connection, contribution: str) -> dict[str, Any]:
    """Everything, by what it is; fit to be shown to whoever gave it.

    Raises:
        DataError: it is not in the record, or was withdrawn.
    """
    rows = contribution_rows(record, contribution)
    kept = {"kept_rows": _kept(record, contribution)}
    if not rows["contributions"] and last_version(record, contribution):
        return _taken_back(record, contribution) | kept
    if not rows["contributions"] and kept["kept_rows"]:
        return {"contribution": {"contribution_id": contribution, "stands": NOT_TAKEN_IN}} | kept
    rows = rows_in_record(record, contribution)
    (person,) = rows["contributions"]
    return {
        "contribution": {
            name: value for name, value in person.items() if value is not None and name not in CONSENTS
        },
        "consents": {name: person[name] or "not stated" for name in CONSENTS},
        "communities": [row["community"] for row in rows["contribution_communities"]],
        "answers": [_answer(answer) for answer in rows["answers"]],
        "waiting_answers": _waiting(record, contribution),
        "quotes": _quotes(record, contribution),
        "codes": _codes(record, contribution),
        "organisations": _organisations(record, contribution),
        "event": _event(record, person["event_id"]),
        "number": NOT_KEPT if person["basis"] == "platform" else "none",
        "source": _source(record, person),
        "parts": _parts(record, contribution),
        "earlier_versions": _versions(record, contribution),
        "used_in_releases": releases_with(record, contribution),
        **kept,
    }


def _taken_back(record: sqlite3.Connection, contribution: str) -> dict[str, Any]:
    """What is kept of a contribution whose import was taken back: it is not counted."""
    return {
        "contribution": {"contribution_id": contribution, "stands": "no: its import was taken back"},
        "quotes": _quotes(record, contribution),
        "codes": _codes(record, contribution),
        "organisations": _organisations(record, contribution),
        "parts": _parts(record, contribution),
        "earlier_versions": _versions(record, contribution),
        "used_in_releases": releases_with(record, contribution),
    }


def rows_in_record(record: sqlite3.Connection, contribution: str) -> ContributionRows:
    """Every row that is held of a contribution, by table.

    Raises:
        DataError: it is not in the record, or was withdrawn.
    """
    rows = contribution_rows(record, contribution)
    if not rows["contributions"]:
        msg = f"Contribution '{contribution}' {_why_absent(record, contribution)}."
        raise DataError(msg)
    return rows


def _why_absent(record: sqlite3.Connection, contribution: str) -> str:
    if is_withdrawn(record, contribution):
        return message("was withdrawn: nothing is held about it")
    if kept_rows(record, [contribution]):
        return message("waits in quarantine, or was refused: correct it there")
    return message("is not in the record")


def releases_with(record: sqlite3.Connection, contribution: str) -> list[str]:
    """Releases made from the record while it held a contribution: it is one of many that they count.

    None where it was never taken in: it waits, was refused, or was only begun or looked at.
    """
    first = held_since(record, contribution)
    if first is None:
        return []
    return list(dict.fromkeys(one.release for one in releases_out(record) if one.watermark.seq >= first))


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if value is not None and name != "contribution_id"}


def _waiting(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """Answers that are kept though they are not understood, or were refused."""
    return [
        {"question": one.question, "written": one.value, "state": one.state}
        for one in waiting_of_contributions(record, [contribution])
    ]


def _kept(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """Rows that were not taken in, and why: they are kept whole."""
    query = "SELECT reason FROM problems WHERE id = :id UNION ALL SELECT reason FROM refusals WHERE id = :id"
    return [
        {
            "file": one.file,
            "row": one.source_row,
            "state": one.state,
            "reason": "; ".join(reason for (reason,) in record.execute(query, {"id": one.number})),
            "written": {heading: cell for heading, cell in one.cells.items() if cell is not None},
        }
        for one in kept_rows(record, [contribution])
    ]


def _quotes(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """What a steward approved of its comments, the last approval last; empty words: taken back."""
    rows = record.execute(
        "SELECT question_id, words, redaction, approved_by, at FROM quotes JOIN log ON seq = approved_in "
        "WHERE contribution_id = ? ORDER BY approved_in",
        (contribution,),
    )
    names = ("question", "words", "redaction", "approved_by", "approved")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _codes(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """How people read its comments, the last code last; no tone: the coder could not tell."""
    rows = record.execute(
        "SELECT question_id, reading, tone, coder, coded_on, codebook_version, group_concat(theme, ';') "
        "FROM codes LEFT JOIN code_themes USING (contribution_id, question_id, reading, added_in) "
        "WHERE contribution_id = ? "
        "GROUP BY added_in, question_id, reading ORDER BY added_in, question_id, reading",
        (contribution,),
    )
    names = ("question", "reading", "tone", "coder", "coded_on", "codebook_version")
    return [
        dict(zip(names, code, strict=True)) | {"themes": themes.split(";") if themes else []}
        for *code, themes in rows
    ]


def _organisations(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """The bodies on whose behalf it was said, now or in an earlier version, as they are called here."""
    query = (
        "SELECT organisation_id, name, type, region, invited_on, declined_on, may_be_named FROM organisations "
        "WHERE organisation_id IN (SELECT organisation_id FROM contributions WHERE contribution_id = :id UNION "
        "SELECT content ->> '$.contributions[0].organisation_id' FROM versions WHERE contribution_id = :id UNION "
        "SELECT content ->> '$.fields.organisation_id' FROM parts WHERE contribution_id = :id)"
    )
    names = ("organisation_id", "name", "type", "region", "invited_on", "declined_on", "may_be_named")
    found = [dict(zip(names, row, strict=True)) for row in record.execute(query, {"id": contribution})]
    return [{name: value for name, value in one.items() if value is not None} for one in found]


def _event(record: sqlite3.Connection, event: str | None) -> dict[str, Any]:
    """The event that it came to."""
    query = "SELECT event_id, held_on, place, region FROM events WHERE event_id = ?"
    row = record.execute(query, (event,)).fetchone()
    return dict(zip(("event_id", "held_on", "place", "region"), row, strict=True)) if row else {}


def _parts(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    """What each of several files, or papers of one number, said of it."""
    rows = record.execute(
        "SELECT at, said_at, content FROM parts JOIN log ON seq = parts.added_in WHERE contribution_id = ? "
        "AND content IS NOT NULL ORDER BY parts.added_in",
        (contribution,),
    )
    return [
        {"entered": at, "said": said, "content": msgspec.json.decode(content)} for at, said, content in rows
    ]


def _source(record: sqlite3.Connection, person: dict[str, Any]) -> dict[str, Any]:
    query = "SELECT at, action FROM log WHERE seq = ?"
    at, action = record.execute(query, (person["added_in"],)).fetchone()
    return {"file": person["source_file"], "row": person["source_row"], "entered": at, "by": action}


def _versions(record: sqlite3.Connection, contribution: str) -> list[dict[str, Any]]:
    rows = record.execute(
        "SELECT version, at, reason, content FROM versions JOIN log ON seq = replaced_in "
        "WHERE contribution_id = ? ORDER BY version",
        (contribution,),
    )
    return [
        {"version": version, "replaced": at, "reason": reason, "content": msgspec.json.decode(content)}
        for version, at, reason, content in rows
    ]
