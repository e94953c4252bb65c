"""Undoing: an import is taken back. What it brought goes, what it had replaced comes back, its account is kept."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.additions import check_nothing_is_added
from wellbeing.record.assembly.folding import assemble, same_content
from wellbeing.record.assembly.mentions import forget_mentions
from wellbeing.record.assembly.parts import content_of, parts_of, write_parts
from wellbeing.record.assembly.placing import UNDONE, put, take_out
from wellbeing.record.care import check_care
from wellbeing.record.intake.account import ACCOUNT_COLUMNS, Account
from wellbeing.record.intake.answers.accounts import answer_account
from wellbeing.record.intake.answers.waiting import weigh_waiting
from wellbeing.record.intake.hui import count_attendees, hui_of, is_left
from wellbeing.record.intake.imports import ImportJob, take_file
from wellbeing.record.intake.writers import forget_words
from wellbeing.record.store.log import append, next_entry
from wellbeing.record.store.rows import insert_rows, remove
from wellbeing.record.store.transactions import transaction
from wellbeing.record.store.versions import contribution_rows

#: Tables that hold what is kept of a file, those that refer to others first.
_KEPT_OUT: Final = ("quarantine", "waiting_answers", "refusals")
_OF_FILE: Final = (*_KEPT_OUT, "contents", "notices", "answer_accounts", "imports", "sources")
_FIRST: Final = 8


@dataclass(frozen=True)
class StandingImport:
    """A file that the record holds."""

    #: The entry of the log with which it came: the number that people call it by.
    number: int
    at: str
    file: str
    profile: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Undone:
    """What became of what an import had brought."""

    file: str
    at: str
    #: Contributions that nothing else speaks of.
    taken_out: int
    #: Contributions that say again what they said before.
    put_back: int
    #: Contributions that other files speak of too, and that say the same without it.
    kept: int
    quarantined: int
    refused: int
    events: int
    notes: int
    #: Hui that still stand and count, since something else tells of them, and to which nobody came any more.
    left: int = 0


def standing_imports(record: sqlite3.Connection) -> list[StandingImport]:
    """The imports that stand, in their order."""
    rows = record.execute(
        "SELECT added_in, at, file, profile, sha256, rows FROM imports JOIN log ON seq = added_in ORDER BY 1"
    )
    return [StandingImport(*row) for row in rows]


def find_import(record: sqlite3.Connection, name: str) -> StandingImport:
    """The import of a number, or of a file's name where only one has it.

    Raises:
        DataError: there is none, or there are several.
    """
    standing = standing_imports(record)
    found = [one for one in standing if name in (str(one.number), one.file, one.sha256)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{one.number} {one.file} ({one.at[:10]})" for one in (found or standing)[-_FIRST:])
    what = message(f"Several imports are called '{name}'") if found else message(f"No import '{name}' stands")
    msg = f"{what}. Name it by its number: {known or 'there are none'}."
    raise DataError(msg)


def undo_import(record: sqlite3.Connection, name: str, reason: str) -> Undone:
    """Take an import back, with the rows of it that were mended since.

    Raises:
        DataError: no such import stands, no reason is given, or another file adds to it.
    """
    if not reason.strip():
        msg = "An import is taken back for a reason: --reason TEXT. It is kept: name nobody."
        raise DataError(msg)
    with transaction(record):
        one = find_import(record, name)
        check_nothing_is_added(record, one.sha256, one.file)
        return take_back(record, one, reason.strip())


def import_again(record: sqlite3.Connection, job: ImportJob, reason: str) -> Account:
    """Take a file's import back and import it again, in one transaction: under a profile that was mended since.

    Raises:
        DataError: the file was not imported, or cannot be taken in.
    """
    check_care(job.folder)
    with transaction(record):
        standing = [one for one in standing_imports(record) if one.sha256 == job.sha256]
        if not standing:
            msg = (
                f"{job.table.file} was not imported, so that it cannot be imported again. Leave --again out."
            )
            raise DataError(msg)
        take_back(record, standing[0], reason)
        return take_file(record, job)


def take_back(record: sqlite3.Connection, one: StandingImport, reason: str) -> Undone:
    """Take an import back within the caller's transaction."""
    entry, entries = next_entry(record), _entries(record, one.sha256)
    alone, shared = _contributions(record, one, entries)
    hui = hui_of(record, [*alone, *shared])
    take_out(record, alone, entry)
    outcomes = [_without(record, contribution, entries, entry) for contribution in shared]
    gone = forget_mentions(record, entries)
    for event in hui:
        count_attendees(record, event)
    account = _account(record, one.sha256)
    _forget_file(record, one.sha256)
    weigh_waiting(record, shared)
    forget_words(record, [])
    done = Undone(
        one.file,
        one.at,
        len(alone) + outcomes.count("out"),
        outcomes.count("back"),
        outcomes.count("same"),
        int(str(account["quarantined"])),
        int(str(account["refused"])),
        gone["events"],
        gone["notes"],
        sum(is_left(record, event) for event in hui),
    )
    text = msgspec.json.encode(account, order="sorted").decode()
    insert_rows(record, "undone", [(entry, one.number, one.sha256, one.file, text, reason)])
    counts = {"taken out": done.taken_out, "put back": done.put_back, "kept": done.kept}
    append(record, "undone", {"file": one.sha256, "import": one.number, "reason": reason, **counts})
    return done


def _entries(record: sqlite3.Connection, sha256: str) -> list[int]:
    """The entries that took rows from a file."""
    rows = record.execute("SELECT entry FROM takings WHERE sha256 = ? ORDER BY 1", (sha256,))
    return [entry for (entry,) in rows]


def _contributions(
    record: sqlite3.Connection, one: StandingImport, entries: list[int]
) -> tuple[list[str], list[str]]:
    """Contributions of which only a file speaks, and those of which others speak too.

    Of rows that were mended before each file's had an entry of their own, the file's name says whose they are.
    """
    asked = msgspec.json.encode(entries).decode()
    alone = record.execute(
        "SELECT contribution_id FROM contributions WHERE (added_in IN (SELECT value FROM json_each(:entries)) "
        "OR (source_file = :file AND added_in IN (SELECT seq FROM log WHERE action = 'mended' "
        "AND seq NOT IN (SELECT entry FROM takings)))) "
        "AND contribution_id NOT IN (SELECT contribution_id FROM parts) ORDER BY arrival",
        {"entries": asked, "file": one.file},
    )
    shared = record.execute(
        "SELECT DISTINCT contribution_id FROM parts WHERE added_in IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (asked,),
    )
    return [name for (name,) in alone], [name for (name,) in shared]


def _without(record: sqlite3.Connection, contribution: str, entries: list[int], entry: int) -> str:
    """Take a file's parts of a contribution away: it is then "out", "back" at what it said before, or the "same"."""
    parts = parts_of(record, [contribution])[contribution]
    differ = record.execute(
        "SELECT max(content IS NOT NULL) FROM parts WHERE contribution_id = ?", (contribution,)
    ).fetchone()[0]
    left = [part for part in parts if part.entry not in entries]
    standing = contribution_rows(record, contribution)
    for gone in entries:
        remove(record, "parts", {"contribution_id": contribution, "added_in": gone})
    if all(part.corrected_at for part in left):
        if standing["contributions"]:
            take_out(record, [contribution], entry)
        return "out"
    after = assemble(left)
    if differ:
        write_parts(record, contribution, left)
    if same_content(content_of(standing), after):
        return "same"
    put(record, contribution, after, entry, UNDONE)
    return "back"


def _account(record: sqlite3.Connection, sha256: str) -> dict[str, object]:
    names = ("profile", *ACCOUNT_COLUMNS)
    query = f"SELECT {', '.join(names)} FROM imports WHERE sha256 = ?"  # noqa: S608 (our own names)
    account = dict(zip(names, record.execute(query, (sha256,)).fetchone(), strict=True))
    return account | {"answers": answer_account(record, sha256).to_dicts()}


def _forget_file(record: sqlite3.Connection, sha256: str) -> None:
    """The rows that waited or were refused go; so the file can come in again."""
    for (number,) in record.execute("SELECT id FROM quarantine WHERE sha256 = ?", (sha256,)).fetchall():
        remove(record, "problems", {"id": number})
    for table in _OF_FILE:
        remove(record, table, {"sha256": sha256})
