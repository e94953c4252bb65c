"""The page's address carries the selection, so that a link reopens the same view; and says what changed."""

import panel as pn

from wellbeing.reports.shows.registry import show_of
from wellbeing.state.choice import ADDRESS_KEYS, from_address, to_address
from wellbeing.state.explorer import Explorer
from wellbeing.views.shell.markup import Keys


def follow_address(explorer: Explorer, keys: Keys) -> None:
    """Take what the address asks for, then keep it true; tell a screen reader the point of each change."""

    def follow(_event: object) -> None:
        answer = explorer.answer
        keys.query = to_address(answer.choice)
        keys.announcement = show_of(answer).point(answer)[0]

    keys.fields = list(ADDRESS_KEYS.values())
    wishes = from_address(pn.state.location.search if pn.state.location else "")
    if wishes:
        explorer.filters.choose(wishes)
    explorer.param.watch(follow, "answer")
