"""What is said of the events ahead taken together: what they settle, whose they are, what stays open or enough."""

from typing import Final

import polars as pl

from wellbeing.language import message, say, spelled
from wellbeing.measures.planning.where_next import LIKELY, WhereNext, is_firm, is_out_of_reach
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.settling import more_events
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import still_planned

#: Names that a sentence holds.
_MOST_NAMES: Final = 3
NO_PLACE: Final = message("The plan names no place where more {events} could bring any {open} to enough.")
#: What events chosen together would do; and what of gaps, where there are any.
SETTLE: Final = message(
    "{events}, chosen to help most together, would probably bring to enough {number} {open}."
)
SETTLE_GAPS: Final = message(
    "{events}, chosen to help most together, would probably bring to enough {number} {open}, {gaps} of them a gap."
)
#: How many of those that have enough would keep it, and whether there is one of them.
_KEPT: Final = {
    ("some", False): message(
        "{number} of the {of} that have enough would very likely keep it, were {events} more held elsewhere."
    ),
    ("all", False): message(
        "The {number} that have enough would very likely keep it, were {events} more held elsewhere."
    ),
    ("one", True): message(
        "The one that has enough would very likely keep it, were {events} more held elsewhere."
    ),
}


def together_sentence(found: WhereNext, answer: Answer) -> str:
    """What the events, chosen together, would bring to enough."""
    words, number = answer.figures.engagement.words, int((found.open["after"] >= LIKELY).sum())
    open_ones = say(
        "of the {height} groups, {regions} and {types} that are a gap, look thin or are not clear yet",
        height=found.open.height,
        regions=words.regions,
        types=words.types,
    )
    if found.open.height == 1:
        open_ones = say("of the one that is open")
    if found.events.is_empty():
        return say(NO_PLACE, events=words.events, open=open_ones)
    gaps = found.open.filter(pl.col("state").cast(pl.String) == "gap")
    settled = int((gaps["after"] >= LIKELY).sum())
    return say(
        SETTLE_GAPS if gaps.height and number else SETTLE,
        events=upper_first(more_events(found.ahead, answer)),
        number=_or_none(number),
        open=open_ones,
        gaps=_or_none(settled),
    )


def whose_sentence(found: WhereNext, answer: Answer) -> str:
    """Whether the events are the engagement's own, or proposed here."""
    if found.events.is_empty():
        return ""
    own, words = still_planned(answer.figures), answer.figures.engagement.words
    number = int(own["events"].sum())
    if not number:
        return say(
            "All of these are proposed: the engagement has no {event} of its own still to come.",
            event=words.event,
        )
    ahead = (
        message(
            "{number} {events} of the engagement’s own plan is still to come; the table says which lines are "
            "planned."
        )
        if number == 1
        else message(
            "{number} {events} of its own plan are still to come; the table says which lines are planned."
        )
    )
    events = words.event if number == 1 else words.events
    return say(ahead, number=upper_first(spelled(number)), events=events)


def out_of_reach_sentence(found: WhereNext, answer: Answer) -> str:
    """Where more events would hardly help; empty where there is none."""
    cells = found.open.filter(is_out_of_reach()).select("area", "stakeholder").iter_rows()
    far = [answer.names.cell(*cell) for cell in cells]
    if not far:
        return ""
    return say(
        "Even {ahead} more {events}, all held there, would very likely leave too few heard of {several}.",
        ahead=spelled(found.ahead),
        events=answer.figures.engagement.words.events,
        several=_several(far),
    )


def kept_by_enough_sentence(found: WhereNext) -> str:
    """How many that have enough would keep it; empty of none."""
    firm, met = found.met.filter(is_firm()).height, found.met.height
    if not firm:
        return ""
    some = "some" if firm < met else "all" if firm > 1 else "one"
    return say(_KEPT[some, met == 1], number=firm, of=met, events=spelled(found.ahead))


def _or_none(number: int) -> str:
    return spelled(number) if number else say("none")


def _several(cells: list[str]) -> str:
    rest = len(cells) - _MOST_NAMES
    return "; ".join(cells if rest <= 0 else [*cells[:_MOST_NAMES], say("{number} more", number=rest)])
