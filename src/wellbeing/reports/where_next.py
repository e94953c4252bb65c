"""Where next: what further events would settle, what would settle one cell, and where more would change nothing."""

from typing import Any, Final

import polars as pl

from wellbeing.measures.planning.where_next import AHEAD, LIKELY, WhereNext, is_firm, is_out_of_reach
from wellbeing.reports.words.cells import CellRow, count_text, state_words, status_words, upper_first
from wellbeing.reports.words.settling import (
    chance_words,
    held_words,
    lack_words,
    more_events,
    number_words,
    what_settles,
)
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import next_events, settling
from wellbeing.state.names import Names

#: As many names as a sentence holds.
_MOST_NAMES: Final = 3
#: Of several regions or types at once.
SETTLES_ONE: Final = "What would settle it is told of each by itself: choose one."
#: For whom an event is that is for nobody more than others.
_FOR_ALL: Final = "Everybody"


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
        return "Nothing is expected here by this yardstick, so nothing can be settled."
    return f"{upper_first(what_settles(row, answer))}."


class NextReport:
    """What is said of the events ahead, compared with the chosen yardstick, of everybody who was heard."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer whose benchmark is followed; its slice, area and type are not."""
        self._answer, self._names, self._words = answer, answer.names, answer.figures.engagement.words
        self.found = next_events(answer.figures, answer.benchmark.id)

    def sentences(self) -> list[str]:
        """The point: what the next events would settle, and where more would change nothing."""
        found = self.found
        if found is None:
            return [f"{lack_words(self._answer)}."]
        if found.open.is_empty():
            said = [f"Nothing is open that more {self._words.events} could settle."]
        else:
            said = [self._first(found), self._together(found), self._out_of_reach(found)]
        return [sentence for sentence in (*said, self._firm(found)) if sentence]

    def events(self) -> list[dict[str, str]]:
        """The events in order: ``place``, ``audience``, ``number``, ``cost``, ``settles``."""
        if self.found is None:
            return []
        return [self._event(row, self.found.settled) for row in self.found.events.iter_rows(named=True)]

    def cells(self) -> list[dict[str, str]]:
        """Each cell that is open: ``name``, ``state``, ``heard``, ``expected``, ``settles``, ``after``."""
        if self.found is None:
            return []
        rows = self.found.open.sort("expected", descending=True, maintain_order=True)
        return [self._cell(row) for row in rows.iter_rows(named=True)]

    def has_costs(self) -> bool:
        """Whether what any of the events costs is known."""
        return self.found is not None and self.found.events["cost"].null_count() < self.found.events.height

    def assumptions(self) -> str:
        """What is taken for granted; "" where nothing is planned."""
        size, words = self._answer.figures.hui_size, self._words
        if self.found is None or size is None:
            return ""
        return (
            f"Taken for granted: about {size.people:.0f} come to one {words.event}, as so far; where it is for some, "
            f"four in five of them are of these, and no more than are expected of the {words.region}; the others "
            f"come as they did. Settled means that enough are then heard. More than {number_words(AHEAD)} "
            f"{words.events} are not looked at."
        )

    def _first(self, found: WhereNext) -> str:
        """The first events that settle something by themselves, and what."""
        for row in found.events.iter_rows(named=True):
            if cells := _settled(row, found.settled, self._names):
                return (
                    f"{upper_first(held_words(row, self._answer))} would probably settle {_several(cells)}."
                )
        return ""

    def _together(self, found: WhereNext) -> str:
        words, number = self._words, int((found.open["after"] >= LIKELY).sum())
        open_ones = (
            f"of the {found.open.height} groups, {words.regions} and {words.types} that are a gap, look thin or are "
            "not clear yet"
        )
        if found.open.height == 1:
            open_ones = "of the one that is open"
        if found.events.is_empty():
            return f"No place is planned where more {words.events} could settle any {open_ones}."
        events = upper_first(more_events(found.ahead, self._answer))
        return f"{events}, as listed, would probably settle {number_words(number) if number else 'none'} {open_ones}."

    def _out_of_reach(self, found: WhereNext) -> str:
        far = [_short(row, self._names) for row in found.open.filter(is_out_of_reach()).iter_rows(named=True)]
        if not far:
            return ""
        return (
            f"More {self._words.events} would change nothing for {_several(far)}: even {number_words(found.ahead)}, "
            "all held there, would leave too few heard."
        )

    def _firm(self, found: WhereNext) -> str:
        firm, met = found.met.filter(is_firm()).height, found.met.height
        if not firm:
            return ""
        which = f"{firm} of the {met}" if firm < met else f"the {firm}" if firm > 1 else "the one"
        have = "has" if met == 1 else "have"
        return f"More {self._words.events} would change nothing for {which} that {have} enough already."

    def _event(self, row: CellRow, settled: pl.DataFrame) -> dict[str, str]:
        return {
            "place": row["place"],
            "audience": self._names.stakeholder(row["audience"]) if row["audience"] else _FOR_ALL,
            "number": f"{row['number']}",
            "cost": "–" if row["cost"] is None else f"{row['cost'] * row['number']:,.0f}",
            "settles": "; ".join(_settled(row, settled, self._names)) or "none surely",
        }

    def _cell(self, row: CellRow) -> dict[str, str]:
        return {
            "name": self._names.cell(row["area"], row["stakeholder"]),
            "state": state_words(row),
            "heard": count_text(row, self._answer.threshold),
            "expected": f"{row['expected']:,.0f}",
            "settles": upper_first(what_settles(row, self._answer)),
            "after": upper_first(chance_words(row["after"])),
        }


def next_rows(answer: Answer) -> pl.DataFrame:
    """The figures of the section as rows of a file: the events that are planned, then each cell that is open.

    Numbers are numbers; what a row has nothing to say of is null. No rows where nothing can be planned.
    """
    found = next_events(answer.figures, answer.benchmark.id)
    if found is None:
        return pl.DataFrame()
    planned = [
        _row("planned", row, answer) | {"cost": row["cost"]} for row in found.events.iter_rows(named=True)
    ]
    cells = [_open_row(row, answer) for row in found.open.iter_rows(named=True)]
    return pl.DataFrame([*planned, *cells], infer_schema_length=None)


def _open_row(row: CellRow, answer: Answer) -> dict[str, Any]:
    return _row("would settle it", row, answer) | {
        "of": answer.names.cell(row["area"], row["stakeholder"]),
        "state": state_words(row),
        "status": status_words(row, answer.threshold),
        "heard": row["count"],
        "expected": round(row["expected"], 1),
        "chance_without": round(row["now"], 3),
        "chance_with_these": round(row["chance"], 3),
        "chance_with_all_planned": round(row["after"], 3),
    }


def _row(kind: str, row: CellRow, answer: Answer) -> dict[str, Any]:
    """What a row of each kind says; its other columns are null."""
    blank = ("of", "state", "status", "heard", "expected", "cost")
    chances = ("chance_without", "chance_with_these", "chance_with_all_planned")
    audience = row["audience"]
    whom = audience and answer.names.stakeholder(audience)
    known = {"kind": kind, "place": row["place"], "for_whom": _FOR_ALL if audience == "" else whom}
    return known | {"events": row["number"]} | dict.fromkeys((*blank, *chances))


def _settled(row: CellRow, settled: pl.DataFrame, names: Names) -> list[str]:
    """The cells that need the events of a row."""
    cells = settled.filter(place=row["place"], audience=row["audience"])
    return [_short(one, names) for one in cells.iter_rows(named=True)]


def _short(row: CellRow, names: Names) -> str:
    """A cell by the short name of its type; a margin by its own name."""
    cell = (row["area"], row["stakeholder"])
    return names.cell(*cell)


def _several(cells: list[str]) -> str:
    rest = len(cells) - _MOST_NAMES
    return "; ".join(cells if rest <= 0 else [*cells[:_MOST_NAMES], f"{rest} more"])
