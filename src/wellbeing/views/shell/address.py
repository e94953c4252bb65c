"""The page's address carries the selection, so that a link reopens the same view; and says what changed."""

import re
from functools import partial
from typing import Final

import panel as pn
import param

from wellbeing.model.decisions.address import ADDRESS_KEYS
from wellbeing.reports.comparison import comparison_points
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.shows.show import Show
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice, from_address, strange_names, to_address
from wellbeing.state.explorer import Explorer, Write
from wellbeing.views.shell.markup import Keys

#: What a browser calls the machine that it runs on (the same in markup.js).
OWN: Final = re.compile(r"(^|\.)localhost$|^127\.|^\[?::1\]?$")


def follow_address(explorer: Explorer, keys: Keys) -> None:
    """Take what the address asks for, then keep it true; tell a screen reader the point of each change."""

    def work_out(answer: Answer) -> Write:
        said = "" if answer is explorer.answer else _point(answer)  # a page that is opened says nothing
        return partial(keys.param.update, query=to_address(answer.choice), announcement=said)

    def step(event: param.parameterized.Event) -> None:
        explorer.filters.restore(from_address(event.new), strange_names(event.new))

    keys.fields = list(ADDRESS_KEYS.values())
    query = str(pn.state.location.search) if pn.state.location else ""
    wishes, strange = from_address(query), strange_names(query)
    if wishes or strange:
        explorer.filters.choose(wishes, strange)
    explorer.follow(work_out)
    keys.param.watch(step, "asked", onlychanged=False)


def page_link(choice: Choice) -> str:
    """The address that opens the page at a choice, as the reader's browser calls it; "" outside of one.

    Where that is of this machine alone, which nobody else can open, what stands behind its name.
    """
    if not (here := pn.state.location) or not here.hostname:
        return ""
    query = to_address(choice)
    port = f":{here.port}" if here.port else ""
    behind = f"{here.pathname}{f'?{query}' if query else ''}"
    return behind if OWN.search(here.hostname) else f"{here.protocol}//{here.hostname}{port}{behind}"


def _point(answer: Answer) -> str:
    show = show_of(answer)
    choice = answer.choice.only({"show", "area", "stakeholder", "question", "compare", *show.fields})
    said: str = answer.figures.kept.get((follow_address, choice, show), partial(_spoken, answer, show))
    return said


def _spoken(answer: Answer, show: Show) -> str:
    return " ".join(comparison_points(answer) or [show.point(answer)[0]])
