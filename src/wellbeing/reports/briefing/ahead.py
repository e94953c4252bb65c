"""Scenes of what is not known, and of where to go next."""

from collections import Counter
from typing import Any

import polars as pl

from wellbeing.language import join_words, say
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import SceneContent
from wellbeing.reports.briefing.evidence_line import evidence_line
from wellbeing.reports.briefing.tables import table_of
from wellbeing.reports.limits import unknowns
from wellbeing.reports.next_rows import SETTLING, next_rows
from wellbeing.reports.where_next import NextReport
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.judging import judged_words
from wellbeing.state.answer import Answer

#: Words of a title that a room reads at once.
MOST_WORDS = 10
#: Places that a title names: where the largest would be heard.
MOST_PLACES = 3
_NEXT = (
    "kind",
    "of",
    "state",
    "status",
    "heard",
    "expected",
    "events",
    "place",
    "for_whom",
    "cost_each",
    "currency",
)
_CHANCES = ("chance_without", "chance_with_these", "chance_with_all_proposed")


def unknown_scene(scene: Scene, answer: Answer) -> SceneContent:
    """How much cannot be judged, and why."""
    times = Counter(answer.coverage.family["state"].cast(pl.String))
    unjudged = sum(times[state] for state in (*UNRESOLVED, "no_benchmark"))
    rows = [
        {"state": say(STATE_WORDS[state]), "number": times[state]} for state in STATE_WORDS if times[state]
    ]
    caption = say("What can be said of {judged}", judged=judged_words(answer.figures))
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title
        or say(
            "{number} of {all} {judged} cannot be judged",
            number=unjudged,
            all=sum(times.values()),
            judged=judged_words(answer.figures, is_short=True),
        ),
        statements=tuple(unknowns(answer)),
        table=table_of(caption, rows, ("state", "number")),
        evidence=evidence_line(answer),
        notes=scene.notes,
    )


def _where(places: list[str], events: str) -> str:
    """``Settling the largest gaps would take hui in Whangārei and New Plymouth``."""
    if not places:
        return say("No place is known where more {events} would help", events=events)
    return say(
        "Settling the largest gaps would take {events} in {places}", events=events, places=join_words(places)
    )


def _chosen(rows: list[dict[str, Any]], answer: Answer) -> str:
    """``The hui that help most together would be in Christchurch (2), Blenheim and Rotorua``."""
    times = Counter[str]()
    for row in rows:
        if row["kind"] != say(SETTLING) and row["place"]:
            times[row["place"]] += row["events"] or 1
    named = [f"{place} ({number})" if number > 1 else place for place, number in times.items()]
    events = answer.names.words.events
    return (
        say(
            "The {events} that help most together would be in {named}.",
            events=events,
            named=join_words(named),
        )
        if named
        else ""
    )


def next_scene(scene: Scene, answer: Answer) -> SceneContent:
    """What further events would settle, and where more would change nothing."""
    report = NextReport(answer)
    said = report.sentences()
    rows = next_rows(answer).to_dicts()
    short = [sentence for sentence in said if len(sentence.split()) <= MOST_WORDS]
    places = list(
        dict.fromkeys(row["place"] for row in rows if row["kind"] == say(SETTLING) and row["place"])
    )
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title
        or (short[0].rstrip(".") if short else _where(places[:MOST_PLACES], answer.names.words.events)),
        statements=tuple(filter(None, (*said, _chosen(rows, answer), report.assumptions()))),
        table=table_of(say("What would settle it"), rows, (*_NEXT, *_CHANCES)) if rows else None,
        evidence=evidence_line(answer),
        notes=scene.notes,
    )
