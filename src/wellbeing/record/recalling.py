"""Rows that come in after all: those whose response has arrived since, refused ones that a person calls back.

And of several rows of one id the one that a person chooses.
"""

import sqlite3
from collections import defaultdict

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.profile import Profile
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.answers.accounts import move_answers
from wellbeing.record.intake.dismissal import turn_away
from wellbeing.record.intake.mends import take_corrected
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
from wellbeing.record.intake.retaking import Mend, answers_of_rows, retake
from wellbeing.record.store.log import next_entry
from wellbeing.record.store.rows import change, insert_rows, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import is_held
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import CONTESTED
from wellbeing.sources.intake.survey import WITHOUT_RESPONSE

#: Number, file, row, reason.
RefusedRow = tuple[int, str, int, str]


def take_awaited(record: sqlite3.Connection, folder: EngagementFolder) -> list[Account]:
    """Take in rows that add answers to a response which is held now; an account for each file that has any."""
    awaited = _awaited(record)
    if not awaited:
        return []
    with transaction(record):
        return [
            retake(record, folder, _mend(record, folder, sha256, numbers, "awaited"))
            for sha256, numbers in awaited.items()
        ]


def refused_rows(record: sqlite3.Connection) -> list[RefusedRow]:
    """Refused rows that are kept whole, so that they can be called back."""
    return record.execute(
        "SELECT id, file, source_row, reason FROM refusals JOIN imports USING (sha256) "
        "WHERE id IS NOT NULL AND cells IS NOT NULL ORDER BY file, source_row"
    ).fetchall()


def recall_rows(record: sqlite3.Connection, folder: EngagementFolder, numbers: list[int]) -> list[Account]:
    """Take in refused rows by their numbers, whatever rule of their profile refused them; an account for each file.

    Raises:
        DataError: a number is of no refused row that is kept.
    """
    kept = {number for number, *_ in refused_rows(record)}
    unknown = sorted({*numbers} - kept)
    if unknown:
        rows = counted(len(unknown), "row")
        msg = f"{rows} not among those refused: {quoted(unknown)}. `wellbeing quarantine list --refused` names them."
        raise DataError(msg)
    with transaction(record):
        return [
            retake(record, folder, _recalled(record, folder, sha256, mine))
            for sha256, mine in _by_file(record, numbers).items()
        ]


def choose_row(record: sqlite3.Connection, folder: EngagementFolder, number: int) -> list[Account]:
    """Take in one of several rows that have one id and say different things; the others are refused, and kept.

    The last of them that waits is taken in alone.

    Raises:
        DataError: the number is of no such row in quarantine.
    """
    with transaction(record):
        if others := _beside(record, number):
            turn_away(record, folder, others, message("another row of the same id was chosen"))
        return take_corrected(record, folder, {number: {}})


def _beside(record: sqlite3.Connection, number: int) -> list[int]:
    """Numbers of the rows of a file that wait for the same id as one."""
    query = (
        "SELECT id FROM waiting JOIN (SELECT sha256, value FROM waiting WHERE id = :id AND field = 'id' "
        "AND reason = :reason) AS mine USING (sha256, value) WHERE field = 'id' AND reason = :reason"
    )
    rows = [one for (one,) in record.execute(query, {"id": number, "reason": CONTESTED})]
    if not rows:
        msg = f"Row {number} is none of several in quarantine that have the same id. Nothing was changed."
        raise DataError(msg)
    return [one for one in rows if one != number]


def _awaited(record: sqlite3.Connection) -> dict[str, list[int]]:
    """Rows by file that waited for a response which is held now."""
    (engagement,) = record.execute("SELECT engagement FROM identity").fetchone()
    waiting = record.execute(
        "SELECT sha256, id, cells, file, mapping FROM quarantine JOIN problems USING (id) "
        "JOIN imports USING (sha256) WHERE field = 'id' AND problems.reason LIKE ? || '%' ORDER BY id",
        (WITHOUT_RESPONSE,),
    ).fetchall()
    files: dict[str, list[tuple[int, str]]] = defaultdict(list)
    read = {sha256: (file, mapping) for sha256, _, _, file, mapping in waiting}
    for sha256, number, cells, *_ in waiting:
        files[sha256].append((number, cells))
    found: dict[str, list[int]] = {}
    for sha256, rows in files.items():
        file, mapping = read[sha256]
        profile = msgspec.json.decode(mapping, type=Profile)
        ids = ids_of_rows(engagement, file, profile, [cells for _, cells in rows])
        held = [number for (number, _), one in zip(rows, ids, strict=True) if one and is_held(record, one)]
        found |= {sha256: held} if held else {}
    return found


def _by_file(record: sqlite3.Connection, numbers: list[int]) -> dict[str, list[int]]:
    files: dict[str, list[int]] = defaultdict(list)
    for sha256, number in record.execute("SELECT sha256, id FROM refusals ORDER BY id").fetchall():
        if number in numbers:
            files[sha256].append(number)
    return files


def _recalled(record: sqlite3.Connection, folder: EngagementFolder, sha256: str, numbers: list[int]) -> Mend:
    """Put refused rows among those that wait; the accounts of their file follow."""
    query = "SELECT source_row, cells FROM refusals WHERE id = ?"
    for number in numbers:
        row = record.execute(query, (number,)).fetchone()
        remove(record, "refusals", {"sha256": sha256, "id": number})
        insert_rows(record, "quarantine", [(number, sha256, *row, next_entry(record))])
    query = "SELECT quarantined, refused FROM imports WHERE sha256 = ?"
    waiting, refused = record.execute(query, (sha256,)).fetchone()
    moved = {"quarantined": waiting + len(numbers), "refused": refused - len(numbers)}
    change(record, "imports", {"sha256": sha256}, **moved)
    mend = _mend(record, folder, sha256, numbers, "called back")
    move_answers(record, sha256, mend.waited, "refused", "quarantined")
    return mend


def _mend(
    record: sqlite3.Connection, folder: EngagementFolder, sha256: str, numbers: list[int], why: str
) -> Mend:
    waited = answers_of_rows(record, folder, sha256, numbers)
    return Mend(sha256, numbers, waited, [], {why: len(numbers)})
