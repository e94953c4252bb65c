"""What stands behind the tone of those chosen: counts, sources, agreement, campaigns."""

from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say
from wellbeing.model.engagement import Engagement
from wellbeing.reports.words.care import kept_sentence
from wellbeing.reports.words.cells import CellRow, band, count_text, percent, upper_first
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
    "negative": message("negative"),
    "neutral": message("neutral or mixed"),
    "positive": message("positive"),
    "not_scored": message("not scored"),
}
#: Colour of each share's bar: the diverging pair, and quiet ones between.
TONE_KEYS: Final = {"negative": "below", "neutral": "level", "positive": "above", "not_scored": "unsaid"}
NOT_TOLD: Final = message("Comments are not told of this selection.")
SCORERS: Final = {"lexicon": message("a word list"), "model": message("a model that learnt from codes")}
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
        return say(
            "Comments are not told this finely. {cell}: {number}",
            cell=self._names.cell(*self._comments.owner),
            number=number,
        )

    def tone(self) -> str:
        """The estimate with its interval, number and by how many codes it is corrected; or why there is none."""
        if self._row is None:
            return kept_sentence(self._answer) if self._answer.is_kept else say(NOT_TOLD)
        number = self._number(self._row)
        if self._row["validation"] != "ok":
            return say(
                "{number}. Tone: {why}.",
                number=number,
                why=say(VALIDATION_WORDS[self._row["validation"]]),
            )
        estimate = say(
            "Tone {interval}, from \N{MINUS SIGN}1 to +1: {leaning}",
            interval=tone_interval(self._row),
            leaning=leaning(self._row),
        )
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
        scorer = say(SCORERS.get(self._scoring["source"], self._scoring["source"]))
        counts = join_words([f"{_counted(row['count'])} {row['name']}" for row in rows])
        return say(
            "Before they were {correction}, {scorer} had read {counts}.",
            correction=correction_words(self._scoring),
            scorer=scorer,
            counts=counts,
        )

    def _bars(self) -> list[dict[str, Any]]:
        rows = {row["tone"]: row for row in self._comments.tone_counts.iter_rows(named=True)}
        return [self._bar(rows[tone], say(words)) for tone, words in TONE_WORDS.items() if tone in rows]

    def not_scored(self) -> str:
        """How many comments no tone is given of, and why."""
        rows = self._comments.tone_counts.filter(pl.col("tone").cast(pl.String) == "not_scored").to_dicts()
        if not rows or self._row is None:
            return ""
        why = unscored_words(self._answer.figures.engagement)
        row, commented = rows[0], self._row["commented"]
        if row["status"] == "shown" and commented:
            share = percent(min(row["count"] / commented, 1))
            return say("{share} not scored: {why}.", share=share, why=why)
        if row["status"] == "few":
            return say("Fewer than {threshold} not scored: {why}.", threshold=self._threshold, why=why)
        return say("Some not scored: {why}.", why=why)

    def source(self) -> str:
        """Where the tone comes from, and how far those who coded agree with each other and with it."""
        scoring = self._scoring
        scorer = f"{say(SCORERS.get(scoring['source'], scoring['source']))} ({scoring['scorer']})"
        if self._choice.codes == "without" or not scoring["all_codes"]:
            return say(
                "Source: {scorer} alone; {not_validated}.", scorer=scorer, not_validated=say(NOT_VALIDATED)
            )
        label = scoring["label"] or say("human codes")
        return say(
            "Source: the code given where a comment was coded, else {scorer}, corrected by about "
            "{all_codes} {label}; of this question about {codes}, of them about {twice} coded twice. "
            "Agreement of coders (Krippendorff’s α): tone, ordinal, {tone}, themes {themes}. "
            "Scores beside codes: r {correlation}, macro-F1 {f1}.",
            scorer=scorer,
            all_codes=in_digits(scoring["all_codes"]),
            label=label,
            codes=in_digits(scoring["codes"]),
            twice=in_digits(scoring["twice"]),
            tone=ranged(scoring, "alpha_tone"),
            themes=ranged(scoring, "alpha_themes"),
            correlation=ranged(scoring, "r"),
            f1=ranged(scoring, "f1"),
        )

    def campaigns(self) -> str:
        """How many comments are copies of one text, over the whole engagement: with and without them."""
        question = self._comments.question.id
        every, copies = (self._figures.figure(f"{name}.{question}") for name in _FIGURES)
        if not every or not copies:
            return ""
        number, of_copies = (count_text(row, self._threshold) for row in (every, copies))
        low, high = max(0, every["low"] - copies["high"]), every["high"] - copies["low"]
        return say(
            "Campaigns, over everyone heard: {number} comments, {of_copies} of them copies of a text "
            "that three or more sent; {low}–{high} without them. Nothing is deleted.",
            number=number,
            of_copies=of_copies,
            low=in_digits(low),
            high=in_digits(high),
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
    return say("fewer than {threshold}", threshold=text[1:]) if text.startswith("<") else text


def unscored_words(engagement: Engagement) -> str:
    """Why a comment has no tone."""
    if language := engagement.words.unscored:
        return say("{language} is never scored by an English model", language=language)
    return say("another language is never scored by an English model")


def owner_tone(comments: Comments) -> CellRow | None:
    """How comments of those chosen sound; None where they are not told."""
    rows = comments.tone.at(*comments.owner)
    return None if rows.is_empty() else rows.row(0, named=True)
