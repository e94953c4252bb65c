"""The finder: anything that has a name on the page, found in the browser while it is typed."""

from functools import partial
from typing import Any

import param

from wellbeing.language import say
from wellbeing.reports.finding import index_of
from wellbeing.state.explorer import Explorer
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.pressing import take_choice
from wellbeing.views.shell.sheet import ASSETS


class Finder(Markup):
    """A field to type into; what is chosen from what it finds is one choice, as a press on the map is.

    The index is sent once, as one text: typing asks the server for nothing.
    """

    index = param.String(default="", constant=True, doc="What can be found, as JSON (``reports.finding``).")
    hint = param.String(default="", constant=True, doc="What may be typed.")

    _esm = ASSETS / "finder.js"

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Take the release's index, which all readers share."""
        words = explorer.figures.names.words
        hint = say(
            "A {region}, town, {type}, organisation, theme or question", region=words.region, type=words.type
        )
        super().__init__(
            partial(take_choice, explorer),
            **{"index": index_of(explorer.figures), "hint": hint, "css_classes": ["finding"]} | params,
        )
