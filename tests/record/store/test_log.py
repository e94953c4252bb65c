"""A log that was changed, cut or added to from outside says so: 1,000 of 1,000 edits."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.log import append, broken_links, entry_hash

ENTRIES, EDITS = 60, 1_000
COLUMNS = ("seq", "at", "action", "detail", "hash")


@pytest.fixture
def logged(workspace):
    """A record with a log of some length; its path."""
    with open_record(workspace, "two-islands", make=True) as record:
        for number in range(ENTRIES):
            append(record, "tried", {"number": number})
    return workspace / RECORD_FILE


def opened(path):
    record = sqlite3.connect(path, isolation_level=None)
    for trigger in ("log_is_never_changed", "log_is_never_cut"):
        record.execute(f"DROP TRIGGER {trigger}")
    return closing(record)


def edit(record, chance):
    """Change a text anywhere in it, a number, the order of two entries; or take an entry out."""
    seq, kind = chance.randrange(1, ENTRIES + 1), chance.randrange(4)
    if kind == 0:
        record.execute("DELETE FROM log WHERE seq = ?", (seq,))
    elif kind == 1:
        record.execute("UPDATE log SET seq = seq + 1000 WHERE seq = ?", (seq,))
    elif kind == 2:
        other = seq % ENTRIES + 1
        swapped = "UPDATE log SET detail = (SELECT detail FROM log WHERE seq = ?) WHERE seq = ?"
        record.execute(swapped, (other, seq))
    else:
        name = chance.choice(COLUMNS[1:])
        (text,) = record.execute(f"SELECT {name} FROM log WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 (ours)
        at = chance.randrange(len(text))
        changed = text[:at] + chr(ord(text[at]) ^ 1 << chance.randrange(4)) + text[at + 1 :]
        record.execute(f"UPDATE log SET {name} = ? WHERE seq = ?", (changed, seq))  # noqa: S608 (ours)


def test_an_untouched_log_is_whole(logged):
    with opened(logged) as record:
        assert list(broken_links(record)) == []


def test_a_thousand_of_a_thousand_edits_are_found(logged):
    chance = random.Random(1)  # noqa: S311 (seeded)
    found = 0
    with opened(logged) as record:
        for _ in range(EDITS):
            record.execute("BEGIN")
            edit(record, chance)
            found += bool(list(broken_links(record)))
            record.execute("ROLLBACK")
    assert found == EDITS


def test_an_edit_that_mends_every_hash_after_it_shows_against_the_seal(logged):
    with opened(logged) as record:
        record.execute("UPDATE log SET detail = '{\"number\":99}' WHERE seq = 7")
        before = "0" * 64
        for entry in record.execute("SELECT seq, at, action, detail FROM log ORDER BY seq").fetchall():
            before = entry_hash(before, entry)
            record.execute("UPDATE log SET hash = ? WHERE seq = ?", (before, entry[0]))
        record.execute("UPDATE head SET hash = ?", (before,))
        assert list(broken_links(record)) == []
    with pytest.raises(DataError, match="is not the one that was sealed"):
        verify_record(logged)


def test_a_log_cut_at_its_end_with_its_head_shows_against_the_seal(logged):
    with opened(logged) as record:
        record.execute("DELETE FROM log WHERE seq > 50")
        record.execute("UPDATE head SET seq = 50, hash = (SELECT hash FROM log WHERE seq = 50)")
        assert list(broken_links(record)) == []
    with pytest.raises(DataError, match="ends at entry 50, but its seal was made at entry 60"):
        verify_record(logged)


def test_an_older_record_put_in_place_shows_against_the_seal(logged, workspace):
    older = shutil.copy(logged, workspace / "older")
    with open_record(workspace, "two-islands") as record:
        append(record, "tried", {})
    shutil.copy(older, logged)
    with pytest.raises(DataError, match="not as it was written"):
        verify_record(logged)
