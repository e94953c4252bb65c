"""How comments sound, group by group, with intervals: in the declared order, never a ranking."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from wellbeing.reports.names import Names
from wellbeing.reports.tones import VALIDATION_SHORT, bar, span, toned, validated
from wellbeing.reports.words import Row, about_number
from wellbeing.state.answer import Answer, may_be_mapped
from wellbeing.state.commented import Commented, of
from wellbeing.state.figures import Figures

#: Opinion of Māori as a community, where the engagement's kaitiaki have not agreed to it.
KAITIAKI: Final = "not shown: kaitiaki have not agreed"


class ToneRows:
    """Types, areas and communities, each with its estimate or why there is none."""

    def __init__(self, answer: Answer, told: Commented, figures: Figures, names: Names) -> None:
        """Take the answer, and what it shows of comments."""
        self._choice, self._told, self._figures, self._names = answer.choice, told, figures, names
        self._scoring = figures.comments.scoring(told.question.id)
        self._threshold = figures.release.policy.threshold

    def note(self) -> str:
        """Who stands behind the estimates."""
        if self._choice.codes == "without":
            return "Without codes nothing is validated: only numbers of comments are given."
        return f"Estimates are {validated(self._scoring)}."

    def whole(self) -> list[dict[str, Any]]:
        """Everybody: one row."""
        rows = self._told.toned.whole.iter_rows(named=True)
        return [self._row(row, "All who commented", {"area": "", "stakeholder": ""}) for row in rows]

    def types(self) -> list[dict[str, Any]]:
        """Groups of types, within the chosen area."""
        area = self._figures.home(self._choice.area)
        cells = of(self._told.toned.cells, area, "") if area else self._told.toned.stakeholders
        rows = {row["stakeholder"]: row for row in cells.iter_rows(named=True)}
        groups = [group.id for group in self._figures.engagement.stakeholder_groups]
        return [
            self._row(rows[one], self._names.stakeholder_short(one), {"stakeholder": one})
            for one in _among(groups, rows)
        ]

    def areas(self) -> list[dict[str, Any]]:
        """Groups of regions, of the chosen type."""
        type_ = self._figures.heading(self._choice.stakeholder)
        cells = of(self._told.toned.cells, "", type_) if type_ else self._told.toned.areas
        rows = {row["area"]: row for row in cells.iter_rows(named=True)}
        groups = [group.id for group in self._figures.engagement.region_groups]
        return [self._row(rows[one], self._names.area(one), {"area": one}) for one in _among(groups, rows)]

    def communities(self) -> list[dict[str, Any]]:
        """Communities over the whole engagement: they overlap."""
        rows = {row["community"]: row for row in self._told.communities.iter_rows(named=True)}
        terms = [term for term in self._figures.engagement.communities if term.id in rows]
        return [self._community(rows[term.id], term.id, term.en) for term in terms]

    def _community(self, row: Row, community: str, name: str) -> dict[str, Any]:
        told = self._row(row, name, {})
        if may_be_mapped(self._figures.engagement, community):
            return told
        return told | {"bar": None, "text": "", "interval": "", "status": KAITIAKI, "words": KAITIAKI}

    def _row(self, row: Row, name: str, choice: dict[str, str]) -> dict[str, Any]:
        picture, is_told = toned(row, self._scoring, self._threshold), row["validation"] == "ok"
        return {
            "name": name,
            "set": choice,
            "key": picture.key,
            "text": picture.text if is_told else "",
            "interval": span(row) if is_told else "",
            "number": about_number(row["commented"], self._threshold),
            "status": VALIDATION_SHORT[row["validation"]],
            "words": picture.words,
            "bar": bar(row) if is_told else None,
        }


def _among(order: Iterable[str], there: Collection[str]) -> list[str]:
    return [one for one in order if one in there]
