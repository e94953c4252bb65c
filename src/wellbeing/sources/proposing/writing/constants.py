"""What no column says: the channel and topic of a whole file, where something else in it leaves no doubt."""

from dataclasses import dataclass
from typing import Final

from wellbeing.model.engagement import Engagement
from wellbeing.model.vocabulary import BOTH
from wellbeing.sources.proposing.evidence.lexicon import mentions
from wellbeing.sources.proposing.found import Found

_HUI: Final = "hui"
_ONLINE: Final = "online"


@dataclass(frozen=True)
class Constant:
    """A word for all rows, or a question."""

    word: str
    sure: bool
    why: str


def channel(found: Found, engagement: Engagement) -> Constant:
    """How all responses arrived."""
    declared = [each.id for each in engagement.channels if each.id != _HUI]
    if len(declared) == 1:
        return Constant(declared[0], sure=True, why="The engagement's only channel for responses.")
    labels = [column.label for column in found.columns]
    marks = [label for label in labels if mentions(label, "web")]
    day = found.given.get("received_on")
    timed = bool(day and day.match.column.days.timed)
    is_paper = any(mentions(label, "paper") for label in labels)
    if _ONLINE in declared and (marks or timed) and not is_paper:
        why = "times of day" if timed else "headings that web forms write"
        return Constant(_ONLINE, sure=True, why=f"No column says the channel; the file has {why}.")
    listed = ", ".join(f'"{one}"' for one in declared)
    first = _ONLINE if _ONLINE in declared else next(iter(declared), "")
    return Constant(first, sure=False, why=f"how did these responses arrive? One of {listed}.")


def topic(found: Found, engagement: Engagement) -> Constant:
    """What all responses are about: the only topic, or those of the questions that are surely answered."""
    if len(engagement.topics) == 1:
        return Constant(engagement.topics[0].id, sure=True, why="The engagement's only topic.")
    answered = {one.topic for one in engagement.questions if found.sure(one.id)}
    if answered:
        word = next(iter(answered)) if len(answered) == 1 else BOTH
        return Constant(
            word, sure=True, why="No column says the topic; this is what the questions below are about."
        )
    listed = ", ".join(f'"{each.id}"' for each in (*engagement.topics,))
    return Constant(BOTH, sure=False, why=f'what were they asked about? One of {listed}, "{BOTH}".')
