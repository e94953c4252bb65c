"""What stands behind a figure: how it was counted, against what, through which channels, at which hui."""

from typing import Any, Final

import polars as pl

from wellbeing.measures.positions import SHARED
from wellbeing.model.vocabulary import NOT_STATED, POSITIONS
from wellbeing.reports.names import Names
from wellbeing.reports.point import about
from wellbeing.reports.raised import why_lent
from wellbeing.reports.sentences import finest_sentence, upper_first
from wellbeing.reports.words import (
    FEW_SOURCES,
    Row,
    band,
    count_text,
    expected,
    heard,
    heard_range,
    percent,
    state_words,
)
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures
from wellbeing.state.stated import counted

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
        self._threshold = figures.release.policy.threshold

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
            ("Heard", heard_range(row, self._threshold)),
            ("In brackets", self._range(row)),
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

    def slices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Contributions by channel, topic and whatever else the release is cut by: label, then rows."""
        cuts = self._figures.release.lattice.plain
        return [(cut.label, rows) for cut in cuts if (rows := self._cut(cut.name))]

    def _cut(self, name: str) -> list[tuple[str, str]]:
        cells = self._matching(counted(self._figures.release, self._margin(), name))
        return [
            (upper_first(self._names.cut(f"{name}:{row[name]}")), count_text(row, self._threshold))
            for row in cells.iter_rows(named=True)
            if row[name] != NOT_STATED
        ]

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
        row = chosen.row(0, named=True)
        if row["one_source"] and row["tier"] != "group":
            return f"No shares: {FEW_SOURCES}."
        if row["answered"] < self._threshold:
            return f"Fewer than {self._threshold} answered: no shares are given."
        lent = f" They are of its group, for {why_lent(row, 'answered')}." if row["tier"] == "group" else ""
        return f"About {row['answered']:,} answered. Shares are of those who answered, not of everyone.{lent}"

    def _range(self, row: Row) -> str:
        """What the numbers beside a count are, and why it may be missing."""
        if row["low"] is None or row["low"] == row["high"]:
            return ""
        is_few = row["status"] == "few"
        why = f"figures below {self._threshold} are not told" if is_few else "counts carry a deliberate error"
        return f"where the true number lies (95\N{NO-BREAK SPACE}%): {why}, so that nobody can be recognised"

    def _group(self, row: Row) -> str:
        """What is published of the group of a region that is few; empty where that is shown or has none."""
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

    def _margin(self) -> str:
        return {
            (True, True): "region_stakeholder",
            (True, False): "region",
            (False, True): "stakeholder",
            (False, False): "total",
        }[bool(self._choice.area), bool(self._choice.stakeholder)]

    def _matching(self, frame: pl.DataFrame) -> pl.DataFrame:
        chosen = {"area": self._choice.area, "stakeholder": self._choice.stakeholder}
        return frame.filter(**{name: value for name, value in chosen.items() if value})

    def _position(self, row: Row) -> dict[str, Any]:
        name = self._names.position(self._answer.said.question, row["position"])
        if row["tier"] not in SHARED:
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
