"""Where next: what further events would settle, what would settle one cell, and where more would hardly help."""

from typing import Final

import polars as pl

from wellbeing.measures.planning.where_next import AHEAD, LIKELY, OPEN, WhereNext, is_firm, is_out_of_reach
from wellbeing.reports.words.cells import (
    CellRow,
    count_text,
    expected_text,
    hidden_sentence,
    lower_first,
    spelled,
    state_words,
    upper_first,
)
from wellbeing.reports.words.settling import (
    chance_words,
    cost_words,
    enough_sentence,
    lack_words,
    largest_first,
    more_events,
    passed_over,
    what_settles,
)
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import next_events, settling, still_planned
from wellbeing.state.names import Names

#: As many of the largest as are told first, and names as a sentence holds.
_MOST_NAMES: Final = 3
#: Of several regions or types at once.
SETTLES_ONE: Final = "What would settle it is told of each by itself: choose one."
#: For whom an event is that is for nobody more than others.
FOR_ALL: Final = "Everybody"
#: Of an event that only makes more likely what others settle.
NONE: Final = "none: the others would do"


def settles_sentence(answer: Answer) -> str:
    """The one sentence “What would settle it”, of the chosen area × type; of nothing chosen, the next events.

    Of a cell that has enough: that more would change nothing, or that it has only just. Of a slice it says that
    events are planned for everybody heard.
    """
    choice = answer.choice
    if choice.cut:
        return (
            f"What would settle it is told of everyone heard, not of “{answer.names.cut(choice.cut)}” alone."
        )
    if not (choice.area or choice.stakeholder):
        return NextReport(answer).sentences()[0]
    if why := lack_words(answer):
        return f"{why}."
    if choice.is_several:
        return SETTLES_ONE
    row = settling(answer.figures, answer.benchmark.id, choice.area, choice.stakeholder)
    if row is None:
        return "Nothing is expected here by this yardstick, so more would change nothing that is said."
    said = what_settles(row, answer)
    return f"{said} {enough_sentence()}" if row["number"] and row["state"] in OPEN else said


class NextReport:
    """What is said of the events ahead, compared with the chosen yardstick, of everybody who was heard."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer whose benchmark is followed; its slice, area and type are not."""
        self._answer, self._names, self._words = answer, answer.names, answer.figures.engagement.words
        self.found = next_events(answer.figures, answer.benchmark.id)

    def sentences(self) -> list[str]:
        """The point: what the largest need, what the next events would settle, and where more would hardly help."""
        found = self.found
        if found is None:
            return [f"{lack_words(self._answer)}."]
        if found.open.is_empty():
            said = [f"Nothing is open that more {self._words.events} could bring to enough."]
        else:
            said = [
                *self._largest(found),
                enough_sentence(),
                self._together(found),
                passed_over(found, self._answer),
                self._whose(found),
                self._out_of_reach(found),
            ]
        return [sentence for sentence in (*said, self._firm(found)) if sentence]

    def events(self) -> list[dict[str, str]]:
        """The events in order: ``place``, ``audience``, ``number``, ``whose``, ``cost``, ``settles``."""
        if self.found is None:
            return []
        return [self._event(row, self.found.settled) for row in self.found.events.iter_rows(named=True)]

    def cells(self) -> list[dict[str, str]]:
        """Each cell that is open, gaps first: ``name``, ``state``, ``heard``, ``expected``, ``settles``, ``after``."""
        if self.found is None:
            return []
        return [self._cell(row) for row in largest_first(self.found.open).iter_rows(named=True)]

    def has_costs(self) -> bool:
        """Whether what any of the events costs is known."""
        return self.found is not None and self.found.events["cost"].null_count() < self.found.events.height

    def assumptions(self) -> str:
        """What is taken for granted; "" where nothing is planned."""
        size, words = self._answer.figures.hui_size, self._words
        if self.found is None or size is None:
            return ""
        return (
            f"Taken for granted: about {size:.0f} come to one {words.event}, as so far; where it is for some, "
            f"four in five of them are of these, and no more than are expected of the {words.region}; the others "
            f"come as they did. More than {spelled(AHEAD)} {words.events} are not looked at."
        )

    def _largest(self, found: WhereNext) -> list[str]:
        """What would settle each of the largest by itself: gaps, where there are any."""
        rows = largest_first(found.open).head(_MOST_NAMES).to_dicts()
        gaps = [row for row in rows if row["state"] == "gap"] or rows
        return [
            f"{self._names.cell(row['area'], row['stakeholder'])} ({state_words(row)}): "
            f"{lower_first(what_settles(row, self._answer))}"
            for row in gaps
        ]

    def _together(self, found: WhereNext) -> str:
        words, number = self._words, int((found.open["after"] >= LIKELY).sum())
        open_ones = (
            f"of the {found.open.height} groups, {words.regions} and {words.types} that are a gap, look thin or are "
            "not clear yet"
        )
        if found.open.height == 1:
            open_ones = "of the one that is open"
        if found.events.is_empty():
            return f"The plan names no place where more {words.events} could bring any {open_ones} to enough."
        gaps = found.open.filter(pl.col("state").cast(pl.String) == "gap")
        settled = int((gaps["after"] >= LIKELY).sum())
        of_gaps = (
            f", {spelled(settled) if settled else 'none'} of them a gap" if gaps.height and number else ""
        )
        events = upper_first(more_events(found.ahead, self._answer))
        told = spelled(number) if number else "none"
        return f"{events}, chosen to help most together, would probably bring to enough {told} {open_ones}{of_gaps}."

    def _whose(self, found: WhereNext) -> str:
        """Whether the events are the engagement's own, or proposed here."""
        if found.events.is_empty():
            return ""
        own, words = still_planned(self._answer.figures), self._words
        number = int(own["events"].sum())
        if not number:
            return f"All of these are proposed: the engagement has no {words.event} of its own still to come."
        are = (
            f"{words.event} of the engagement’s own plan is"
            if number == 1
            else f"{words.events} of its own plan are"
        )
        return f"{upper_first(spelled(number))} {are} still to come; the table says which lines are planned."

    def _out_of_reach(self, found: WhereNext) -> str:
        cells = found.open.filter(is_out_of_reach()).select("area", "stakeholder").iter_rows()
        far = [self._names.cell(*cell) for cell in cells]
        if not far:
            return ""
        return (
            f"Even {spelled(found.ahead)} more {self._words.events}, all held there, would very likely leave too "
            f"few heard of {_several(far)}."
        )

    def _firm(self, found: WhereNext) -> str:
        firm, met = found.met.filter(is_firm()).height, found.met.height
        if not firm:
            return ""
        which = f"{firm} of the {met}" if firm < met else f"the {firm}" if firm > 1 else "the one"
        have = "has" if met == 1 else "have"
        after = f"were {spelled(found.ahead)} more held elsewhere"
        return f"{upper_first(which)} that {have} enough would very likely keep it, {after}."

    def _event(self, row: CellRow, settled: pl.DataFrame) -> dict[str, str]:
        return {
            "place": row["place"],
            "audience": self._names.stakeholder_short(row["audience"]) if row["audience"] else FOR_ALL,
            "number": f"{row['number']}",
            "whose": whose_words(row, still_planned(self._answer.figures)),
            "cost": cost_words(row, self._answer),
            "settles": "; ".join(_settled(row, settled, self._names)) or NONE,
        }

    def _cell(self, row: CellRow) -> dict[str, str]:
        return {
            "name": self._names.cell(row["area"], row["stakeholder"]),
            "state": ". ".join(filter(None, (state_words(row), hidden_sentence(row)[:-1]))),
            "heard": count_text(row, self._answer.threshold),
            "expected": expected_text(row["expected"]),
            "settles": what_settles(row, self._answer),
            "after": upper_first(chance_words(row["after"])),
        }


def whose_words(event: CellRow, planned: pl.DataFrame) -> str:
    """Whether an event is one of those that the engagement still plans, or proposed here."""
    own = planned.filter(place=event["place"], audience=event["audience"])
    return "planned by the engagement" if own["events"].sum() >= event["number"] else "proposed"


def _settled(row: CellRow, settled: pl.DataFrame, names: Names) -> list[str]:
    """The cells that need the events of a row."""
    cells = settled.filter(place=row["place"], audience=row["audience"])
    return [names.cell(one["area"], one["stakeholder"]) for one in cells.iter_rows(named=True)]


def _several(cells: list[str]) -> str:
    rest = len(cells) - _MOST_NAMES
    return "; ".join(cells if rest <= 0 else [*cells[:_MOST_NAMES], f"{rest} more"])
