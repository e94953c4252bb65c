"""What a room is likely to ask at each scene, and which of it the data cannot answer."""

from typing import Final

import msgspec

from wellbeing.language import say
from wellbeing.reports.briefing.content import Briefing, RoomAnswer, SceneContent
from wellbeing.reports.shows.listing import Listing

#: Of each kind: those of whom most are expected, those that lack voices, and those that cannot be answered.
MOST_OF_A_KIND: Final = 2
_LACKING: Final = frozenset({"gap", "thin"})
#: Key of a row of which no figure is told.
_UNSAID: Final = "unsaid"


class Likely(msgspec.Struct, frozen=True):
    """A question, what there is to say to it, and whether that answers it."""

    question: str
    reply: str
    is_answered: bool


def likely_questions(scene: SceneContent, told: Briefing) -> tuple[Likely, ...]:
    """Questions that a scene provokes: of its own rows where it lists what was said, else of regions and types."""
    if isinstance(scene.picture, Listing) and scene.kind == "said":
        rows = [row for _, block in scene.picture.rows for row in block]
        hidden = [row for row in rows if not row.left or row.key == _UNSAID]
        asked = [*hidden, *[row for row in rows if row not in hidden][: MOST_OF_A_KIND + 1]]
        return tuple(
            Likely(say("What did {name} say?", name=row.name), row.words, is_answered=row not in hidden)
            for row in asked
        )
    if scene.kind not in {"heard", "map", "gaps", "unknown", "next"}:
        return ()
    known = [one for one in told.room if (one.area or one.stakeholder) and _belongs(one, scene.kind)]
    by_size = sorted(known, key=lambda one: one.expected or 0, reverse=True)
    picked = [
        *[one for one in by_size if not one.is_answered][:MOST_OF_A_KIND],
        *[one for one in by_size if one.picture.key in _LACKING and one.is_answered][:MOST_OF_A_KIND],
        *by_size[:MOST_OF_A_KIND],
    ]
    every = {(one.area, one.stakeholder): one for one in picked}
    return tuple(
        Likely(say("Were enough heard: {name}?", name=one.name), one.spoken, is_answered=one.is_answered)
        for one in every.values()
    )


def _belongs(one: RoomAnswer, kind: str) -> bool:
    """Whether a room asks this at such a scene: types where types are shown, regions at the map, pairs elsewhere."""
    if kind == "heard":
        return not one.area
    return not one.stakeholder if kind == "map" else bool(one.area and one.stakeholder)
