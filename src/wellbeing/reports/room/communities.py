"""What is published of communities, for whoever asks in a room: the second lens, of each its own part of the people."""

from typing import Final

from wellbeing.language import message, say
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.reports.briefing.content import Briefing, RoomAnswer
from wellbeing.reports.communities import community_pictures
from wellbeing.reports.words.cells import STATE_WORDS, CellRow, standing_words_of
from wellbeing.reports.words.picture import nothing
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard

#: What the id of a community begins with where ids of types stand: none of these has such a sign.
COMMUNITY: Final = "community:"
NOT_HERE: Final = message("not told of this group of {regions}.")


def community_answers(told: Briefing, answer: Answer) -> dict[tuple[str, str], RoomAnswer]:
    """Area and community (with ``COMMUNITY`` before its id) → what a room is told of it."""
    rows = {(row["area"], row["community"]): row for row in communities_heard(answer.figures).to_dicts()}
    areas, pictures = dict.fromkeys(one.area for one in told.room), community_pictures(answer)
    found = {}
    for community in answer.figures.engagement.communities:
        for area in areas:
            row = rows.get((area, community.id))
            here = {"community": community.en, "area": answer.names.area(area)}
            none = say(NOT_HERE, regions=answer.names.words.regions)
            who = say("{community} in {area}" if area else "{community} everywhere", **here)
            said = f"{who}: {standing_words_of(row, answer.threshold) if row else none}"
            found[area, f"{COMMUNITY}{community.id}"] = RoomAnswer(
                area=area,
                stakeholder=f"{COMMUNITY}{community.id}",
                name=f"{answer.names.area(area)} · {community.en}" if area else community.en,
                picture=pictures.get((area, community.id), nothing(none)),
                sentence=said,
                spoken=said,
                firm="",
                is_answered=_is_judged(row),
                is_lent=False,
                status=row["status"] if row else "",
                heard=row["count"] if row else None,
                low=row["low"] if row else None,
                high=row["high"] if row else None,
                expected=row["expected"] if row else None,
            )
    return found


def _is_judged(row: CellRow | None) -> bool:
    """Whether what was heard can be held against what was expected."""
    return row is not None and row["state"] in STATE_WORDS.keys() - {*UNRESOLVED, "no_benchmark"}
