"""Whether the accounts of imports fit what the record holds: rows and answers, those that wait too."""

import sqlite3
from collections.abc import Iterator
from typing import Final

#: The first version that keeps answers that wait by themselves.
_ANSWERS_WAIT: Final = 12
_ROWS: Final = (
    "SELECT file, rows, imported, quarantined, refused, (SELECT count(*) FROM quarantine "
    "WHERE quarantine.sha256 = imports.sha256) AS kept FROM imports "
    "WHERE imported + quarantined + refused != rows OR quarantined != kept ORDER BY file"
)
_ANSWERS: Final = (
    "SELECT file, waiting.question_id, waiting.number, coalesce(answer_accounts.quarantined, 0) FROM "
    "(SELECT sha256, question_id, count(*) AS number FROM waiting_answers WHERE state = 'waiting' "
    "GROUP BY 1, 2) AS waiting JOIN imports USING (sha256) LEFT JOIN answer_accounts USING (sha256, question_id) "
    "WHERE number > coalesce(answer_accounts.quarantined, 0) ORDER BY 1, 2"
)


def account_findings(record: sqlite3.Connection, version: int) -> Iterator[str]:
    """A line for each file whose account says otherwise than its rows and answers.

    Args:
        record: open.
        version: of the record.
    """
    if version < _ANSWERS_WAIT:
        return
    for file, rows, imported, quarantined, refused, kept in record.execute(_ROWS).fetchall():
        told = f"{rows:,} read, {imported:,} imported, {quarantined:,} quarantined, {refused:,} refused"
        yield f"the account of {file} does not close: {told}; {kept:,} are in quarantine"
    for file, question, number, counted in record.execute(_ANSWERS).fetchall():
        yield f"answers to {question} of {file}: {number:,} wait, but its account says {counted:,}"
