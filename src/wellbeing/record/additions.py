"""Files that only add answers to responses of another: without that one they say of nobody who they are."""

import sqlite3

import msgspec

from wellbeing.model.errors import DataError, counted
from wellbeing.model.profile import Profile


def check_nothing_is_added(record: sqlite3.Connection, sha256: str, file: str) -> None:
    """That no response would be left of which only such files speak.

    Args:
        record: open.
        sha256: the file whose import is to be taken back.
        file: what it is called.

    Raises:
        DataError: some would; which imports are to be taken back first.
    """
    imports = record.execute("SELECT added_in, file, sha256, mapping FROM imports ORDER BY added_in DESC")
    adding = {
        one: (number, name)
        for number, name, one, mapping in imports
        if one != sha256 and msgspec.json.decode(mapping, type=Profile).adds
    }
    left = {one: number for one in adding if (number := _left_with(record, one, sha256, [*adding]))}
    if not left:
        return
    of = " and ".join(f"{adding[one][1]} ({counted(number, 'response')})" for one, number in left.items())
    lines = " then ".join(f"`wellbeing undo {adding[one][0]} --reason TEXT`" for one in left)
    msg = f"{of} would be left without {file}, which says who they are. Take that back first: {lines}."
    raise DataError(msg)


def _left_with(record: sqlite3.Connection, adding: str, base: str, every: list[str]) -> int:
    """Of how many contributions a file that adds would speak, and no other file but such, without the base."""
    query = (
        "WITH of_file AS (SELECT contribution_id, sha256 FROM parts JOIN takings ON entry = added_in) "
        "SELECT count(DISTINCT contribution_id) FROM of_file AS one WHERE sha256 = :adding "
        "AND contribution_id IN (SELECT contribution_id FROM of_file WHERE sha256 = :base) "
        "AND NOT EXISTS (SELECT 1 FROM of_file AS other WHERE other.contribution_id = one.contribution_id "
        "AND sha256 <> :base AND sha256 NOT IN (SELECT value FROM json_each(:every)))"
    )
    named = {"adding": adding, "base": base, "every": msgspec.json.encode(every).decode()}
    return int(record.execute(query, named).fetchone()[0])
