"""Digests: what each table shall hold, kept beside it as one number that follows every change.

The digest of a table is the sum of the SHA-256 of its pieces modulo 2^256 (a multiset hash: Bellare and
Micciancio 1997, "AdHash"), so that a piece more or less costs one hash. A piece is a row. Of a table whose rows are
numbered by their ``arrival`` it is the rows of ``BLOCK`` numbers together: a million come in with a thirtieth of the
hashes, and one that changes or goes costs those of its block.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from typing import Any, Final

import msgspec
import numpy as np

#: The log is chained, and these tables say what it and the others must be.
UNDIGESTED: Final = frozenset({"log", "head", "digests", "identity"})
#: Tables whose rows are numbered, in records of this version: asked for at each row, so that others are known by name.
NUMBERED: Final = frozenset({"contributions"})
MODULUS: Final = 1 << 256
#: Numbers of rows that are hashed together.
BLOCK: Final = 32
#: Pieces read and hashed at a time.
_AT_ONCE: Final = 1_000
#: Stands for the digest of a table that was not as it was written; no rows have it.
_UNSOUND: Final = "changed from outside"
#: Of 32 bits, in a SHA-256.
_WORDS: Final = 8
#: The values of a row, in the order of its table's columns.
Values = Sequence[Any]
_encode = msgspec.json.Encoder().encode


def digested_tables(record: sqlite3.Connection) -> list[str]:
    """The tables whose rows are digested."""
    tables = record.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in tables if name not in UNDIGESTED and not name.startswith("sqlite_")]


def digest(pieces: Iterable[Values | list[Values]]) -> int:
    """The digest of rows, or of blocks of rows, not yet reduced."""
    digests = b"".join([hashlib.sha256(_encode(piece)).digest() for piece in pieces])
    words = np.frombuffer(digests, ">u4").reshape(-1, _WORDS).sum(axis=0, dtype=np.uint64)
    return sum(int(word) << 32 * place for place, word in enumerate(reversed(words)))


def is_numbered(record: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows are numbered as they arrive, in its first column, and digested a block at a time."""
    if table not in NUMBERED:
        return False
    query = "SELECT name = 'arrival' FROM pragma_table_info(?) WHERE cid = 0"
    return bool(record.execute(query, (table,)).fetchone()[0])


def next_arrival(record: sqlite3.Connection, table: str) -> int:
    """The number that the next row of a numbered table gets."""
    query = f"SELECT coalesce(max(arrival), 0) + 1 FROM {table}"  # noqa: S608 (our schema's names)
    return int(record.execute(query).fetchone()[0])


def count_added(
    record: sqlite3.Connection, table: str, rows: Iterable[Values], first: int, height: int
) -> None:
    """Count rows that were added.

    Args:
        record: within the caller's transaction.
        table: where they are now.
        rows: as they stand there; numbered ones in the order of their numbers, without a gap.
        first: the number of the first; 0 where they have none.
        height: how many they are.
    """
    if not first:
        _count(record, table, height, digest(rows))
        return
    query = f"SELECT * FROM {table} WHERE arrival >= ? AND arrival < ? ORDER BY arrival"  # noqa: S608 (ours)
    begun = record.execute(query, (first - first % BLOCK, first)).fetchall()
    change = digest(_continued(begun, rows, first)) - digest([begun] if begun else [])
    _count(record, table, height, change)


def count_removed(record: sqlite3.Connection, table: str, rows: Sequence[Values]) -> None:
    """Count rows that were taken out of a table without numbers."""
    _count(record, table, -len(rows), -digest(rows))


def count_changed(
    record: sqlite3.Connection, table: str, before: Sequence[Values], after: Sequence[Values]
) -> None:
    """Count rows of a table without numbers that say something else now."""
    _count(record, table, 0, digest(after) - digest(before))


@contextmanager
def following_blocks(
    record: sqlite3.Connection, table: str, condition: str, values: Sequence[Any]
) -> Iterator[None]:
    """Keep the digest of a numbered table right while the rows of a condition change or go."""
    query = f"SELECT DISTINCT arrival / {BLOCK} FROM {table}{condition}"  # noqa: S608 (our schema's names)
    blocks = _encode(sorted(block for (block,) in record.execute(query, values))).decode()
    within = f"arrival BETWEEN block.value * {BLOCK} AND block.value * {BLOCK} + {BLOCK - 1}"
    # Block after block, each by its numbers: a cross join is done as it is written.
    whole = f"SELECT here.* FROM json_each(?) AS block CROSS JOIN {table} AS here ON {within}"  # noqa: S608 (ours)
    before = _summed(record.execute(whole, (blocks,)), in_blocks=True)
    yield
    after = _summed(record.execute(whole, (blocks,)), in_blocks=True)
    _count(record, table, after[0] - before[0], after[1] - before[1])


def table_digest(record: sqlite3.Connection, table: str) -> tuple[int, str]:
    """How many rows a table holds and their digest, read from the rows themselves."""
    in_blocks = is_numbered(record, table)
    order = " ORDER BY arrival" if in_blocks else ""
    rows = record.execute(f"SELECT * FROM {table}{order}")  # noqa: S608 (our schema's names)
    number, total = _summed(rows, in_blocks=in_blocks)
    return number, _hexadecimal(total)


def noted_digest(record: sqlite3.Connection, table: str) -> tuple[int, str]:
    """How many rows a table shall hold and their digest, as they are kept beside it."""
    row = record.execute("SELECT rows, digest FROM digests WHERE name = ?", (table,)).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, _hexadecimal(0))


def note_digest(record: sqlite3.Connection, table: str, *, is_sound: bool = True) -> None:
    """Take what a table holds for what it shall hold; where that is not sound, note that it is not."""
    rows, digest = table_digest(record, table)
    _note(record, table, rows, digest if is_sound else _UNSOUND)


def _continued(begun: list[Values], rows: Iterable[Values], first: int) -> Iterator[list[Values]]:
    """Blocks of rows with numbers from ``first`` on, the first together with what its block holds already."""
    left = iter(rows)
    if block := [*begun, *islice(left, -first % BLOCK)]:
        yield block
    while block := list(islice(left, BLOCK)):
        yield block


def _blocks(rows: Iterable[Values]) -> Iterator[list[Values]]:
    """Blocks of rows in the order of their numbers."""
    return (list(block) for _, block in groupby(rows, key=lambda row: row[0] // BLOCK))


def _summed(rows: Iterable[Values], *, in_blocks: bool) -> tuple[int, int]:
    """How many rows there are, and their digest."""
    number = total = 0
    pieces = _blocks(rows) if in_blocks else iter(rows)
    while some := list(islice(pieces, _AT_ONCE)):
        number += sum(map(len, some)) if in_blocks else len(some)
        total += digest(some)
    return number, total


def _count(record: sqlite3.Connection, table: str, number: int, change: int) -> None:
    rows, total = noted_digest(record, table)
    _note(record, table, rows + number, _hexadecimal(int(total, 16) + change))


def _note(record: sqlite3.Connection, table: str, rows: int, digest: str) -> None:
    into = "INSERT OR REPLACE INTO digests (name, rows, digest) VALUES (?, ?, ?)"
    record.execute(into, (table, rows, digest))


def _hexadecimal(total: int) -> str:
    return f"{total % MODULUS:064x}"
