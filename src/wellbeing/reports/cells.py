"""What a cell of the matrix or an area of the map shows: a key for its colour, a glyph, a text, words."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.reports.words import Row, band, count_text, expected, heard, more_needed, percent, state_words
from wellbeing.state.answer import Answer

#: Where a share stands against the whole engagement's, when its interval leaves the whole's behind.
SIDES: Final = {"below": "▼", "level": "=", "above": "▲"}
SIDE_WORDS: Final = {
    "below": "below the whole engagement",
    "level": "not told apart from the whole engagement",
    "above": "above the whole engagement",
}

#: How probable it must be that a cell lies below or above the whole before that is said.
CERTAIN: Final = 0.9


class Pictured(msgspec.Struct, frozen=True):
    """One cell, ready to be drawn; ``key`` names a colour of the palette."""

    key: str
    glyph: str
    text: str
    words: str


def coverage_cells(answer: Answer, threshold: int) -> dict[tuple[str, str], Pictured]:
    """Area × type → picture of its coverage, margins under ""."""
    frames = (
        answer.covered.cells,
        answer.covered.areas.with_columns(stakeholder=pl.lit("")),
        answer.covered.stakeholders.with_columns(area=pl.lit("")),
        answer.covered.whole.with_columns(area=pl.lit(""), stakeholder=pl.lit("")),
    )
    return {
        (row["area"], row["stakeholder"]): covered(row, threshold)
        for frame in frames
        for row in frame.iter_rows(named=True)
    }


def covered(row: Row, threshold: int) -> Pictured:
    """The picture of one row of a coverage table."""
    judged = "; ".join(filter(None, (state_words(row).capitalize(), more_needed(row))))
    words = f"{heard(row, threshold)}, {expected(row)}. {judged}"
    return Pictured(row["state"], GLYPHS[row["state"]], count_text(row, threshold), words)


def position_cells(answer: Answer) -> dict[tuple[str, str], Pictured]:
    """Area × type → picture of the share that agrees, margins under ""."""
    frames = (
        answer.said.cells,
        answer.said.areas.with_columns(stakeholder=pl.lit("")),
        answer.said.stakeholders.with_columns(area=pl.lit("")),
        answer.said.whole.with_columns(area=pl.lit(""), stakeholder=pl.lit("")),
    )
    return {
        (row["area"], row["stakeholder"]): said(row)
        for frame in frames
        for row in frame.filter(_agrees()).iter_rows(named=True)
    }


def mapped_pictures(answer: Answer, threshold: int) -> dict[str, Pictured]:
    """Area → what the map shows of it: its state, or what was said there."""
    if answer.choice.show == "coverage":
        return {row["area"]: covered(row, threshold) for row in answer.covered.mapped.iter_rows(named=True)}
    cells = position_cells(answer)
    return {area: cell for (area, type_), cell in cells.items() if type_ == answer.choice.stakeholder}


def said(row: Row) -> Pictured:
    """The picture of the share that agrees in one cell: side and sureness, never the share alone."""
    is_lent = row["tier"] == "group"
    tier = row["answer_tier"] if is_lent else row["tier"]
    if tier not in {"full", "pale"}:
        return _unsaid(row, tier)
    side = _side(row["p_below"])
    is_sure = side == "level" or (tier == "full" and not is_lent)
    share = percent(row["share"])
    interval = band(row["lower"], row["upper"])
    lent = "; the figure of its group, for too few answered here" if is_lent else ""
    return Pictured(
        side if is_sure else f"{side}_pale",
        SIDES[side],
        f"({share})" if is_lent else share,
        f"{share} ({interval}), {SIDE_WORDS[side]}{lent}",
    )


def _unsaid(row: Row, tier: str) -> Pictured:
    """No share: how many answered, where that may be said."""
    if tier == "words":
        number = f"{row['answered']:,}"
        return Pictured("unsaid", "", f"n {number}", f"about {number} answered: too few to give a share")
    return Pictured("unsaid", "·", "", "too few answered to say anything")


def _agrees() -> pl.Expr:
    return pl.col("position").cast(pl.String) == "support"


def _side(p_below: float | None) -> str:
    """On which side of the whole a cell lies, as surely as a gap must be: nine chances in ten."""
    if p_below is None or 1 - CERTAIN < p_below < CERTAIN:
        return "level"
    return "below" if p_below >= CERTAIN else "above"
