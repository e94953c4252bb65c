"""What the columns of a file are called: its heading rows made into names that are clean and differ."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from wellbeing.model.profile import Layout
from wellbeing.sources.reading.batch import CONTROL_CHARACTERS

_TAG: Final = re.compile(r"<[^<>]*>")
#: What a spreadsheet would calculate, were the text written into one.
_FORMULA: Final = "=+-@\t\r"
#: Invisible characters that turn the direction of writing round, so that a label shows what it does not say.
_TURNING: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LABEL_CHARACTERS: Final = 500
_JOINT: Final = " | "


def clean_label(text: str) -> str:
    """A heading of a file fit to be shown: one line, no markup, no formula, composed characters.

    Platforms write questions with the markup of their pages: tags go with what stands in them. What people write in
    cells is no markup: see ``clean_name``.
    """
    plain = _TAG.sub(" ", _composed(text))
    return _one_line(plain.replace("<", " ").replace(">", " "))


def clean_name(text: str) -> str:
    """A name that stands in a cell, fit to be shown: one line, no formula, composed characters, every letter kept.

    Signs that could be taken for markup stand in their look-alikes: "Fern <Ltd>" is "Fern ‹Ltd›".
    """
    return _one_line(_composed(text).replace("<", "‹").replace(">", "›"))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _TURNING.sub("", re.sub(CONTROL_CHARACTERS, "", text)))


def _one_line(text: str) -> str:
    return " ".join(text.split()).lstrip(_FORMULA + " ")[:_LABEL_CHARACTERS].rstrip()


def column_names(rows: Sequence[Sequence[str | None]], layout: Layout) -> list[str]:
    """A name for each column, from the heading rows; those without are "column 3", twins "name (2)"."""
    cleaned = [[clean_label(cell or "") for cell in row] for row in rows]
    if layout.names == "joined":
        named = [_joined(above, below) for above, below in zip(_filled(cleaned[0]), cleaned[-1], strict=True)]
    else:
        named = cleaned[0 if layout.names == "first" else -1]
    return list(_distinct(named))


def _filled(row: list[str]) -> list[str]:
    """A question stands over the first of its columns only."""
    return list(accumulate(row, _or_before))


def _or_before(before: str, here: str) -> str:
    return here or before


def _joined(above: str, below: str) -> str:
    return f"{above}{_JOINT}{below}" if above and below and above != below else above or below


def _distinct(named: list[str]) -> Iterator[str]:
    taken: set[str] = set()
    for number, name in enumerate(named, 1):
        base = name or f"column {number}"
        free = base
        twin = 2
        while free in taken:
            free = f"{base} ({twin})"
            twin += 1
        taken.add(free)
        yield free
