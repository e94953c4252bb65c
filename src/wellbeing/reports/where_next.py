"""Where next: what further events would settle, what would settle one cell, and where more would hardly help."""

from typing import Final

import polars as pl

from wellbeing.language import message, say, spelled
from wellbeing.measures.planning.where_next import AHEAD, OPEN, WhereNext
from wellbeing.reports.next_sentences import (
    kept_by_enough_sentence,
    out_of_reach_sentence,
    together_sentence,
    whose_sentence,
)
from wellbeing.reports.words.cells import (
    CellRow,
    count_text,
    expected_text,
    hidden_sentence,
    lower_first,
    state_words,
    upper_first,
)
from wellbeing.reports.words.settling import (
    chance_words,
    cost_words,
    enough_sentence,
    lack_words,
    largest_first,
    passed_over,
    what_settles,
)
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import next_events, settling, still_planned
from wellbeing.state.names import Names

#: As many of the largest as are told first, and names as a sentence holds.
_MOST_NAMES: Final = 3
#: Of several regions or types at once.
SETTLES_ONE: Final = message("What would settle it is told of each by itself: choose one.")
#: For whom an event is that is for nobody more than others.
FOR_ALL: Final = message("Everybody")
#: Of an event that only makes more likely what others settle.
NONE: Final = message("none: the other {events} would do")


def settles_sentence(answer: Answer) -> str:
    """The one sentence “What would settle it”, of the chosen area × type; of nothing chosen, the next events.

    Of a cell that has enough: that more would change nothing, or that it has only just. Of a slice it says that
    events are planned for everybody heard.
    """
    choice = answer.choice
    if choice.cut:
        return say(
            "What would settle it is told of everyone heard, not of “{cut}” alone.",
            cut=answer.names.cut(choice.cut),
        )
    if not (choice.area or choice.stakeholder):
        return NextReport(answer).sentences()[0]
    if why := lack_words(answer):
        return f"{why}."
    if choice.is_several:
        return say(SETTLES_ONE)
    row = settling(answer.figures, answer.benchmark.id, choice.area, choice.stakeholder)
    if row is None:
        return say("Nothing is expected here by this yardstick, so more would change nothing that is said.")
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
            said = [
                say("Nothing is open that more {events} could bring to enough.", events=self._words.events)
            ]
        else:
            said = [
                *self._largest(found),
                enough_sentence(),
                together_sentence(found, self._answer),
                passed_over(found, self._answer),
                whose_sentence(found, self._answer),
                out_of_reach_sentence(found, self._answer),
            ]
        return [sentence for sentence in (*said, kept_by_enough_sentence(found)) if sentence]

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
        return say(
            "Taken for granted: about {size:.0f} come to one {event}, as so far; where it is for "
            "some, four in five of them are of these, and no more than are expected of the {region}; "
            "the rest come as they did. Of the places of the plan that one is named where the fewest "
            "{events} would do, or come nearest. More than {ahead} {events} are not looked at.",
            size=size,
            event=words.event,
            region=words.region,
            ahead=spelled(AHEAD),
            events=words.events,
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

    def _event(self, row: CellRow, settled: pl.DataFrame) -> dict[str, str]:
        return {
            "place": row["place"],
            "audience": self._names.stakeholder(row["audience"]) if row["audience"] else say(FOR_ALL),
            "number": f"{row['number']}",
            "whose": whose_words(row, still_planned(self._answer.figures)),
            "cost": cost_words(row, self._answer),
            "settles": "; ".join(_settled(row, settled, self._names)) or say(NONE, events=self._words.events),
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
    is_own = own["events"].sum() >= event["number"]
    return say("planned by the engagement") if is_own else say("proposed")


def _settled(row: CellRow, settled: pl.DataFrame, names: Names) -> list[str]:
    """The cells that need the events of a row."""
    cells = settled.filter(place=row["place"], audience=row["audience"])
    return [names.cell(one["area"], one["stakeholder"]) for one in cells.iter_rows(named=True)]
