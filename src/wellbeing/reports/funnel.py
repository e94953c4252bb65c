"""What a funnel says, in a sentence, and as rows: no ranking, in the order in which areas are declared."""

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say
from wellbeing.model.grouping import AND
from wellbeing.reports.shows.share_words import POSITION_SHARES
from wellbeing.reports.shows.shares import standing_words
from wellbeing.reports.words.care import kept_by
from wellbeing.reports.words.cells import CellRow, band, percent
from wellbeing.state.answer import Answer

#: Standing → what is said of one area, and of several.
TITLE_WORDS: Final = {
    "below": (message("{areas} stands below everyone heard"), message("{areas} stand below everyone heard")),
    "looks_below": (message("{areas} looks below, not certain"), message("{areas} look below, not certain")),
    "looks_above": (message("{areas} looks above, not certain"), message("{areas} look above, not certain")),
    "above": (message("{areas} stands above everyone heard"), message("{areas} stand above everyone heard")),
}
#: Of several types at once.
NOT_DRAWN: Final = message("the funnel is drawn of one {type}, or of all")
FUNNEL_READING: Final = message(
    "Each dot is an area, the dotted line everyone heard. Beyond a full line an area stands "
    "below or above everyone heard, beyond a dashed one it looks so, not certain: the same "
    "standing as on the map and in the matrix. To the right more is known: answers at one "
    "{event}, which are alike, and the deliberate error of counts make them count as fewer. "
    "The place of dots between the lines says nothing, so areas are not ranked."
)


class FunnelReport:
    """The funnel of one answer, in words."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer whose question is drawn."""
        self._answer, self._names = answer, answer.names
        self._funnel = answer.positions.funnel

    def title(self) -> str:
        """The finding: which areas stand apart, or that none is told apart."""
        who = self._answer.choice.stakeholder
        if AND in who:
            return say(NOT_DRAWN, type=self._names.words.type)
        about = f"{self._names.stakeholder(who)}: " if who else ""
        if who in self._answer.figures.engagement.kept_by_kaitiaki:
            kept = kept_by(self._answer.figures.engagement.words)
            return about + say("what was said in an area is {kept}", kept=kept)
        if self._funnel.cells.is_empty():
            return about + say("too few answered in every area to compare them")
        texts = [self._standing(standing, words) for standing, words in TITLE_WORDS.items()]
        beyond = [text for text in texts if text]
        return about + ("; ".join(beyond) if beyond else say("no area is told apart from everyone heard"))

    def reading(self) -> str:
        """How to read it."""
        return say(FUNNEL_READING, event=self._answer.figures.engagement.words.event)

    def share(self) -> str:
        """Which share is drawn."""
        question = self._answer.positions.question
        return say(
            "“{question}”: share who {position}, of those who answered",
            question=question.en,
            position=self._names.does(question, "support"),
        )

    def rows(self, order: Sequence[str]) -> list[dict[str, Any]]:
        """One row per area of ``order`` that has a share; what a table and a dot say of it."""
        rows = {row["area"]: row for row in self._funnel.cells.iter_rows(named=True)}
        return [self._row(rows[area]) for area in order if area in rows]

    def undrawn(self, order: Sequence[str]) -> str:
        """Which areas have no dot, and why; empty where all have one."""
        if self._answer.choice.stakeholder in self._answer.figures.engagement.kept_by_kaitiaki:
            return ""
        shown = set(self._funnel.cells["area"])
        missing = [self._names.area(area) for area in order if area not in shown]
        return say("Too few answered to draw: {areas}.", areas="; ".join(missing)) if missing else ""

    def _standing(self, standing: str, words: tuple[str, str]) -> str:
        """Who stands so; empty where nobody does."""
        rows = self._funnel.cells.filter(pl.col("standing").cast(pl.String) == standing)
        names = [self._names.area(area) for area in rows["area"]]
        return say(words[len(names) > 1], areas=join_words(names)) if names else ""

    def _row(self, row: CellRow) -> dict[str, Any]:
        return {
            "area": row["area"],
            "name": self._names.area(row["area"]),
            "cells": [
                percent(row["share"]),
                in_digits(row["answered"]),
                band(row["lower"], row["upper"]),
                standing_words(row, POSITION_SHARES.standings),
            ],
        }
