"""The state of one reader's page: what is chosen, and the answer that follows from it."""

import param

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.store.opening import Release
from wellbeing.state.answer import Answer, answer
from wellbeing.state.choice import CODES, DRAWINGS, MEASURES, SHOWS
from wellbeing.state.figures import Figures
from wellbeing.state.filters import Filters
from wellbeing.state.stated import counted


class Explorer(param.Parameterized):
    """One reader's choices and what they show; every part of a page watches ``answer``."""

    answer: Answer = param.ClassSelector(  # type: ignore[assignment]
        class_=Answer, constant=True, doc="The tables of the present choice."
    )

    def __init__(self, release: Release, figures: Figures | None = None) -> None:
        """Open a release.

        Args:
            release: the published tables.
            figures: figures of the same release that other sessions share; worked out anew if None.
        """
        self.release = release
        self.figures = figures or Figures(release)
        self.filters = Filters(known(self.figures))
        super().__init__(answer=answer(self.figures, self.filters.choice))
        self.filters.param.watch(self._follow, "choice")

    def _follow(self, _event: object) -> None:
        with param.edit_constant(self):
            self.answer = answer(self.figures, self.filters.choice)


def known(figures: Figures) -> dict[str, frozenset[str]]:
    """What each field of a choice may be in this release."""
    engagement, areas = figures.engagement, figures.release.table("areas")["area"]
    groups = [*engagement.region_groups, *engagement.stakeholder_groups]
    types = [*engagement.stakeholders, *engagement.stakeholder_groups]
    return {
        "area": frozenset(areas),
        "stakeholder": frozenset(term.id for term in types),
        "show": frozenset(SHOWS if figures.comments.questions else SHOWS[:2]),
        "question": frozenset(one.id for one in (*figures.headline, *figures.comments.questions)),
        "theme": frozenset(figures.comments.themes),
        "measure": frozenset(MEASURES),
        "codes": frozenset(CODES),
        "cut": frozenset(cut for cut, _ in cuts(figures)),
        "benchmark": frozenset(choice.id for choice in figures.benchmarks),
        "drawing": frozenset(DRAWINGS),
        "opened": frozenset(group.id for group in groups),
    }


def cuts(figures: Figures) -> list[tuple[str, str]]:
    """Every value of every slice that the release holds, as ``channel:paper`` and the slice's label."""
    found: list[tuple[str, str]] = []
    for cut in figures.release.lattice.plain:
        values = counted(figures.release, "total", cut.name)[cut.name].unique(maintain_order=True)
        found += [(f"{cut.name}:{value}", cut.label) for value in values if value != NOT_STATED]
    return found
