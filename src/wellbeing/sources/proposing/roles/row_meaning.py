"""What a row of an unknown file is: a response, one of several answers, a number of people at a hui."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement, Nouns
from wellbeing.sources.names.spelling import key
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import all_words, mentions, numbers_responses
from wellbeing.sources.proposing.roles.matching import match

#: Share of the numbers of responses that come again from which a row is one answer of several.
_AGAIN: Final = 0.1
#: Headings of files with a row for each answer, by their keys.
_ASKED: Final = frozenset(
    {"question", "questions", "question text", "question id", "statement", "item", "comment id"}
)
_SAID: Final = frozenset({"answer", "value", "response", "vote", "score"})
_HUI: Final = "hui"


@dataclass(frozen=True)
class Rows:
    """What a row is."""

    #: "survey": a response; "attendance": people at a hui; "" where a person must say.
    kind: str
    why: str


def row_meaning(
    columns: Sequence[ColumnEvidence], all_cells: dict[str, pl.Series], engagement: Engagement, *, asked: bool
) -> Rows:
    """What a row is, or why it is not certain.

    Args:
        columns: the file's.
        all_cells: all cells of the columns that number responses.
        engagement: whether hui are held in it.
        asked: whether a column is surely a question of the engagement.
    """
    several = [_again(column, all_cells[column.heading]) for column in columns if column.heading in all_cells]
    labels = {key(column.label) for column in columns}
    if any(several) and not any(column.unique and _numbers(column) for column in columns):
        return Rows("", next(why for why in several if why))
    if labels & _ASKED and labels & _SAID:
        return Rows(
            "", "one column names a question and another the answer: a row seems to be one answer of several"
        )
    words = engagement.words
    counted = [column for column in columns if (found := match("number", column)) and found.sure]
    placed = any(column.filled and match("place", column) for column in columns)
    dated = any(column.days.told for column in columns)
    held = any(_of_events(column.label, words) and "yes_no" not in column.kinds for column in columns)
    numbered = any(_numbers(column) for column in columns)
    if asked or not (counted or (held and placed and not numbered)):
        return Rows("survey", "")
    together = all(column.distinct * 2 <= column.filled for column in columns if match("place", column))
    is_other = numbered or any("text" in column.kinds for column in columns) or not (counted or together)
    if is_other or not (placed and dated and held and any(one.id == _HUI for one in engagement.channels)):
        return Rows("", f"a row seems to stand for several people, or for what was said at {words.events}")
    return Rows("attendance", f"headings of {words.events}, and the places and days where they were held")


def _of_events(heading: str, words: Nouns) -> bool:
    """Whether a heading speaks of events, by a word of many engagements or by this one's."""
    own = {*key(words.event).split(), *key(words.events).split()}
    return mentions(heading, "hui") or bool(all_words(heading) & own)


def is_turned(columns: Sequence[ColumnEvidence]) -> bool:
    """Whether questions stand below each other and people beside each other, so that headings may be names."""
    labels = {key(column.label) for column in columns}
    asking = [column for column in columns if key(column.label) in _ASKED and column.unique]
    return bool(asking) and not labels & _SAID


def _numbers(column: ColumnEvidence) -> bool:
    """Whether a heading says that it numbers responses."""
    return match("id", column) is not None and numbers_responses(column.label) != "else"


def _again(column: ColumnEvidence, cells: pl.Series) -> str:
    if not _numbers(column) or "shortened" in column.kinds or cells.is_empty():
        return ""
    again = len(cells) - cells.n_unique()
    rows = f"'{column.heading}' holds {cells.n_unique():,} different numbers in {len(cells):,} rows"
    return f"{rows}: a row seems to be one answer of several" if again > _AGAIN * len(cells) else ""
