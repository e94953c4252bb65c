"""Finding what somebody gave by words of theirs, where they have no number: wherever it is held."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wellbeing.desk.reviewing.looked_at import looked_at_rows
from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.record.comments.notes import noted_words
from wellbeing.record.forms.drafts import PAPER, Draft, drafts
from wellbeing.record.forms.numbers import drafts_by_contribution
from wellbeing.record.intake.numbering.kept import kept_rows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.spelling import key

#: Letters below which too many would be found.
_FEWEST: Final = 5
#: What helps where no number names whose words are.
_SHEET: Final = message("It was begun on this page: change it there, or store it and take it back.")
_LOOKED_AT: Final = message(
    "This file was looked at and not imported: it is deleted once it is put away under “Files”, another one is looked "
    "at, or anything is withdrawn."
)


@dataclass(frozen=True)
class FoundWords:
    """Something that is held and says certain words."""

    #: Whose; "" of a row that no number names: it is refused where it waits.
    contribution: str
    file: str
    #: 0: of no file.
    row: int
    text: str
    #: What can be done about it where no number names whose it is.
    helps: str = message("No number names whose it is: refuse it under “What waits”.")


def found_by_words(
    record: sqlite3.Connection, folder: EngagementFolder, workspace: Path, words: str
) -> list[FoundWords]:
    """Whatever is held in which words stand, whatever case and marks.

    Comments, rows that wait or were refused, notes and remarks of events, what was begun and not saved, and files
    that were looked at and not imported.

    Raises:
        DataError: the words are too short to tell one from another.
    """
    sought = key(words)
    if len(sought) < _FEWEST:
        msg = f"Give more of what they wrote: at least {_FEWEST} letters."
        raise DataError(msg)
    drafted = drafts_by_contribution(workspace, folder)
    begun = [*(_begun(*one) for one in drafted), *_sheets(workspace), *_looked_at(workspace, folder)]
    everything = [*_comments(record), *_waiting(record), *_noted(record, folder), *begun]
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


def _noted(record: sqlite3.Connection, folder: EngagementFolder) -> Iterator[FoundWords]:
    """Notes and remarks of events: of no contribution, so that no withdrawal reaches them."""
    event = folder.engagement.words.event
    for one in noted_words(record):
        told = message(f"{event} of {one.held_on} in {one.place}")
        where = message(f"remarks on the {told}") if one.is_remark else message(f"notes of the {told}")
        yield FoundWords("", where, 0, one.text, _taken_back(one.imports))


def _taken_back(imports: list[int]) -> str:
    if not imports:
        return message("It is of no contribution and came with no file that could be taken back.")
    commands = ", ".join(f"`wellbeing undo {number} --reason TEXT`" for number in imports)
    return message(
        f"It is of no contribution: it is deleted with what brought it ({commands}). Then import that again "
        "without these words."
    )


def _begun(contribution: str, draft: Draft) -> FoundWords:
    texts = [said if isinstance(said, str) else " ".join(said) for said in draft.typed.values()]
    return FoundWords(contribution, message("begun and not saved"), 0, _joined(texts))


def _sheets(workspace: Path) -> Iterator[FoundWords]:
    """Sheets of events that were begun."""
    for one in drafts(workspace):
        if one.kind != PAPER:
            yield FoundWords("", message("begun and not saved"), 0, _joined(_texts(one.typed)), _SHEET)


def _texts(typed: object) -> Iterator[str]:
    """Every text of what was typed, however deep it stands."""
    if isinstance(typed, str):
        yield typed
    elif isinstance(typed, dict | list):
        for part in typed.values() if isinstance(typed, dict) else typed:
            yield from _texts(part)


def _looked_at(workspace: Path, folder: EngagementFolder) -> Iterator[FoundWords]:
    for one in looked_at_rows(workspace, folder):
        yield FoundWords(one.contribution, one.file, one.row, _joined(one.cells.values()), _LOOKED_AT)


def _joined(texts: Iterable[str | None]) -> str:
    return " · ".join(text for text in texts if text)
