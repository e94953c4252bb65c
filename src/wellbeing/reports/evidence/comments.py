"""What stands behind the tone of those chosen: counts, sources, agreement, campaigns."""

from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits
from wellbeing.model.engagement import Engagement
from wellbeing.reports.words.care import kept_sentence
from wellbeing.reports.words.cells import CellRow, band, count_text, join_words, percent, upper_first
from wellbeing.reports.words.lending import is_lent, not_alone
from wellbeing.reports.words.tone import (
    NOT_VALIDATED,
    VALIDATION_WORDS,
    about_comments,
    correction_words,
    leaning,
    ranged,
    tone_interval,
)
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

TONE_WORDS: Final = {
    "negative": "negative",
    "neutral": "neutral or mixed",
    "positive": "positive",
    "not_scored": "not scored",
}
#: Colour of each share's bar: the diverging pair, and quiet ones between.
TONE_KEYS: Final = {"negative": "below", "neutral": "level", "positive": "above", "not_scored": "unsaid"}
NOT_TOLD: Final = "Comments are not told of this selection."
SCORERS: Final = {"lexicon": "a word list", "model": "a model that learnt from codes"}
#: What headline figures on comments begin with, before the question: all of them, and copies of one text.
_FIGURES: Final = ("comments", "copies")


class CommentEvidence:
    """Comments of one selection, as plain rows of text."""

    def __init__(self, answer: Answer, comments: Comments) -> None:
        """Take the answer, and what it shows of comments."""
        self._answer, self._comments = answer, comments
        self._choice, self._names = answer.choice, answer.names
        self._figures, self._threshold = answer.figures.comments, answer.threshold
        self._scoring = self._figures.scoring(comments.question.id)
        self._row = owner_tone(comments)

    def _number(self, row: CellRow) -> str:
        """How many comments, and of whom where that is coarser than what is chosen."""
        number = f"{about_comments(row, self._threshold)}{not_alone(self._answer)}"
        if not is_lent(self._answer, self._comments.owner):
            return upper_first(number)
        return f"Comments are not told this finely. {self._names.cell(*self._comments.owner)}: {number}"

    def tone(self) -> str:
        """The estimate with its interval, number and by how many codes it is corrected; or why there is none."""
        if self._row is None:
            return kept_sentence(self._answer) if self._answer.is_kept else NOT_TOLD
        number = self._number(self._row)
        if self._row["validation"] != "ok":
            return f"{number}. Tone: {VALIDATION_WORDS[self._row['validation']]}."
        estimate = f"Tone {tone_interval(self._row)}, from \N{MINUS SIGN}1 to +1: {leaning(self._row)}"
        return f"{number}. {estimate}; {correction_words(self._scoring)}."

    def tones(self) -> list[dict[str, Any]]:
        """Comments by tone: shares where codes correct them, else counts, never one beside the other.

        ``name``; ``share`` of those scored, with its interval, or empty; ``count`` as they were read; ``key`` of a
        colour and ``width`` in per cent of its bar.
        """
        rows = self._bars()
        shares = [row for row in rows if row["share"]]
        return shares or rows

    def correction(self) -> str:
        """By how many codes shares are corrected; empty where none are told."""
        return correction_words(self._scoring) if any(row["share"] for row in self._bars()) else ""

    def as_read(self) -> str:
        """What a model read before codes corrected it, where shares are told; else empty."""
        rows = self._bars()
        if not any(row["share"] for row in rows):
            return ""
        scorer = SCORERS.get(self._scoring["source"], self._scoring["source"])
        counts = join_words([f"{_counted(row['count'])} {row['name']}" for row in rows])
        return f"Before they were {correction_words(self._scoring)}, {scorer} had read {counts}."

    def _bars(self) -> list[dict[str, Any]]:
        rows = {row["tone"]: row for row in self._comments.tone_counts.iter_rows(named=True)}
        return [self._bar(rows[tone], words) for tone, words in TONE_WORDS.items() if tone in rows]

    def not_scored(self) -> str:
        """How many comments no tone is given of, and why."""
        rows = self._comments.tone_counts.filter(pl.col("tone").cast(pl.String) == "not_scored").to_dicts()
        if not rows or self._row is None:
            return ""
        why = unscored_words(self._answer.figures.engagement)
        row, commented = rows[0], self._row["commented"]
        if row["status"] == "shown" and commented:
            return f"{percent(min(row['count'] / commented, 1))} not scored: {why}."
        number = f"Fewer than {self._threshold}" if row["status"] == "few" else "Some"
        return f"{number} not scored: {why}."

    def source(self) -> str:
        """Where the tone comes from, and how far those who coded agree with each other and with it."""
        scoring = self._scoring
        scorer = f"{SCORERS.get(scoring['source'], scoring['source'])} ({scoring['scorer']})"
        if self._choice.codes == "without":
            return f"Source: {scorer} alone; {NOT_VALIDATED}."
        label = scoring["label"] or "human codes"
        return (
            f"Source: the code given where a comment was coded, else {scorer}, corrected by "
            f"about {in_digits(scoring['all_codes'])} {label}; of this question about {in_digits(scoring['codes'])}, "
            f"of them about {in_digits(scoring['twice'])} coded twice. Agreement of coders (Krippendorff’s α): tone, "
            f"ordinal, {ranged(scoring, 'alpha_tone')}, themes {ranged(scoring, 'alpha_themes')}. "
            f"Scores beside codes: r {ranged(scoring, 'r')}, macro-F1 {ranged(scoring, 'f1')}."
        )

    def campaigns(self) -> str:
        """How many comments are copies of one text, over the whole engagement: with and without them."""
        question = self._comments.question.id
        every, copies = (self._figures.figure(f"{name}.{question}") for name in _FIGURES)
        if not every or not copies:
            return ""
        number, of_copies = (count_text(row, self._threshold) for row in (every, copies))
        low, high = max(0, every["low"] - copies["high"]), every["high"] - copies["low"]
        return (
            f"Campaigns, over everyone heard: {number} comments, {of_copies} of them copies of a text "
            f"that three or more sent; {in_digits(low)}–{in_digits(high)} without them. Nothing is deleted."
        )

    def _bar(self, row: CellRow, words: str) -> dict[str, Any]:
        share, is_told = row["share"], self._choice.uses_codes and row["share"] is not None
        return {
            "name": words,
            "count": count_text(row, self._threshold),
            "share": f"{percent(share)} ({band(row['share_lower'], row['share_upper'])})" if is_told else "",
            "key": TONE_KEYS[row["tone"]],
            "width": round(100 * share) if is_told else 0,
        }


def _counted(text: str) -> str:
    """``<6`` within a sentence."""
    return text.replace("<", "fewer than ")


def unscored_words(engagement: Engagement) -> str:
    """Why a comment has no tone."""
    return f"{engagement.words.unscored or 'another language'} is never scored by an English model"


def owner_tone(comments: Comments) -> CellRow | None:
    """How comments of those chosen sound; None where they are not told."""
    rows = comments.tone.at(*comments.owner)
    return None if rows.is_empty() else rows.row(0, named=True)
