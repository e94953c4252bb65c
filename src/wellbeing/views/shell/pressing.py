"""What a press does reaches the reader whole: never before the page can be written to, never in halves."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import panel as pn
from panel.io import hold

from wellbeing.state.explorer import Explorer


def take(deed: Callable[[], None]) -> None:
    """Do what was pressed, and send all that it changes as one message.

    A page is seen and can be pressed a while before its browser has told the server that it is ready. Panel
    drops what is written until then, and the page would stay behind its own choice for good: so what is
    pressed early waits.
    """
    whole = partial(_whole, deed)
    if pn.state.loaded:
        whole()
    else:
        pn.state.onload(partial(pn.state.execute, whole, schedule=True))


def take_choice(explorer: Explorer, data: Mapping[str, Any]) -> None:
    """Change the shared selection as a press says; one that chooses nothing leaves it."""
    choice, more = data.get("set"), data.get("add")
    if isinstance(more, dict) and more:
        explorer.filters.add(more)
    elif isinstance(choice, dict) and choice:
        explorer.filters.choose(choice)


def _whole(deed: Callable[[], None]) -> None:
    with hold(pn.state.curdoc):
        deed()
