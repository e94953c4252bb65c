"""The digest of a table follows every change that goes through the one door, and shows every other."""

import random

import polars as pl
import pytest

from wellbeing.record.store import digests
from wellbeing.record.store.database import empty_record
from wellbeing.record.store.digests import BLOCK, noted_digest, table_digest
from wellbeing.record.store.rows import change, insert, insert_rows, remove, remove_any
from wellbeing.record.store.transactions import transaction

NUMBERED = "CREATE TABLE rows_ (arrival INTEGER PRIMARY KEY, name TEXT, said TEXT) STRICT"
PLAIN = "CREATE TABLE rows_ (name TEXT, said TEXT) STRICT"


@pytest.fixture(params=[NUMBERED, PLAIN], ids=["numbered", "plain"])
def rows(request, monkeypatch):
    """A record with one table more, and nothing in it."""
    monkeypatch.setattr(digests, "NUMBERED", {"rows_"})
    with empty_record("two-islands") as record:
        record.execute(request.param)
        yield record


def added(record, number, chance):
    names = [f"{chance.randrange(40)}" for _ in range(number)]
    return insert(record, "rows_", pl.DataFrame({"name": names, "said": ["it"] * number}))


def one_added(record, chance):
    names = [name for (name,) in record.execute("SELECT name FROM pragma_table_info('rows_')")]
    insert_rows(record, "rows_", [(None, "one", "it")[-len(names) :]] * chance.randrange(3))


@pytest.mark.parametrize("seed", range(4))
def test_the_digest_is_that_of_the_rows_whatever_was_done(rows, seed):
    chance = random.Random(seed)  # noqa: S311
    steps = [
        lambda: added(rows, chance.choice([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK]), chance),
        lambda: one_added(rows, chance),
        lambda: remove(rows, "rows_", {"name": f"{chance.randrange(40)}"}),
        lambda: remove_any(rows, "rows_", "name", [f"{chance.randrange(40)}", "one"]),
        lambda: change(rows, "rows_", {"name": f"{chance.randrange(40)}"}, said=f"{chance.random()}"),
        lambda: remove(rows, "rows_", {}) if chance.random() < 0.1 else 0,
    ]
    for _ in range(60):
        with transaction(rows):
            chance.choice(steps)()
        assert table_digest(rows, "rows_") == noted_digest(rows, "rows_")


@pytest.mark.parametrize(
    "done",
    [
        "UPDATE rows_ SET said = 'at' WHERE name = '7'",
        "DELETE FROM rows_ WHERE name = '7'",
        "UPDATE rows_ SET name = '8' WHERE name = '7'",
        "INSERT INTO rows_ (name, said) VALUES ('7', 'it')",
        # What two rows say, exchanged, in one block and in two.
        "UPDATE rows_ SET said = CASE name WHEN '7' THEN '8' ELSE '7' END WHERE name IN ('7', '8')",
        "UPDATE rows_ SET said = CASE name WHEN '7' THEN '99' ELSE '7' END WHERE name IN ('7', '99')",
    ],
)
def test_a_change_from_outside_shows(rows, done):
    each = [f"{number}" for number in range(4 * BLOCK)]
    insert(rows, "rows_", pl.DataFrame({"name": each, "said": each}))
    rows.execute(done)
    assert table_digest(rows, "rows_") != noted_digest(rows, "rows_")
