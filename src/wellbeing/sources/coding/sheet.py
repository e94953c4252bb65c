"""What a coding workbook is called, holds and asks."""

import re
from dataclasses import dataclass
from typing import Final

from wellbeing.language import message
from wellbeing.sources.templates.headings import Heading

#: What its hidden sheet begins with, and how it is laid out.
CODING_MARK: Final = "wellbeing codes"
CODING_VERSION: Final = "1"
#: Reading → its sheet.
READING_SHEETS: Final = {1: "First reading", 2: "Second reading"}
#: What a coder chooses → what is kept; none where they could not tell.
TONE_CHOICES: Final = {
    message("negative"): "negative",
    message("neutral or mixed"): "neutral",
    message("positive"): "positive",
    message("cannot tell"): None,
}
_QUESTION: Final = Heading("Question", "What was asked.", width=34)
COMMENT_COLUMN: Final = Heading("Comment", "As it was written. Leave it as it is.", width=80)
TONE_COLUMN: Final = Heading(
    "Tone", "How it sounds, not what it is for or against. Empty: not coded.", "tones"
)
THEME_COLUMNS: Final = tuple(
    Heading(f"Theme {number}", "What it is about; leave empty what is not needed.", "themes", width=26)
    for number in (1, 2, 3)
)
CONTRIBUTION_COLUMN: Final = Heading("Contribution", "Which contribution this is: leave it as it is.")
QUESTION_ID_COLUMN: Final = Heading("Question id", "Which question this is: leave it as it is.")
CODING_COLUMNS: Final = (
    _QUESTION,
    COMMENT_COLUMN,
    TONE_COLUMN,
    *THEME_COLUMNS,
    CONTRIBUTION_COLUMN,
    QUESTION_ID_COLUMN,
)
#: Nobody needs to see these to code.
HIDDEN_COLUMNS: Final = (CONTRIBUTION_COLUMN, QUESTION_ID_COLUMN)
#: Characters that a workbook holds in a cell.
CELL_CHARACTERS: Final = 32_767
#: What XML cannot hold, or a spreadsheet would show as a code.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class CodedRow:
    """One comment of a coding workbook, as it came back."""

    sheet: str
    #: As the spreadsheet numbers it.
    number: int
    reading: int
    contribution: str
    question: str
    comment: str
    tone: str
    themes: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether it was left uncoded."""
        return not self.tone and not self.themes


@dataclass(frozen=True)
class CodingSheet:
    """A coding workbook, as it came back."""

    #: Why these comments: ``measure`` or ``teach``.
    purpose: str
    #: Of the codebook that the coder read.
    codebook_version: str
    rows: list[CodedRow]


def as_shown(comment: str) -> str:
    """A comment as a cell of a workbook holds it."""
    return _CONTROL.sub(" ", comment)[:CELL_CHARACTERS]


def same_comment(cell: str, comment: str) -> bool:
    """Whether a cell still says what a comment says, however spaces and line ends came back."""
    return cell.split() == as_shown(comment).split()
