"""The state of one reader's page: what is chosen, and the answer that follows from it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec
import param

from wellbeing.state.answer import Answer
from wellbeing.state.choice import CODES, DRAWINGS, MEASURES, Choice
from wellbeing.state.figures import Figures
from wellbeing.state.filters import Filters

#: Fields of a choice that some shows follow and others ignore.
SOME_FOLLOW: Final = frozenset({"cut", "benchmark"})


class Explorer(param.Parameterized):
    """One reader's choices and what they show; every part of a page watches ``answer``."""

    answer: Answer = param.ClassSelector(  # type: ignore[assignment]
        class_=Answer, constant=True, doc="The tables of the present choice."
    )

    def __init__(self, figures: Figures, shows: Mapping[str, Collection[str]] | None = None) -> None:
        """Begin with the first view.

        Args:
            figures: of a release; other sessions may share them.
            shows: ids of what may be shown, beside the first, and the fields of a choice that each follows
                (``reports.shows`` knows them).
        """
        self.figures = figures
        self.release = figures.release
        self._follows = shows or {}
        self.filters = Filters(choice_values(figures, self._follows))
        super().__init__(answer=Answer(figures, self._followed()))
        self.filters.param.watch(self._follow, "choice")

    def _follow(self, _event: object) -> None:
        with param.edit_constant(self):
            self.answer = Answer(self.figures, self._followed())

    def _followed(self) -> Choice:
        """The choice without what the show does not follow: no part may name what its figures ignore."""
        choice = self.filters.choice
        ignored = SOME_FOLLOW.difference(self._follows.get(choice.show, SOME_FOLLOW))
        return msgspec.structs.replace(choice, **dict.fromkeys(ignored, ""))


def choice_values(figures: Figures, shows: Iterable[str]) -> dict[str, frozenset[str]]:
    """What each field of a choice may be in this release."""
    areas = figures.release.table("areas")["area"]
    types = [*figures.types, *figures.type_groups.ids]
    return {
        "area": frozenset(areas),
        "stakeholder": frozenset(types),
        "show": frozenset(shows),
        "question": frozenset(one.id for one in (*figures.positions.questions, *figures.comments.questions)),
        "theme": frozenset(figures.comments.themes),
        "measure": frozenset(MEASURES),
        "codes": frozenset(CODES),
        "cut": frozenset(cut for cut, _ in figures.slices),
        "benchmark": frozenset(choice.id for choice in figures.readings),
        "drawing": frozenset(DRAWINGS),
        "opened": frozenset([*figures.region_groups.ids, *figures.type_groups.ids]),
    }
