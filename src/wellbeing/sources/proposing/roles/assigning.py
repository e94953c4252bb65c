"""Which column is for which part and question: the best assignment over all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from wellbeing.model.engagement import Question
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.evidence.lexicon import mentions
from wellbeing.sources.proposing.roles.asked import question_match
from wellbeing.sources.proposing.roles.matching import WORD_PARTS, Match, match

#: A column that is surely for a part is never taken from it to please parts that others may be for.
_SURELY: Final = 2.0
_OF_SURVEYS: Final = ("id", "received_on", *WORD_PARTS, "organisation", "language")
_OF_HUI: Final = ("received_on", "region", "place", "stakeholder", "communities", "topic", "organisation")
#: Parts of profiles, by the kind of their rows; of rows that nobody knows the meaning of: all.
PARTS: Final = {
    "survey": _OF_SURVEYS,
    "attendance": (*_OF_HUI, "session", "number"),
    "": (*_OF_SURVEYS, "session", "number"),
}
#: What a column that may be for it is more likely to be at a hui.
_AT_HUI: Final = {"place": 0.3}


@dataclass(frozen=True)
class Assigned:
    """The column for a part or question, and others that suit it as well."""

    match: Match
    rivals: tuple[Match, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it may stand as a live line."""
        return self.match.sure and not self.rivals


def assigned(
    columns: Sequence[ColumnEvidence], kind: str, questions: Sequence[Question]
) -> dict[str, Assigned]:
    """Part or id of a question → its column. No column is given twice; what suits nothing is given nothing.

    Args:
        columns: those that are free to be given.
        kind: of the rows, "" if it is not certain.
        questions: the engagement's, none for hui.
    """
    matches = [[match(part, column) for column in columns] for part in PARTS[kind]]
    matches += [[question_match(question, column, questions) for column in columns] for question in questions]
    found = [[each and _at_hui(each, kind) for each in row] for row in matches]
    if not columns:
        return {}
    scores = np.array([[_worth(each) for each in row] for row in found])
    best = [
        (int(row), int(column))
        for row, column in zip(*linear_sum_assignment(scores, maximize=True), strict=True)
    ]
    given = {column: each for row, column in best if (each := found[row][column])}
    return {
        each.part: Assigned(each, tuple(_rivals(each, found[row], given)))
        for row, column in best
        if (each := found[row][column])
    }


def _worth(found: Match | None) -> float:
    return found.score + (_SURELY if found.sure else 0.0) if found else 0.0


def _at_hui(found: Match, kind: str) -> Match:
    """A match in the light of what rows are: a survey's day is not that of an event that is asked about."""
    if kind == "attendance":
        return replace(found, score=found.score + _AT_HUI.get(found.part, 0.0))
    of_event = found.part == "received_on" and mentions(found.column.label, "hui")
    return replace(found, sure=found.sure and not of_event)


def _rivals(mine: Match, row: Sequence[Match | None], given: dict[int, Match]) -> list[Match]:
    """Others that suit the part as well, and are not surely something else."""
    return [
        other
        for place, other in enumerate(row)
        if other
        and other.column is not mine.column
        and other.score > mine.score - mine.margin
        and not (place in given and given[place].part != mine.part and given[place].sure)
    ]
