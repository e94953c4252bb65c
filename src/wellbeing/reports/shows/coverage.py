"""Who was heard: how that compares with what was expected."""

from collections import Counter
from functools import partial
from typing import Any, ClassVar, Final

from wellbeing.charts.palette import GLYPHS
from wellbeing.reports.shows.coverage_sentences import chosen_sentences, whole_sentences
from wellbeing.reports.shows.show import HEARD, Family, LegendEntry, Show, pictures_of
from wellbeing.reports.words.cells import (
    STATE_WORDS,
    CellRow,
    count_text,
    expected_words,
    heard_words,
    shortfall_words,
    state_words,
)
from wellbeing.reports.words.picture import Picture, Pictures
from wellbeing.reports.words.protection import small_print
from wellbeing.reports.words.stated import not_stated_rows, not_stated_sentence
from wellbeing.state.answer import Answer
from wellbeing.state.names import EventSize

#: What becomes of a question about a cell that cannot answer it.
ANSWERED_BY: Final = (
    "Where a cell cannot answer, a larger one does if it bears on the question: choose the cell, and the "
    "answer says whose it is."
)


class CoverageShow(Show):
    """The state of every cell, with its count."""

    id: ClassVar[str] = "coverage"
    label: ClassVar[str] = "Coverage"
    place: ClassVar[int] = 0
    family: ClassVar[Family] = HEARD
    is_opinion: ClassVar[bool] = False
    fields: ClassVar[tuple[str, ...]] = ("cut", "benchmark")
    beside: ClassVar[tuple[str, ...]] = ("gaps",)

    def title(self, answer: Answer) -> str:
        """What is shown."""
        return "Who was heard"

    def map_title(self, answer: Answer) -> str:
        """The same with the type and the slice that are drawn: a chosen region is outlined among all."""
        drawn = answer.choice.only({"stakeholder", "cut"})
        return f"{self.title(answer)}: {answer.names.selection(drawn) or f'all {answer.names.words.types}'}"

    def caption(self, answer: Answer) -> str:
        """What the text in a cell counts."""
        cut = answer.names.cut(answer.choice.cut)
        scope = f"{cut} only. " if cut else ""
        return f"{scope}Contributions heard; colour and sign say how that compares with what was expected."

    def note(self, answer: Answer) -> str:
        """What was done to counts, and who answers for a small cell."""
        unstated = not_stated_sentence(answer.figures)
        return " ".join(filter(None, (small_print(answer.figures.release), unstated, ANSWERED_BY)))

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """States, with how many regions are in each."""
        regions = answer.coverage.map_rows.filter(area_kind="region")
        times = Counter(regions["state"].cast(str))
        return [
            LegendEntry(state, GLYPHS[state], words, times[state])
            for state, words in STATE_WORDS.items()
            if state != "no_benchmark" or times[state]
        ]

    def signs(self, answer: Answer) -> list[tuple[str, str]]:
        """Signs of all states."""
        return [(GLYPHS[state], words) for state, words in STATE_WORDS.items()]

    def pictures(self, answer: Answer) -> Pictures:
        """State, count and what is lacking."""
        picture = partial(coverage_picture, threshold=answer.threshold, hui_size=answer.figures.hui_size)
        return pictures_of(answer.coverage.frames, picture)

    def sentences(self, answer: Answer) -> list[str]:
        """How many were heard, where the gaps are, what cannot be said."""
        if answer.choice.area or answer.choice.stakeholder:
            return chosen_sentences(answer)
        return whole_sentences(answer)

    def map_table(self, answer: Answer) -> tuple[list[str], dict[str, list[str]]]:
        """Count, expected number and state of each region."""
        regions = answer.coverage.map_rows.filter(area_kind="region")
        cells = {
            row["area"]: [count_text(row, answer.threshold), _about(row["expected"]), state_words(row)]
            for row in regions.iter_rows(named=True)
        }
        return ["Region", "Heard", "Expected", "State"], cells

    def rows(self, answer: Answer) -> list[dict[str, Any]]:
        """What is published of each cell of area × type, in words too."""
        rows = [
            _file_row(row, answer) for frame in answer.coverage.frames for row in frame.iter_rows(named=True)
        ]
        return rows if answer.choice.cut else [*rows, *not_stated_rows(answer.figures)]


def coverage_picture(row: CellRow, threshold: int, hui_size: EventSize | None = None) -> Picture:
    """The picture of one row of a coverage table."""
    state = "; ".join(filter(None, (state_words(row).capitalize(), shortfall_words(row, hui_size))))
    words = f"{heard_words(row, threshold)}, {expected_words(row)}. {state}"
    return Picture(row["state"], GLYPHS[row["state"]], count_text(row, threshold), words)


def _file_row(row: CellRow, answer: Answer) -> dict[str, Any]:
    return {
        "area": row["area"],
        "area_kind": row["area_kind"] or "all",
        "area_name": answer.names.area(row["area"]),
        "stakeholder": row["stakeholder"],
        "stakeholder_kind": _kind(row["stakeholder"], answer),
        "stakeholder_name": answer.names.stakeholder(row["stakeholder"]),
        "heard": count_text(row, answer.threshold),
        "low": row["low"],
        "high": row["high"],
        "expected": None if row["expected"] is None else round(row["expected"], 1),
        "state": state_words(row),
        "more_needed_low": row["needed_low"],
        "more_needed_high": row["needed_high"],
        "benchmark_basis": row["basis"],
    }


def _kind(stakeholder: str, answer: Answer) -> str:
    """``type``, ``group`` of types, or ``all``: groups beside their members are never added up."""
    if not stakeholder:
        return "all"
    return "group" if stakeholder in answer.figures.type_groups.ids else "type"


def _about(expected: float | None) -> str:
    return "–" if expected is None else f"{expected:,.0f}"
