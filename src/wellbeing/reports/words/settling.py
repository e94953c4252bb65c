"""What would settle a cell, in words: how many further events, where, for whom, with which chance."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits, message, say, say_many, spelled
from wellbeing.measures.coverage.states import METHOD
from wellbeing.measures.planning.where_next import AHEAD, HARDLY, LIKELY, MET, OPEN, WhereNext
from wellbeing.reports.words.cells import CellRow, lower_first, percent, upper_first, with_article
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import lack

#: How many of the gaps that are left open are named → what is said of them.
_PASSED: Final = {
    "one": message("They leave one gap open: by itself {needs}; as many {events} do more elsewhere."),
    "all": message("They leave {number} gaps open: by itself {needs}; as many {events} do more elsewhere."),
    "some": message(
        "They leave {number} gaps open, the largest among them: by itself {needs}; as many {events} do more "
        "elsewhere."
    ),
}

#: Why nothing is planned, by what is missing.
LACK_WORDS: Final = {
    "events": message("No {events} are held in this engagement, so none are planned"),
    "places": message("There is no plan with places, so where more {events} would help cannot be told"),
    "turnout": message(
        "How many come to {event} is not known, so what more {events} would settle cannot be told"
    ),
    "expected": message(
        "How many could have been heard is not known, so what more {events} would settle cannot be told"
    ),
}

#: Whether more than its share was heard, and whether that is sure → what is said of it.
_MET: Final = {
    (True, True): message("More than its share was heard."),
    (True, False): message("More than its share was heard, but only just."),
    (False, True): message("Enough were heard."),
    (False, False): message("Enough were heard, but only just."),
}
#: Whether that is sure → what events elsewhere would do to it.
_KEPT: Final = {
    True: message("After {number} more {events} elsewhere that would very likely still be enough."),
    False: message("After {number} more {events} elsewhere it may fall behind ({chance} that it does not)."),
}

#: As many of the largest gaps are named where the events chosen together leave them open.
MOST_PASSED: Final = 3


def what_settles(row: CellRow, answer: Answer) -> str:
    """What would settle a cell, of ``measures.planning.where_next.nearest``, in a sentence or two.

    This alone says how many events a cell needs.
    """
    events = answer.figures.engagement.words.events
    if row["state"] in MET:
        return _met_words(row, events)
    if row["state"] not in OPEN:
        return say(
            "Too few are expected here to judge it, and a few more {events} would hardly change that.",
            events=events,
        )
    return _open_words(row, answer, events)


def _open_words(row: CellRow, answer: Answer, events: str) -> str:
    if row["most"] <= HARDLY:
        return say(
            "Even {number} more {events}, all held for it, would very likely leave too few heard.",
            number=spelled(AHEAD),
            events=events,
        )
    if not row["number"] and row["chance"] >= LIKELY:
        return say(
            "Less than one more {event} may bring it to enough, so near it is.",
            event=answer.figures.engagement.words.event,
        )
    if row["place"] is None:
        return say("The plan names no place where more {events} could bring it to enough.", events=events)
    chance = chance_words(row["chance"])
    if row["number"] is None:
        surely = message("Not even {number} more {events} would surely bring it to enough ({chance}).")
        return say(surely, number=spelled(AHEAD), events=events, chance=chance)
    held = upper_first(held_words(row, answer))
    return say("{held} would probably bring it to enough ({chance}).", held=held, chance=chance)


def _met_words(row: CellRow, events: str) -> str:
    is_over, is_sure = row["state"] == "over", row["now"] >= 1 - HARDLY
    told = {"number": spelled(AHEAD), "events": events, "chance": chance_words(row["now"])}
    return f"{say(_MET[is_over, is_sure])} {say(_KEPT[is_sure], **told)}"


def enough_sentence() -> str:
    """What events bring a cell to: less than its share, so fewer than it lacks may do."""
    return say(
        "Enough begins at about {under} of those expected, before the full share is reached.",
        under=percent(METHOD.under),
    )


def largest_first(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells that are open, in the order of the list of gaps; then those not clear yet, the largest first."""
    place = pl.col("state").cast(pl.String).replace_strict({one: at for at, one in enumerate(OPEN)})
    return cells.sort(place, -pl.coalesce("needed_high", "expected"), "area", "stakeholder")


def passed_over(found: WhereNext, answer: Answer) -> str:
    """Which of the largest gaps the events chosen together leave open, and why; empty where they leave none."""
    gaps = largest_first(found.open.filter(pl.col("state").cast(pl.String) == "gap"))
    every = gaps.filter(pl.col("after") < LIKELY)
    left = every.filter(pl.col("number") > 0).head(MOST_PASSED).to_dicts()
    if not left or found.events.is_empty():
        return ""
    words, names = answer.figures.engagement.words, answer.names
    needs = [
        say(
            "{cell} {number}" if at else "{cell} needs {number}",
            cell=names.cell(row["area"], row["stakeholder"]),
            number=spelled(row["number"]),
        )
        for at, row in enumerate(left)
    ]
    told = {"number": spelled(every.height), "needs": "; ".join(needs), "events": words.events}
    return say(_PASSED[_how_many(every.height, len(needs))], **told)


def _how_many(every: int, named: int) -> str:
    return "one" if every == 1 else "all" if every == named else "some"


def held_words(row: CellRow, answer: Answer) -> str:
    """``two more hui in Whangārei for service users``: so many events, where, for whom.

    Args:
        row: ``number``, ``place``, ``audience``, ``area``; where that is "", a type everywhere, other places would
            do as well.
        answer: for names and words.
    """
    audience, place = row["audience"], row["place"]
    more = more_events(row["number"], answer)
    held = (
        say("{more} in {place}", more=more, place=place)
        if row["area"]
        else say("{more} anywhere, such as in {place},", more=more, place=place)
    )
    if not audience:
        return held
    return say("{held} for {whom}", held=held, whom=lower_first(answer.names.stakeholder_short(audience)))


def more_events(number: int, answer: Answer) -> str:
    """``one more hui``, ``six more events``."""
    words = answer.figures.engagement.words
    events = words.event if number == 1 else words.events
    return say("{number} more {events}", number=spelled(number), events=events)


def cost_words(event: CellRow, answer: Answer) -> str:
    """``NZ$ 5,000``, of all events of a row; the number alone of a release from before currencies were told."""
    if event["cost"] is None:
        return "–"
    amount = in_digits(event["cost"] * event["number"])
    return f"{answer.figures.engagement.currency}\N{NO-BREAK SPACE}{amount}".strip()


def chance_words(chance: float) -> str:
    """``about 8 chances in 10``; never none, never certain."""
    tenths = round(10 * chance)
    if tenths < 1:
        return say("hardly a chance")
    if tenths > 9:
        return say("more than 9 chances in 10")
    return say_many("about {count} chance in 10", "about {count} chances in 10", tenths)


def lack_words(answer: Answer) -> str:
    """Why nothing can be planned, without a full stop; "" where something can."""
    words = answer.figures.engagement.words
    said = LACK_WORDS.get(lack(answer.figures, answer.benchmark.id), "")
    return say(said, event=with_article(words.event), events=words.events)
