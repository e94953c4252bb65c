"""What stands behind a figure: how it was counted, against what, through which channels, at which hui."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.communities import community_facts
from wellbeing.reports.words.cells import (
    CellRow,
    count_text,
    expected_words,
    heard_range,
    heard_words,
    state_words,
    upper_first,
    with_article,
)
from wellbeing.reports.words.sentences import finest_sentence, unit_words
from wellbeing.state.answer import Answer
from wellbeing.state.cells import members_told, published_cells, slices_offered
from wellbeing.state.margins import margin_table
from wellbeing.state.sums.several import chosen_rows

#: Where nothing is expected.
NO_BASIS: Final = message("none")
BASIS_WORDS: Final = {
    "published": message("published figures"),
    "derived": message("derived from published figures"),
    "assumed": message("an assumed target"),
}


class FigureEvidence:
    """The evidence for one answer, as plain rows of text."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer that is questioned."""
        self._answer, self._names, self._choice = answer, answer.names, answer.choice
        self._release, self._threshold = answer.figures.release, answer.threshold

    @property
    def about(self) -> str:
        """Whose evidence this is: it is of all who were heard, of which a community is told apart."""
        whose = msgspec.structs.replace(self._choice.alone, community="")
        return self._names.selection(whose) or say("everyone heard")

    def sentence(self) -> str:
        """The figure in one line, at the finest level that can answer."""
        if not (self._choice.area or self._choice.stakeholder):
            words = self._names.words
            return say(
                "Choose {region}, {type} or a cell to see what stands behind it.",
                region=with_article(words.region),
                type=with_article(words.type),
            )
        row = self._answer.coverage.finest.row(0, named=True)
        return finest_sentence(row, self._names, self._threshold, self._choice.cut)

    def facts(self) -> list[tuple[str, str]]:
        """What was counted, of what, against which benchmark, with which uncertainty, from which release."""
        row = self._answer.coverage.at(self._choice.area, self._choice.stakeholder).row(0, named=True)
        interval = "–" if row["lower"] is None else _times(row)
        count = [
            (say("Heard"), heard_range(row, self._threshold)),
            (say("In brackets"), self._range(row)),
            (say("Its group"), self._group(row)),
            (say("Counted"), unit_words(self._release.engagement)),
            (say("Release"), self._release.id),
        ]
        comparison = [
            (say("Expected"), expected_words(row)),
            (
                say("Benchmark"),
                f"{self._answer.benchmark.en}: {say(BASIS_WORDS.get(row['basis'] or '', NO_BASIS))}",
            ),
            (say("State"), state_words(row)),
            (say("Small-number uncertainty"), interval),
        ]
        is_part = bool(self._choice.area or self._choice.stakeholder)
        facts = [*count, *(comparison if is_part else [])]  # the whole is its own benchmark
        return [(name, value) for name, value in facts if value]

    def slices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Contributions by channel, topic and whatever else the release is cut by: label, then rows."""
        cuts = slices_offered(self._release)
        return [(say(cut.label), rows) for cut in cuts if (rows := self._cut(cut.name))]

    def _cut(self, name: str) -> list[tuple[str, str]]:
        area, stakeholder = self._choice.area, self._choice.stakeholder
        table = published_cells(self._release, margin_table(area, stakeholder), name)
        rows = chosen_rows(table, self._answer.figures, self._choice, name)
        return [
            (upper_first(self._names.cut(f"{name}:{row[name]}")), count_text(row, self._threshold))
            for member in members_told(self._release, name)
            for row in rows.filter(pl.col(name) == member).iter_rows(named=True)
            if member != NOT_STATED
        ]

    def communities(self) -> list[tuple[str, str]]:
        """Contributions in the chosen area that speak for a community: they overlap, never add them up."""
        return community_facts(self._answer)

    def communities_of(self) -> str:
        """Whose communities these are: they are told by area only."""
        return say(
            "{area}, all {types} together",
            area=self._names.area(self._choice.area),
            types=self._names.words.types,
        )

    def _range(self, row: CellRow) -> str:
        """What the numbers beside a count are, and why it may be missing."""
        if row["low"] is None or row["low"] == row["high"]:
            return ""
        is_few = row["status"] == "few"
        why = (
            say("figures below {threshold} are not told", threshold=self._threshold)
            if is_few
            else say("counts carry a deliberate error")
        )
        return say(
            "where the true number lies (95\N{NO-BREAK SPACE}%): {why}, so that nobody can be recognised",
            why=why,
        )

    def _group(self, row: CellRow) -> str:
        """What is published of the group of a region that is few; empty where that is shown or has none."""
        home = self._answer.figures.region_groups.home.get(self._choice.area)
        if row["status"] == "shown" or home is None:
            return ""
        group = self._answer.coverage.at(home, self._choice.stakeholder).row(0, named=True)
        return f"{self._names.area(home)}: {heard_words(group, self._threshold)}"


def _times(row: CellRow) -> str:
    return say(
        "{lower}–{upper} times its share", lower=in_digits(row["lower"], 1), upper=in_digits(row["upper"], 1)
    )
