"""What a paper, or a row of a file, is told from others by."""

import sqlite3
from collections.abc import Mapping
from typing import Final

import msgspec

from wellbeing.model.engagement import Engagement
from wellbeing.sources.templates.headings import template_fields
from wellbeing.sources.templates.typed import WITHOUT_NUMBER

#: Batch and number are one word; then who, where and when.
_NUMBER: Final = ("batch", "form")
_ABOUT: Final = ("stakeholder", "region", "received")
#: Of a row that says none of it: its first words.
_LONG: Final = 160

SaidCells = Mapping[str, str | None]


def paper_words(cells: SaidCells, settings: Engagement) -> str:
    """Batch · number, type, region, day of a paper; of another row the beginning of what it says."""
    fields = template_fields("survey", settings)
    number, about = (
        [cells.get(fields[name].name) or "" for name in names if name in fields]
        for names in (_NUMBER, _ABOUT)
    )
    named = " · ".join(one for one in number if one and not one.startswith(WITHOUT_NUMBER))
    if any(about):
        return ", ".join(one for one in (named, *about) if one)
    return " · ".join(text for text in cells.values() if text and not text.startswith(WITHOUT_NUMBER))[:_LONG]


def cells_of_refused(record: sqlite3.Connection) -> dict[int, SaidCells]:
    """What every refused row says that is kept whole."""
    rows = record.execute("SELECT id, cells FROM refusals WHERE id IS NOT NULL AND cells IS NOT NULL")
    return {number: msgspec.json.decode(cells, type=dict[str, str | None]) for number, cells in rows}


def comments_held(record: sqlite3.Connection, contribution: str) -> dict[str, str]:
    """Question → the words with which a contribution that is held answers it."""
    query = "SELECT question_id, text FROM answers WHERE contribution_id = ? AND text IS NOT NULL"
    return dict(record.execute(query, (contribution,)).fetchall())
