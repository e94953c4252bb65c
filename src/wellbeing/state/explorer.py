"""The state of one reader's page: what is chosen, and the answer that follows from it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import msgspec
import param

from wellbeing.language import message, say
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import CODES, DRAWINGS, MEASURES, Choice
from wellbeing.state.figures import Figures
from wellbeing.state.filters import Filters

#: Fields of a choice that some shows follow and others ignore.
SOME_FOLLOW: Final = frozenset({"cut", "benchmark", "community"})
#: What a community is not told by: it is compared with its own part of the people, and small.
NOT_OF_COMMUNITIES: Final = frozenset({"cut", "benchmark"})
#: What a reader is told where an answer could not be worked out.
NOT_SHOWN: Final = message(
    "This choice could not be shown, so the page is as it was. Please tell whoever runs it."
)

#: Works out what a part says of an answer, and hands over what writes it.
Write = Callable[[], object]
WorkOut = Callable[[Answer], Write]


class Explorer(param.Parameterized):
    """One reader's choices and what they show; every part of a page follows ``answer``."""

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
        together = {"area": figures.region_groups, "stakeholder": figures.type_groups}
        self.filters = Filters(choice_values(figures, self._follows), together)
        self._parts: list[WorkOut] = []
        super().__init__(answer=answer_to(figures, self._followed()))
        self.filters.param.watch(self._follow, "choice")

    def follow(self, work_out: WorkOut) -> None:
        """Have a part say the present answer, and each that comes after it.

        All parts work out what they say of an answer before any of them says it: a page never shows one
        choice beside the figures of another, even where a part fails.
        """
        self._parts.append(work_out)
        work_out(self.answer)()

    def _follow(self, event: param.parameterized.Event) -> None:
        answer = answer_to(self.figures, self._followed())
        try:
            said = [work_out(answer) for work_out in self._parts]
        except Exception:
            self.filters.return_to(event.old, say(NOT_SHOWN))
            raise
        with param.edit_constant(self):
            self.answer = answer
        for write in said:
            write()

    def _followed(self) -> Choice:
        """The choice without what the show does not follow: no part may name what its figures ignore."""
        choice = self.filters.choice
        ignored = SOME_FOLLOW.difference(self._follows.get(choice.show, SOME_FOLLOW))
        if choice.community and "community" not in ignored:
            ignored |= NOT_OF_COMMUNITIES
        return msgspec.structs.replace(choice, **dict.fromkeys(ignored, ""))

    @property
    def left_out(self) -> dict[str, str]:
        """What is chosen and not followed by what is shown: field → value."""
        chosen, followed = self.filters.choice, self._followed()
        pairs = {name: (getattr(chosen, name), getattr(followed, name)) for name in sorted(SOME_FOLLOW)}
        return {name: value for name, (value, shown) in pairs.items() if value != shown}


def choice_values(figures: Figures, shows: Iterable[str]) -> dict[str, frozenset[str]]:
    """What each field of a choice may be in this release."""
    areas = figures.release.table("areas")["area"]
    types = [*figures.types, *figures.type_groups.ids]
    return {
        "area": frozenset(areas),
        "stakeholder": frozenset(types),
        "community": frozenset(one.id for one in figures.engagement.communities),
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
