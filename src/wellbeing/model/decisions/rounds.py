"""Rounds of consultation: on the approach, on the draft ("have we heard you correctly?"), on its final review."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from wellbeing.language import message

#: What each round is called where rounds stand side by side.
ROUND_WORDS: Final = {
    "engage": message("On the approach"),
    "draft": message("On the draft"),
    "final": message("Final"),
}

#: The same within a sentence.
IN_ROUND: Final = {
    "engage": message("on the approach"),
    "draft": message("on the draft"),
    "final": message("in the final round"),
}


class Round(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A round of an engagement: contributions say which they are of."""

    #: One of ``vocabulary.ROUNDS``.
    id: str
    #: The next one ends it.
    starts_on: dt.date


def begun(rounds: Sequence[Round], day: dt.date) -> tuple[Round, ...]:
    """The rounds that had begun by the end of a day's month."""
    return tuple(one for one in rounds if one.starts_on.replace(day=1) <= day)
