"""Finding what somebody gave by words of theirs, where they have no number: wherever it is held."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.forms.drafts import Draft
from wellbeing.record.forms.numbers import drafts_by_contribution
from wellbeing.record.rights.traces import kept_rows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.spelling import key

#: Letters below which too many would be found.
_FEWEST: Final = 5


@dataclass(frozen=True)
class FoundWords:
    """Something that is held and says certain words."""

    #: Whose; "" of a row that no number names: it is refused where it waits.
    contribution: str
    file: str
    #: 0: of no file.
    row: int
    text: str


def found_by_words(
    record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, words: str
) -> list[FoundWords]:
    """Comments, rows that wait or were refused, and forms begun in which words stand, whatever case and marks.

    Raises:
        DataError: the words are too short to tell one from another.
    """
    sought = key(words)
    if len(sought) < _FEWEST:
        msg = f"Give more of what they wrote: at least {_FEWEST} letters."
        raise DataError(msg)
    drafted = drafts_by_contribution(workspace, folder)
    everything = [*_comments(record), *_waiting(record), *(_begun(*one) for one in drafted)]
    return [one for one in everything if sought in key(one.text)]


def _comments(record: sqlite3.Connection) -> Iterator[FoundWords]:
    rows = record.execute(
        "SELECT contribution_id, source_file, source_row, text FROM answers JOIN contributions "
        "USING (contribution_id) WHERE text IS NOT NULL ORDER BY source_file, source_row"
    )
    yield from (FoundWords(*row) for row in rows)


def _waiting(record: sqlite3.Connection) -> Iterator[FoundWords]:
    for one in kept_rows(record):
        yield FoundWords(one.contribution, one.file, one.source_row, _joined(one.cells.values()))


def _begun(contribution: str, draft: Draft) -> FoundWords:
    texts = [said if isinstance(said, str) else " ".join(said) for said in draft.typed.values()]
    return FoundWords(contribution, message("begun and not saved"), 0, _joined(texts))


def _joined(texts: Iterable[str | None]) -> str:
    return " · ".join(text for text in texts if text)
