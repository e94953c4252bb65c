"""The page's address carries the selection, so that a link reopens the same view; and says what changed."""

import panel as pn

from wellbeing.reports.names import Names
from wellbeing.reports.point import point
from wellbeing.state.choice import ADDRESS, from_address, to_address
from wellbeing.state.explorer import Explorer
from wellbeing.views.markup import Keys


def follow_address(explorer: Explorer, keys: Keys) -> None:
    """Take what the address asks for, then keep it true; tell a screen reader the point of each change."""
    names = Names(explorer.release.engagement, explorer.release.table("areas"))

    def said(_event: object) -> None:
        keys.query = to_address(explorer.answer.choice)
        keys.said = point(explorer.answer, explorer.figures, names)[0]

    keys.fields = list(ADDRESS.values())
    asked = from_address(pn.state.location.search if pn.state.location else "")
    if asked:
        explorer.filters.choose(asked)
    explorer.param.watch(said, "answer")
