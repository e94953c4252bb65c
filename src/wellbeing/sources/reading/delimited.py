"""Read a text table in batches.

Polars reads it while its quotes are sound; from where they are not, the standard reader does, row by row.
"""

import csv
import io
import os
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final, TextIO

import numpy as np
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.sources.reading.batch import BATCH_ROWS, ROW, RowBatch, column_numbers, number_rows
from wellbeing.sources.reading.dialect import Dialect
from wellbeing.sources.reading.limits import Limits, check_rows
from wellbeing.sources.reading.quotes import check_swallowed, strict_lines

#: Characters decoded at a time: enough for Polars to be fast, few enough to keep memory low.
PIECE: Final = 16_000_000
_QUOTE: Final = ord('"')
_LINE_END: Final = ord("\n")
#: Control characters beyond ASCII, in UTF-8.
_LATE_CONTROLS: Final = re.compile(rb"\xc2[\x80-\x9f]")
#: Where the cells of a row beyond its headings go.
_BEYOND: Final = "beyond"


def read_delimited(
    path: Path, dialect: Dialect, limits: Limits, characters: int | None = None
) -> Iterator[RowBatch]:
    """The rows of a text table, headings included, cut where a record ends.

    Args:
        path: the file.
        dialect: how it is written.
        limits: of rows and records.
        characters: read at a time; ``PIECE`` where None.

    Raises:
        DataError: a record is longer than any export's, or there are too many rows.
    """
    size = path.stat().st_size
    seen = 0
    with path.open(encoding=dialect.encoding, newline=None) as file:
        for rows, plain in _frames(path, file, dialect, limits, characters or PIECE):
            done = min(1.0, os.lseek(file.fileno(), 0, os.SEEK_CUR) / size)
            batch = _batch(number_rows(rows, seen, plain=plain), done)
            seen += rows.height
            check_rows(path, seen, limits)
            yield batch


def _batch(whole: pl.DataFrame, done: float) -> RowBatch:
    overlong = whole.filter(pl.col(_BEYOND).is_not_null())[ROW]
    return RowBatch(whole.drop(_BEYOND), overlong, done)


def _frames(
    path: Path, file: TextIO, dialect: Dialect, limits: Limits, characters: int
) -> Iterator[tuple[pl.DataFrame, bool]]:
    """Rows, and whether they are known to hold no control characters."""
    if dialect.hinted:
        file.readline()
    left, line = b"", 1 + dialect.hinted
    for piece, last in _pieces(path, file, characters):
        block = left + piece
        end = len(block) if last else last_record_end(block)
        whole, left = block[:end], block[end:]
        if not is_sound(whole, dialect.delimiter) or len(left) > limits.record_bytes:
            lines = _by_line(path, _lines(block, file), line, dialect, limits)
            yield from ((rows, False) for rows in lines)
            return
        ends = whole.count(b"\n")
        for rows in _parsed(whole, dialect):
            if ends > rows.height:
                check_swallowed(path, rows, line, dialect.delimiter)
            yield rows, is_plain(whole, ends)
        line += ends


def _lines(block: bytes, file: TextIO) -> Iterator[str]:
    """What is left of a file, from a block on, which may end within a line."""
    return chain(io.StringIO(block.decode() + file.readline(), newline="\n"), file)


def _pieces(path: Path, file: TextIO, characters: int) -> Iterator[tuple[bytes, bool]]:
    """The file as UTF-8, a number of characters at a time, and an empty last piece."""
    try:
        while piece := file.read(characters):
            yield piece.encode(), False
    except UnicodeError as error:
        msg = f"{path} is not written in {file.encoding} throughout ({error}). Export it again as CSV UTF-8."
        raise DataError(msg) from error
    yield b"", True


def last_record_end(block: bytes) -> int:
    """How many bytes the whole records at the beginning take: to the last line end outside quotes."""
    if b'"' not in block:
        return block.rfind(b"\n") + 1
    codes = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(codes == _LINE_END)
    outside = ends[np.searchsorted(np.flatnonzero(codes == _QUOTE), ends) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def is_plain(block: bytes, ends: int) -> bool:
    """Whether nothing in a block is a control character, but so many line ends, and tabs."""
    low = np.count_nonzero(np.frombuffer(block, np.uint8) < ord(" "))
    is_low = low > ends and low > ends + block.count(b"\t")
    return not (is_low or b"\x7f" in block or _LATE_CONTROLS.search(block))


def is_sound(block: bytes, delimiter: str) -> bool:
    """Whether quotes only open and close cells, or are doubled in them: then every reader reads the same."""
    if b'"' not in block:
        return True
    codes = np.frombuffer(b"\n" + block + b"\n", np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    beside = np.zeros(256, np.bool_)
    beside[[_LINE_END, _QUOTE, ord(delimiter)]] = True
    around = (codes[quotes[0::2] - 1], codes[quotes[1::2] + 1])
    return len(quotes) % 2 == 0 and all(bool(beside[neighbours].all()) for neighbours in around)


def _parsed(block: bytes, dialect: Dialect) -> Iterator[pl.DataFrame]:
    if not block:
        return
    head = dialect.delimiter.join([*column_numbers(dialect.width), _BEYOND])
    yield pl.read_csv(
        head.encode() + b"\n" + block,
        separator=dialect.delimiter,
        infer_schema=False,
        extra_columns="ignore",
        missing_columns="insert",
    )


def _by_line(
    path: Path, lines: Iterator[str], first: int, dialect: Dialect, limits: Limits
) -> Iterator[pl.DataFrame]:
    """Rows of the rest of a file, which begins with the line of a number."""
    before = csv.field_size_limit(limits.line_bytes)
    reader = csv.reader(strict_lines(path, lines, first, dialect.delimiter), delimiter=dialect.delimiter)
    try:
        line = first
        while rows := list(islice(reader, BATCH_ROWS)):
            framed = _framed(rows, dialect.width)
            check_swallowed(path, framed, line, dialect.delimiter)
            line = first + reader.line_num
            yield framed
    except csv.Error as error:
        where = message(f"{path}: line {first + reader.line_num - 1:,} cannot be read ({error}).")
        msg = f"{where} Is a quotation mark missing before it?"
        raise DataError(msg) from error
    finally:
        csv.field_size_limit(before)


def _framed(rows: list[list[str]], width: int) -> pl.DataFrame:
    padded = [[*row[:width], *[""] * (width - len(row)), "".join(row[width:])] for row in rows]
    schema = dict.fromkeys([*column_numbers(width), _BEYOND], pl.String)
    return pl.DataFrame(padded, schema, orient="row")
