"""How a text table parts its cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Layout
from wellbeing.sources.reading.encoding import check_codec, text_encoding
from wellbeing.sources.reading.limits import Limits, check_width

#: In the order of preference where two part the rows equally well.
_DELIMITERS: Final = (",", ";", "\t", "|", "^", "~", "\x1f")
_SAMPLE_CHARACTERS: Final = 200_000
_SAMPLE_ROWS: Final = 200
#: The first line that some programs write for Excel.
_HINT: Final = "sep="


@dataclass(frozen=True)
class Dialect:
    """How to read a text table."""

    encoding: str
    delimiter: str
    #: Cells of the widest heading row.
    width: int
    #: Whether the first line only says what parts the cells.
    hinted: bool


def find_dialect(path: Path, layout: Layout, limits: Limits) -> Dialect:
    """How a file is written: as its profile says, else found out from its first rows.

    Raises:
        DataError: it is not text, or too wide.
    """
    encoding = check_codec(path, layout.encoding) if layout.encoding else text_encoding(path, limits)
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        sample = file.read(_SAMPLE_CHARACTERS)
    hint, _, rest = sample.partition("\n")
    hinted = hint.lower().startswith(_HINT) and len(hint.rstrip('"')) == len(_HINT) + 1
    text = rest if hinted else sample
    delimiter = layout.delimiter or (hint[len(_HINT)] if hinted else _likeliest(text, layout.header_rows))
    if len(delimiter) != 1 or not delimiter.isascii():
        msg = f"{path}: one ASCII character parts the cells of a row; the profile says '{delimiter}'."
        raise DataError(msg)
    head = _rows(text, delimiter)[: max(1, layout.header_rows)]
    width = max((len(row) for row in head), default=1)
    check_width(path, width, limits)
    return Dialect(encoding, delimiter, max(1, width), hinted)


def _likeliest(sample: str, header_rows: int) -> str:
    """What parts the headings into as many cells as the rows; nothing that is written where nothing does."""
    best = max(_DELIMITERS, key=lambda delimiter: _agreement(_rows(sample, delimiter), header_rows))
    if _agreement(_rows(sample, best), header_rows)[0] > 0:
        return best
    return next((delimiter for delimiter in reversed(_DELIMITERS) if delimiter not in sample), best)


def _agreement(rows: list[list[str]], header_rows: int) -> tuple[float, int]:
    """The share of rows that have as many cells as the headings, then how many cells that is."""
    widths = Counter(len(row) for row in rows if row)
    headings = {len(row) for row in rows[: max(1, header_rows)]}
    usual = max((width for width in headings if width > 1), default=0)
    return (round(widths[usual] / widths.total(), 1), usual) if usual else (0.0, 0)


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """Some first rows; the last is left out where the sample cuts it."""
    rows = list(_some(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)))
    return rows[:-1] if len(rows) > 1 and len(sample) == _SAMPLE_CHARACTERS else rows


def _some(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        for _, row in zip(range(_SAMPLE_ROWS), reader, strict=False):
            yield row
    except csv.Error:
        return
