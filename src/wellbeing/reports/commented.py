"""What stands behind the tone of those chosen: counts, sources, agreement, campaigns."""

from typing import Any, Final

import polars as pl

from wellbeing.reports.names import Names
from wellbeing.reports.tones import (
    NOT_VALIDATED,
    VALIDATION_WORDS,
    about_comments,
    interval,
    leaning,
    validated,
)
from wellbeing.reports.words import Row, count_text, percent
from wellbeing.state.answer import Answer
from wellbeing.state.commented import Commented as Told
from wellbeing.state.commented import of
from wellbeing.state.figures import Figures

TONE_WORDS: Final = {
    "negative": "negative",
    "neutral": "neutral or mixed",
    "positive": "positive",
    "not_scored": "not scored",
}
#: Colour of each bar where the tone is validated: the diverging pair, and quiet ones between.
KEYS: Final = {"negative": "below", "neutral": "level", "positive": "above", "not_scored": "unsaid"}
TE_REO: Final = "te reo Māori is never scored by an English model"
SOURCES: Final = {"lexicon": "a word list", "model": "a model that learnt from codes"}
#: What headline figures on comments begin with, before the question.
COMMENTS: Final = "comments"
COPIES: Final = "copies"


class Commented:
    """Comments of one selection, as plain rows of text."""

    def __init__(self, answer: Answer, told: Told, figures: Figures, names: Names) -> None:
        """Take the answer, and what it shows of comments."""
        self._choice, self._told, self._figures, self._names = answer.choice, told, figures, names
        self._threshold = figures.release.policy.threshold
        self._scoring = figures.comments.scoring(told.question.id)
        self._row = chosen_row(told)

    def who(self) -> str:
        """Of whom the comments are, where that is coarser than what is chosen; else empty."""
        if (self._told.area, self._told.stakeholder) == (self._choice.area, self._choice.stakeholder):
            return ""
        names = self._names
        whose = f"{names.area(self._told.area)} · {names.stakeholder(self._told.stakeholder)}"
        return f"Comments are not told this finely; these are of {whose}."

    def tone(self) -> str:
        """The estimate with its interval, number and who validated it; or why there is none."""
        if self._row is None:
            return "Comments are not told of this selection."
        number = about_comments(self._row, self._threshold).capitalize()
        if self._row["validation"] != "ok":
            return f"{number}. Tone: {VALIDATION_WORDS[self._row['validation']]}."
        lent = " The figure is of its group." if self._row["tier"] == "group" else ""
        told = f"Tone {interval(self._row)}, from \N{MINUS SIGN}1 to +1: {leaning(self._row)}"
        return f"{number}. {told}; {validated(self._scoring)}.{lent}"

    def tones(self) -> list[dict[str, Any]]:
        """Comments by tone: ``name``, ``count``, ``key`` of a colour, ``width`` of its bar in per cent."""
        rows = {row["tone"]: row for row in self._told.tones.iter_rows(named=True)}
        return [self._bar(rows[tone], words) for tone, words in TONE_WORDS.items() if tone in rows]

    def not_scored(self) -> str:
        """How many comments no tone is given of, and why."""
        rows = self._told.tones.filter(pl.col("tone").cast(pl.String) == "not_scored").to_dicts()
        if not rows or self._row is None:
            return ""
        row, commented = rows[0], self._row["commented"]
        if row["status"] == "shown" and commented:
            return f"{percent(min(row['count'] / commented, 1))} not scored: {TE_REO}."
        number = f"Fewer than {self._threshold}" if row["status"] == "few" else "Some"
        return f"{number} not scored: {TE_REO}."

    def source(self) -> str:
        """Where the tone comes from, and how far those who coded agree with each other and with it."""
        found = self._scoring
        scorer = f"{SOURCES.get(found['source'], found['source'])} ({found['scorer']})"
        if self._choice.codes == "without":
            return f"Source: {scorer} alone; {NOT_VALIDATED}."
        label = found["label"] or "human codes"
        return (
            f"Source: the human code where a comment was coded, else {scorer}, corrected by "
            f"about {found['all_codes']:,} {label}; of this question about {found['codes']:,}, of them "
            f"about {found['twice']:,} coded twice. Agreement of coders (α): "
            f"tone {_tenth(found['alpha_tone'])}, themes {_tenth(found['alpha_themes'])}. "
            f"Scores with codes: r {_tenth(found['agreement'])}."
        )

    def campaigns(self) -> str:
        """How many comments are copies of one text, over the whole engagement: with and without them."""
        question = self._told.question.id
        every, copies = (self._figures.comments.figure(f"{name}.{question}") for name in (COMMENTS, COPIES))
        if not every or not copies:
            return ""
        with_them, them = (count_text(row, self._threshold) for row in (every, copies))
        low, high = max(0, every["low"] - copies["high"]), every["high"] - copies["low"]
        return (
            f"Campaigns, over the whole engagement: {with_them} comments, {them} of them copies of a text "
            f"that three or more sent; {low:,}–{high:,} without them. Nothing is deleted."
        )

    def _bar(self, row: Row, words: str) -> dict[str, Any]:
        commented = self._row["commented"] if self._row else 0
        is_validated = bool(self._row and self._row["validation"] == "ok")
        return {
            "name": words,
            "count": count_text(row, self._threshold),
            "key": KEYS[row["tone"]] if is_validated else "level",
            "width": round(100 * min((row["count"] or 0) / commented, 1)) if commented else 0,
        }


def chosen_row(told: Told) -> Row | None:
    """How comments of those chosen sound; None where they are not told."""
    margins = told.toned
    every = (margins.cells, margins.areas, margins.stakeholders, margins.whole)
    rows = of(every[(not told.stakeholder) + 2 * (not told.area)], told.area, told.stakeholder)
    return None if rows.is_empty() else rows.row(0, named=True)


def _tenth(value: float | None) -> str:
    return "not known" if value is None else f"{value:.1f}".replace("-", "\N{MINUS SIGN}")
