"""What would settle a cell, in words: how many further events, where, for whom, with which chance."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits
from wellbeing.measures.coverage.states import METHOD
from wellbeing.measures.planning.where_next import AHEAD, HARDLY, LIKELY, MET, OPEN, WhereNext
from wellbeing.reports.words.cells import (
    CellRow,
    lower_first,
    percent,
    spelled,
    upper_first,
    with_article,
)
from wellbeing.state.answer import Answer
from wellbeing.state.beside.where_next import lack

#: Why nothing is planned, by what is missing.
LACK_WORDS: Final = {
    "events": "No {events} are held in this engagement, so none are planned",
    "places": "There is no plan with places, so where more {events} would help cannot be told",
    "turnout": "How many come to {event} is not known, so what more {events} would settle cannot be told",
    "expected": "How many could have been heard is not known, so what more {events} would settle cannot be told",
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
        return f"Too few are expected here to judge it, and a few more {events} would hardly change that."
    return _open_words(row, answer, events)


def _open_words(row: CellRow, answer: Answer, events: str) -> str:
    if row["most"] <= HARDLY:
        return f"Even {spelled(AHEAD)} more {events}, all held for it, would very likely leave too few heard."
    if not row["number"] and row["chance"] >= LIKELY:
        return f"Less than one more {answer.figures.engagement.words.event} may bring it to enough, so near it is."
    if row["place"] is None:
        return f"The plan names no place where more {events} could bring it to enough."
    if row["number"] is None:
        even, chance = f"{spelled(AHEAD)} more {events}", chance_words(row["chance"])
        return f"Not even {even} would surely bring it to enough ({chance})."
    held = upper_first(held_words(row, answer))
    return f"{held} would probably bring it to enough ({chance_words(row['chance'])})."


def _met_words(row: CellRow, events: str) -> str:
    heard = "More than its share was heard" if row["state"] == "over" else "Enough were heard"
    after = f"After {spelled(AHEAD)} more {events} elsewhere"
    if row["now"] >= 1 - HARDLY:
        return f"{heard}. {after} that would very likely still be enough."
    return (
        f"{heard}, but only just. {after} it may fall behind ({chance_words(row['now'])} that it does not)."
    )


def enough_sentence() -> str:
    """What events bring a cell to: less than its share, so fewer than it lacks may do."""
    return (
        f"Enough begins at about {percent(METHOD.under)} of those expected, before the full share is reached."
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
        f"{names.cell(row['area'], row['stakeholder'])}{'' if at else ' needs'} {spelled(row['number'])}"
        for at, row in enumerate(left)
    ]
    those = "one gap" if every.height == 1 else f"{spelled(every.height)} gaps"
    among = "" if every.height == len(needs) else ", the largest among them"
    return f"They leave {those} open{among}: by itself {'; '.join(needs)}; as many {words.events} do more elsewhere."


def held_words(row: CellRow, answer: Answer) -> str:
    """``two more hui in Whangārei for service users``: so many events, where, for whom.

    Args:
        row: ``number``, ``place``, ``audience``, ``area``; where that is "", a type everywhere, other places would
            do as well.
        answer: for names and words.
    """
    where = f"in {row['place']}" if row["area"] else f"anywhere, such as in {row['place']},"
    audience = row["audience"]
    whom = f" for {lower_first(answer.names.stakeholder_short(audience))}" if audience else ""
    return f"{more_events(row['number'], answer)} {where}{whom}"


def more_events(number: int, answer: Answer) -> str:
    """``one more hui``, ``six more events``."""
    words = answer.figures.engagement.words
    return f"{spelled(number)} more {words.event if number == 1 else words.events}"


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
        return "hardly a chance"
    if tenths > 9:
        return "more than 9 chances in 10"
    return f"about {tenths} {'chance' if tenths == 1 else 'chances'} in 10"


def lack_words(answer: Answer) -> str:
    """Why nothing can be planned, without a full stop; "" where something can."""
    words = answer.figures.engagement.words
    said = LACK_WORDS.get(lack(answer.figures, answer.benchmark.id), "")
    return said.format(event=with_article(words.event), events=words.events)
