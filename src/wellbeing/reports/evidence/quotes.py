"""Approved quotes that belong to what is chosen: each told by its area or by its type, never by both."""

from typing import Final

from wellbeing.language import message, say
from wellbeing.model.engagement import Nouns
from wellbeing.model.grouping import Grouping
from wellbeing.reports.words.cells import CellRow
from wellbeing.state.answer import Answer

NONE_AT_ALL: Final = message(
    "No quotes are in this release: a steward approves them one by one, and none was approved."
)
NONE_HERE: Final = message("None of the approved quotes may be told of this selection.")


def quotes_rule(fewest: int, words: Nouns) -> str:
    """How to read quotes, each of ``fewest`` contributions or more."""
    return say(
        "Words that a steward approved, redacted where […] stands. Each is told by its {region} "
        "or by its {type}, never by both, and only where {fewest} or more took part; a few "
        "quotes do not say how many think so.",
        region=words.region,
        type=words.type,
        fewest=fewest,
    )


class Quotes:
    """The quotes of one selection."""

    def __init__(self, answer: Answer) -> None:
        """Take what is chosen."""
        self._choice, self._figures, self._names = answer.choice, answer.figures, answer.names
        self._every = self._figures.release.table("quotes").to_dicts()

    def rows(self) -> list[dict[str, str]]:
        """The words, and what may be told of each: of whom, to which question, on which theme."""
        return [self._row(row) for row in self._every if self._belongs(row)]

    def note(self) -> str:
        """How to read them, or why there are none."""
        if not self._every:
            return say(NONE_AT_ALL)
        return (
            quotes_rule(self._figures.release.policy.quote, self._names.words)
            if any(map(self._belongs, self._every))
            else say(NONE_HERE)
        )

    def _belongs(self, row: CellRow) -> bool:
        """Whether a quote is of part of what is chosen, or what is chosen is part of whom it is of."""
        choice, figures = self._choice, self._figures
        if not (choice.area or choice.stakeholder):
            return True
        return _overlap(figures.region_groups, row["area"], choice.area) or _overlap(
            figures.type_groups, row["stakeholder"], choice.stakeholder
        )

    def _row(self, row: CellRow) -> dict[str, str]:
        question = next(one for one in self._figures.engagement.questions if one.id == row["question"])
        position = self._names.position(question, row["position"]) if row["position"] else ""
        return {
            "words": row["words"],
            "who": self._who(row),
            "question": question.en,
            "theme": self._figures.comments.themes.get(row["theme"], row["theme"] or ""),
            "position": position,
        }

    def _who(self, row: CellRow) -> str:
        words = self._names.words
        if row["area"]:
            return say("{area}, {type} not told", area=self._names.area(row["area"]), type=words.type)
        if row["stakeholder"]:
            return say(
                "{stakeholder}, {region} not told",
                stakeholder=self._names.stakeholder(row["stakeholder"]),
                region=words.region,
            )
        return say("{region} and {type} not told", region=words.region, type=words.type)


def _overlap(grouping: Grouping, one: str | None, other: str) -> bool:
    """Whether two regions or types, or groups of them, are both named and share a member."""
    return bool(one and other and {*grouping.members_of(one)} & {*grouping.members_of(other)})
