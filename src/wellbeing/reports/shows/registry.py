"""Which shows there are: every class of this folder that is a whole show, and those registered from elsewhere."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from typing import Final

from wellbeing.model.errors import DataError, quoted
from wellbeing.release.store.opening import Release
from wellbeing.reports import shows
from wellbeing.reports.shows.community_lens import CommunityLens
from wellbeing.reports.shows.show import Show
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer
from wellbeing.state.figures import Figures
from wellbeing.state.rows.shared import figures_of

#: Shows from outside this folder: an analyst's, a test's.
_REGISTERED: Final[dict[str, Show]] = {}
#: Who was heard, of one community.
_LENS: Final[Show] = CommunityLens()


def register(show: Show) -> Show:
    """Take a show from elsewhere; one with the same id that was registered before gives way to it.

    Raises:
        DataError: a show of this folder has that id.
    """
    if show.id in _shipped():
        msg = f"There is a show '{show.id}' already. Ids taken: {quoted(_shipped())}. Choose another."
        raise DataError(msg)
    _REGISTERED[show.id] = show
    return show


def unregister(name: str) -> None:
    """Let go of a show that was registered."""
    _REGISTERED.pop(name, None)


def registered() -> list[Show]:
    """Shows from outside this folder, in the order in which they came."""
    return list(_REGISTERED.values())


def available_shows(figures: Figures) -> list[Show]:
    """The shows that a release has what they need for, in the order of the switch."""
    every = {**_shipped(), **_REGISTERED}.values()
    return [show for show in sorted(every, key=_place) if show.is_available(figures)]


def show_of(answer: Answer) -> Show:
    """The show that is chosen, of a community where one is; the first where a release does not offer that."""
    available = available_shows(answer.figures)
    chosen = next((show for show in available if show.id == answer.choice.show), available[0])
    return _LENS if answer.choice.community and "community" in chosen.fields else chosen


def explorer_of(release: Release, figures: Figures | None = None) -> Explorer:
    """The state of one reader's page, who may choose among the shows that the release offers.

    Args:
        release: the published tables.
        figures: of the same release; if None, those that all readers of this opened release share.
    """
    shared = figures or figures_of(release)
    return Explorer(shared, {show.id: show.fields for show in available_shows(shared)})


@cache
def _shipped() -> dict[str, Show]:
    return {show.id: show for show in _in_this_folder()}


def _in_this_folder() -> Iterator[Show]:
    names = [f"{shows.__name__}.{module.name}" for module in iter_modules(shows.__path__)]
    for name in names:
        own = [each for each in vars(import_module(name)).values() if getattr(each, "__module__", "") == name]
        yield from (each() for each in own if _is_whole(each))


def _is_whole(each: object) -> bool:
    """Whether this is the class of a show, and not of what several have in common."""
    return isinstance(each, type) and issubclass(each, Show) and not isabstract(each) and each.stands_alone


def _place(show: Show) -> tuple[int, str]:
    return show.place, show.id
