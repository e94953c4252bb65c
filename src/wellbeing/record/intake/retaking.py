"""Rows in quarantine are taken in once more: after a mend, or when what they waited for has come."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

import msgspec
import polars as pl

from wellbeing.model.intake import Intake, Remembered
from wellbeing.model.profile import Profile
from wellbeing.record.assembly.placing import MENDED
from wellbeing.record.intake.account import ACCOUNT_COLUMNS, Account
from wellbeing.record.intake.additions import Additions
from wellbeing.record.intake.answers.accounts import Numbers, answer_account, move_answers, settle_answers
from wellbeing.record.intake.answers.waiting import Weighing, add_waiting
from wellbeing.record.intake.imports import ImportJob, account_for
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.intake.numbering.row_ids import made_already
from wellbeing.record.intake.quarantine import contested_ids, next_number, numbered_problems, whole_rows
from wellbeing.record.intake.recodes import recodes
from wellbeing.record.intake.writers import note_writers
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import change, insert, insert_rows, remove
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.counting import said_answers
from wellbeing.sources.intake.mapping.context import fitted_context
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.stored import stored_rows


@dataclass(frozen=True)
class Mend:
    """What of a file is mended, by numbers."""

    sha256: str
    rows: list[int]
    #: How many answers these rows held before they were mended, by question.
    waited: Numbers
    answers: list[int]
    #: What was done to them, for the log.
    done: dict[str, object]


def answers_of_rows(
    record: sqlite3.Connection, folder: EngagementFolder, sha256: str, numbers: list[int]
) -> Numbers:
    """How many answers some rows in quarantine hold, by question."""
    rows = whole_rows(record, numbers)
    if rows.is_empty():
        return {}
    file, mapping = record.execute("SELECT file, mapping FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
    table = stored_rows(file, rows.select("source_row", "cells"))
    profile = msgspec.json.decode(mapping, type=Profile)
    context = fitted_context(table, profile, folder, Remembered(recodes(record, profile.name)))
    said = pl.concat([said_answers(batch.rows, context) for batch in table.batches()])
    return dict(said.group_by("question_id").len().iter_rows())


def refuse_answers(record: sqlite3.Connection, sha256: str, profile: Profile, numbers: list[int]) -> None:
    """Count the answers of rows that wait as refused, without the engagement's words; never more than wait."""
    held = {row["question_id"]: row["quarantined"] for row in answer_account(record, sha256).to_dicts()}
    said = Counter[str]()
    for text in whole_rows(record, numbers)["cells"]:
        cells = msgspec.json.decode(text, type=dict[str, str | None])
        about = _about(profile, cells)
        for answer in profile.questions:
            if about in {None, answer.id} and any(cells.get(column) for column in answer.columns):
                said[answer.id] += 1
    known = {question: min(number, held.get(question, 0)) for question, number in said.items()}
    move_answers(record, sha256, known, "quarantined", "refused")


def _about(profile: Profile, cells: dict[str, str | None]) -> str | None:
    """The question that a row is about, in files with a row for each answer; None elsewhere."""
    if profile.statements is None:
        return None
    questions = {key(theirs): ours for theirs, ours in profile.statements.questions.items()}
    return questions.get(key(cells.get(profile.statements.column) or ""), profile.statements.otherwise or "")


def retake(record: sqlite3.Connection, folder: EngagementFolder, mend: Mend) -> Account:
    """Take quarantined rows of a file in once more, through the profile that it had, with an entry of the log.

    What its rules refuse is refused when a file comes: a row that waits passed them, or a person called it back.

    Args:
        record: within the caller's transaction.
        folder: the engagement.
        mend: which rows.
    """
    sha256 = mend.sha256
    rows, entry = whole_rows(record, mend.rows), next_entry(record)
    job = _job(record, folder, sha256, rows)
    insert_rows(record, "takings", [(entry, sha256, job.exported_at)])
    additions = Additions(record, job.table.file, entry, MENDED)
    weighing = Weighing(record)
    batches: list[Intake] = []

    def keep(intake: Intake, linkage: Linkage) -> None:
        additions.add(intake, linkage)
        add_waiting(record, sha256, entry, intake.waiting, next_number(record))
        weighing.note(intake, linkage)
        batches.append(intake)

    account = account_for(record, job, keep)
    additions.finish(account)
    for number in mend.rows:
        remove(record, "problems", {"id": number})
    for intake in batches:
        note_writers(record, job.table.file, job.profile, intake, rows)
        _settle(record, sha256, intake, rows.select("id", "source_row"))
    _update_account(record, sha256, account)
    settle_answers(record, sha256, mend.waited, account.answers())
    append(record, "mended", {"file": sha256, **mend.done, **_numbers(account)})
    weighing.finish()
    return account


def _job(record: sqlite3.Connection, folder: EngagementFolder, sha256: str, rows: pl.DataFrame) -> ImportJob:
    query = (
        "SELECT file, mapping, imports.added_in, exported_at FROM imports LEFT JOIN takings "
        "ON entry = imports.added_in WHERE imports.sha256 = ?"
    )
    file, mapping, imported_in, exported_at = record.execute(query, (sha256,)).fetchone()
    profile = msgspec.json.decode(mapping, type=Profile)
    return ImportJob(
        stored_rows(file, rows.select("source_row", "cells")),
        msgspec.structs.replace(profile, refuse=()),
        folder,
        sha256,
        held=_contributions_alike(record, sha256),
        exported_at=exported_at,
        imported_in=imported_in,
        contested=contested_ids(record, sha256),
        taken=made_already(record, folder.engagement.id, sha256, profile, rows["cells"].to_list()),
    )


def _contributions_alike(record: sqlite3.Connection, sha256: str) -> Counter[str]:
    """Fingerprint → how many contributions that say the same the file has given, or found there already."""
    rows = record.execute(
        "SELECT fingerprint, count(*) FROM contributions WHERE basis != 'platform' "
        "AND added_in IN (SELECT entry FROM takings JOIN log ON seq = entry "
        "WHERE sha256 = ? AND action = 'imported') "
        "AND (contribution_id NOT IN (SELECT contribution_id FROM parts) OR (contribution_id, added_in) IN "
        "(SELECT contribution_id, added_in FROM parts)) GROUP BY fingerprint "
        "UNION ALL SELECT fingerprint, held FROM contents WHERE sha256 = ?",
        (sha256, sha256),
    )
    total: Counter[str] = Counter()
    for fingerprint, number in rows:
        total[fingerprint] += number
    return total


def _settle(record: sqlite3.Connection, sha256: str, intake: Intake, numbers: pl.DataFrame) -> None:
    """Rows that are understood now leave quarantine; the others keep the problems that are left."""
    by_row = dict(numbers.select("source_row", "id").iter_rows())
    insert(record, "problems", numbered_problems(intake, numbers))
    for row in [*intake.imported, *intake.refused["source_row"]]:
        remove(record, "quarantine", {"id": by_row[row]})
    refused = intake.refused.join(numbers, on="source_row", how="left")
    insert(record, "refusals", refused.with_columns(sha256=pl.lit(sha256)))
    contents = intake.identities.filter(pl.col("basis") != "platform")["fingerprint"].value_counts(
        name="held"
    )
    for fingerprint, number in contents.iter_rows():
        _count(record, sha256, fingerprint, number)


def _count(record: sqlite3.Connection, sha256: str, fingerprint: str, more: int) -> None:
    where = {"sha256": sha256, "fingerprint": fingerprint}
    query = "SELECT held FROM contents WHERE sha256 = ? AND fingerprint = ?"
    row = record.execute(query, tuple(where.values())).fetchone()
    if row:
        change(record, "contents", where, held=row[0] + more)
    else:
        insert_rows(record, "contents", [(sha256, fingerprint, more)])


def _update_account(record: sqlite3.Connection, sha256: str, account: Account) -> None:
    """The file's own account after the mend: the same rows, fewer of them in quarantine."""
    names = ACCOUNT_COLUMNS[1:]
    query = f"SELECT {', '.join(names)} FROM imports WHERE sha256 = ?"  # noqa: S608 (our own names)
    before = dict(zip(names, record.execute(query, (sha256,)).fetchone(), strict=True))
    after = {name: before[name] + getattr(account, name) for name in names}
    after["quarantined"] = before["quarantined"] - account.imported - account.refused
    change(record, "imports", {"sha256": sha256}, **after)


def _numbers(account: Account) -> dict[str, object]:
    names = ("rows", "imported", "refused", "added", "changed")
    return {name: getattr(account, name) for name in names}
