"""What stands behind a figure: how it was counted, against what, through which channels, at which hui."""

from typing import Any, Final

import polars as pl

from wellbeing.model.vocabulary import POSITIONS
from wellbeing.reports.names import Names
from wellbeing.reports.point import about
from wellbeing.reports.sentences import finest_sentence
from wellbeing.reports.words import Row, band, count_text, expected, heard, percent, state_words
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

WHY_HIDDEN: Final = {
    "few": "fewer than the threshold, so that nobody can be recognised",
    "withheld": (
        "hidden to protect others: one hui or organisation would show through, or a hidden neighbour "
        "could be worked out"
    ),
}
BASIS_WORDS: Final = {
    "published": "published figures",
    "derived": "derived from published figures",
    "assumed": "an assumed target",
}
UNIT: Final = "contributions: attendances at hui and survey responses; the same person may be in both"


class Evidence:
    """The evidence for one answer, as plain rows of text."""

    def __init__(self, answer: Answer, figures: Figures, names: Names) -> None:
        """Take the answer that is questioned."""
        self._answer, self._figures, self._names = answer, figures, names
        self._choice = answer.choice
        self._threshold = figures.release.disclosure.threshold

    @property
    def about(self) -> str:
        """Whose evidence this is."""
        return about(self._answer, self._names) or "the whole engagement"

    def sentence(self) -> str:
        """The figure in one line, at the finest level that can answer."""
        if not (self._choice.area or self._choice.stakeholder):
            return "Choose a region, a type or a cell to see what stands behind it."
        return finest_sentence(self._answer.covered.finest.row(0, named=True), self._names, self._threshold)

    def facts(self) -> list[tuple[str, str]]:
        """What was counted, of what, against which benchmark, with which uncertainty, from which release."""
        row = self._row()
        interval = "–" if row["lower"] is None else _times(row)
        counted = [
            ("Heard", heard(row, self._threshold)),
            ("Why hidden", WHY_HIDDEN.get(row["status"], "")),
            ("Its group", self._group(row)),
            ("Counted", UNIT),
            ("Release", self._figures.release.id),
        ]
        compared = [
            ("Expected", expected(row)),
            ("Benchmark", f"{self._answer.benchmark.en}: {BASIS_WORDS.get(row['basis'] or '', 'none')}"),
            ("State", state_words(row)),
            ("Small-number uncertainty", interval),
        ]
        is_part = bool(self._choice.area or self._choice.stakeholder)
        facts = [*counted, *(compared if is_part else [])]  # the whole is its own benchmark
        return [(name, value) for name, value in facts if value]

    def channels(self) -> list[tuple[str, str]]:
        """Contributions by channel."""
        terms = self._figures.engagement.channels
        rows = self._chosen("by_channel")
        texts = {row["channel"]: count_text(row, self._threshold) for row in rows.iter_rows(named=True)}
        return [(term.en, texts[term.id]) for term in terms if term.id in texts]

    def communities(self) -> list[tuple[str, str]]:
        """Contributions in the chosen area that speak for a community: they overlap, never add them up."""
        table = self._figures.release.table("region_community" if self._choice.area else "community")
        rows = table.filter(area=self._choice.area) if self._choice.area else table
        texts = {row["community"]: count_text(row, self._threshold) for row in rows.iter_rows(named=True)}
        return [(term.en, texts[term.id]) for term in self._figures.engagement.communities]

    def positions(self) -> list[dict[str, Any]]:
        """Positions on the chosen question, with a bar where the numbers allow one."""
        said = self._answer.said
        rows = {row["position"]: row for row in said.chosen.iter_rows(named=True) if row["high"] > 0}
        return [self._position(rows[position]) for position in POSITIONS if position in rows]

    def answered(self) -> str:
        """How many answered the question."""
        chosen = self._answer.said.chosen
        if chosen.is_empty():
            return "Not published for this cell."
        about, high = chosen.select("answered", "answered_high").row(0)
        if high < self._threshold:
            return f"Fewer than {self._threshold} answered: no shares are given."
        return f"About {about:,} answered. Shares are of those who answered, not of everyone."

    def _group(self, row: Row) -> str:
        """What is published of the group of a hidden region; empty where nothing is hidden, or no group."""
        home = [one.id for one in self._figures.engagement.region_groups if self._choice.area in one.members]
        if row["status"] == "shown" or not home:
            return ""
        of_type = {"stakeholder": self._choice.stakeholder} if self._choice.stakeholder else {}
        cells = self._answer.covered.cells if of_type else self._answer.covered.areas
        group = cells.filter(area=home[0], **of_type).row(0, named=True)
        return f"{self._names.area(home[0])}: {heard(group, self._threshold)}"

    def _row(self) -> Row:
        frames = {
            (True, True): self._answer.covered.cells,
            (True, False): self._answer.covered.areas,
            (False, True): self._answer.covered.stakeholders,
            (False, False): self._answer.covered.whole,
        }
        choice = self._choice
        frame = frames[bool(choice.area), bool(choice.stakeholder)]
        return self._matching(frame).row(0, named=True)

    def _chosen(self, cut: str) -> pl.DataFrame:
        margin = {
            (True, True): "region_stakeholder",
            (True, False): "region",
            (False, True): "stakeholder",
            (False, False): "total",
        }[bool(self._choice.area), bool(self._choice.stakeholder)]
        return self._matching(self._figures.release.table(f"{margin}_{cut}"))

    def _matching(self, frame: pl.DataFrame) -> pl.DataFrame:
        chosen = {"area": self._choice.area, "stakeholder": self._choice.stakeholder}
        return frame.filter(**{name: value for name, value in chosen.items() if value})

    def _position(self, row: Row) -> dict[str, Any]:
        name = self._names.position(self._answer.said.question, row["position"])
        if row["tier"] not in {"full", "pale"}:
            return {"name": name, "share": count_text(row, self._threshold), "bar": False, "words": ""}
        interval = band(row["lower"], row["upper"])
        return {
            "name": name,
            "share": percent(row["share"]),
            "bar": True,
            "words": interval,
            "at": round(100 * row["share"], 1),
            "lower": round(100 * row["lower"], 1),
            "width": round(100 * (row["upper"] - row["lower"]), 1),
        }


def _times(row: Row) -> str:
    return f"{row['lower']:.1f}–{row['upper']:.1f} times its share"
