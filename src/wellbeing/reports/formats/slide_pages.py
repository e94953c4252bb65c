"""A scene without a picture as so many slides as it needs: none of its sentences and rows is left out."""

from collections.abc import Sequence
from math import ceil
from typing import Final

import msgspec

from wellbeing.reports.briefing.content import SceneContent, SceneTable
from wellbeing.reports.formats.words import TABLED, leading, printed_heads, printed_rows

#: Letters of sentences on one slide.
_ALONE: Final = 1200
#: Kinds of scenes whose sentences say what their table does: slides have the table.
_ONLY_TABLED: Final = frozenset({"decisions"})
#: Inches: across a table; down it alone and below sentences; around the text of a cell; a letter of one point.
_ACROSS, _DOWN, _BELOW, _AROUND, _LETTER = 12.3, 5.0, 3.4, 0.1, 0.0071
_INCH: Final = 72
#: From a line to the next, in points of its letters.
_LEADING: Final = 1.2


class SlidePage(msgspec.Struct, frozen=True):
    """What stands on one slide: sentences, rows of the scene's table, and how large these are written."""

    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: int = 14


def pages_of(scene: SceneContent) -> list[SlidePage]:
    """Every slide of a scene; one at least."""
    if scene.kind in _ONLY_TABLED and scene.table is not None:
        return [SlidePage(rows=rows, points=12) for rows in _parted(scene.table, 12, _DOWN)]
    texts = _in_order(scene.statements) or [()]
    if scene.kind != TABLED or scene.table is None:
        return [SlidePage(texts=some) for some in texts]
    first, *rest = _parted(scene.table, 14, _BELOW)
    return [SlidePage(texts[0], first), *(SlidePage(rows=rows) for rows in rest)]


def _in_order(statements: Sequence[str]) -> list[tuple[str, ...]]:
    pages = list[tuple[str, ...]]()
    while statements:
        number = leading(statements, _ALONE)
        pages.append(tuple(statements[:number]))
        statements = statements[number:]
    return pages


def _parted(table: SceneTable, points: int, room: float) -> list[tuple[tuple[str, ...], ...]]:
    """The rows, as many together as there is room for; a row that needs more has a slide of its own."""
    letters = max(1, int(_ACROSS / len(printed_heads(table)) / (points * _LETTER)))
    parts, left = [list[tuple[str, ...]]()], room
    for row in printed_rows(table, 0):
        lines = max(ceil(len(cell) / letters) for cell in row)
        height = lines * points * _LEADING / _INCH + _AROUND
        if height > left and parts[-1]:
            parts.append([])
            left = room
        parts[-1].append(tuple(row))
        left -= height
    return [tuple(part) for part in parts]
