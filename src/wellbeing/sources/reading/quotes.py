"""Quotation marks that would make one record of several: never closed, closed too late, or closed before text.

A reader that goes on regardless turns the people after a lost mark into somebody's comment. So whoever cannot be
sure says in which line the mark opens, and the file is refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted

#: The rest of a quoted cell, with its closing mark.
_CLOSING: Final = re.compile(r'(?:[^"]|"")*+"')
_NUMBER: Final = re.compile(r"\d+")
#: Rows from which it is learned what the cells of each column look like.
_LEARNED: Final = 2_000
#: Cells of a table in which a line of a comment cannot be told from a record.
_NARROW: Final = 3
_ADVICE: Final = message("Is a closing quotation mark missing there? Nothing behind it can be believed.")


def strict_lines(path: Path, lines: Iterator[str], first: int, delimiter: str) -> Iterator[str]:
    """Lines as they are, while every mark that opens a cell closes it.

    Args:
        path: the file, for the message.
        lines: with their line ends, from where a record begins.
        first: the number of the first of them in the file.
        delimiter: what parts cells.

    Raises:
        DataError: a mark is never closed, or is closed in a later line before more text.
    """
    opened = 0
    for number, line in enumerate(lines, first):
        start = 0
        if opened:
            start = _closing(line, 0)
            if start and line[start : start + 1] not in {delimiter, "\n", ""}:
                within = message(f"{path}: the quotation mark that opens in line {opened:,} closes within")
                msg = f"{within} line {number:,}, before more text. {_ADVICE}"
                raise DataError(msg)
        if start or not opened:
            opened = number if _stays_open(line, start, delimiter) else 0
        yield line
    if opened:
        msg = f"{path}: line {opened:,} opens a quotation mark that is never closed. {_ADVICE}"
        raise DataError(msg)


def _closing(line: str, start: int) -> int:
    """Behind the mark that closes a cell; 0 where none does."""
    found = _CLOSING.match(line, start)
    return found.end() if found else 0


def _stays_open(line: str, start: int, delimiter: str) -> bool:
    """Whether the last mark that opens a cell, from ``start`` on, is not closed in a line."""
    if '"' not in line[start:]:
        return False
    while True:
        if line.startswith('"', start):
            start = _closing(line, start + 1)
            if not start:
                return True
        found = line.find(delimiter, start)
        if found < 0:
            return False
        start = found + 1


def check_swallowed(path: Path, rows: pl.DataFrame, first: int, delimiter: str) -> None:
    """Make sure that no cell of several lines holds records of the table itself.

    A line is one of them if it has as many cells as there are headings and most of them look like cells of
    their columns: the form of numbers and dates, a word that others ticked.

    Args:
        path: the file, for the message.
        rows: text; a column for each heading, and perhaps one for what is beyond.
        first: the number of the line at which the rows begin.
        delimiter: what parts cells.

    Raises:
        DataError: some do.
    """
    width = rows.width - 1
    several = pl.any_horizontal(pl.all().str.contains("\n", literal=True))
    if width < _NARROW or not rows.select(several.any()).item():
        return
    known = _forms(rows.filter(~several.fill_null(value=False)).head(_LEARNED))
    ends = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0)) + 1
    begins = rows.select(first + ends.cum_sum() - ends).to_series()
    for at in rows.select(several.fill_null(value=False).arg_true()).to_series():
        row = rows.row(at)
        mine = [forms | {_form(cell or "")} for forms, cell in zip(known, row[:width], strict=True)]
        _check_record(path, row, begins[at], mine, delimiter)


def _check_record(
    path: Path, row: tuple[str | None, ...], line: int, known: list[set[str]], delimiter: str
) -> None:
    for cell in row:
        lines = (cell or "").split("\n")
        swallowed = [
            number for number, text in enumerate(lines) if number and _is_record(text, known, delimiter)
        ]
        if swallowed:
            takes = message(
                f"{path}: line {line:,} opens a quotation mark that takes in {counted(len(swallowed), 'line')}"
            )
            msg = f"{takes} like records of their own, from line {line + swallowed[0]:,} on. {_ADVICE}"
            raise DataError(msg)
        line += len(lines) - 1


def _is_record(text: str, known: list[set[str]], delimiter: str) -> bool:
    cells = text.split(delimiter)
    said = [(cell, forms) for cell, forms in zip(cells, known, strict=False) if cell]
    alike = sum(_form(cell) in forms for cell, forms in said)
    return len(cells) == len(known) and alike >= 2 and 2 * alike >= len(said)


def _forms(rows: pl.DataFrame) -> list[set[str]]:
    """What cells of each column look like."""
    return [{_form(cell) for cell in rows[name].drop_nulls().unique()} for name in rows.columns[:-1]]


def _form(cell: str) -> str:
    """Two numbers look alike, and two dates that are written in the same way."""
    return _NUMBER.sub("0", cell)
