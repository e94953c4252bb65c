"""The valence of a question: to "What was good?" a thing named is praised, to "What was bad?" faulted."""

import re
from enum import Enum
from functools import lru_cache
from typing import Final


class Valence(Enum):
    """What an answer that names a thing says about the thing."""

    #: "What could we do better?": what is named is a fault or a wish.
    FAULTS = "faults"
    #: "What was good?": what is named is praised.
    PRAISE = "praise"
    #: Both, neither, or no question known.
    OPEN = "open"


_FAULTS: Final = re.compile(
    r"\b(improv\w*|better|(would|should|could|can|must|to) (\w+ )?change|differently|worr(y|ies|ied|ying)|"
    r"concerns?|"
    r"wrong|problems?|missing|difficult\w*|disliked?|dissatisf\w+|challeng\w+|barriers?|bad|badly|weakness\w*|"
    r"risks?|worst|fears?|complain\w*)\b",
    re.IGNORECASE,
)
_PRAISE: Final = re.compile(
    r"\b(good|best|(went|works?|worked|working|do|does|did|doing) (\w+ )?well|enjoy\w*|satisf\w+|strengths?|"
    r"(you|they|people) liked?|liked? (about|best|most)|pleased|positives?|helpful|proud)\b",
    re.IGNORECASE,
)
#: Asks for anything, whatever else it says.
_ANYTHING: Final = re.compile(r"\b(hopes?|anything else|other comments?)\b", re.IGNORECASE)
#: "if you would like to", "how well was it": politeness and ratings, not questions about what was good.
_ASIDE: Final = re.compile(
    r"\b(would (you|also)? ?like|if you (would )?like|as well( as)?|well-?being|how \w+)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def question_valence(question: str | None) -> Valence:
    """What the question asks for; ``OPEN`` for None, for both at once and for neither."""
    text = _ASIDE.sub(" ", question or "")
    faults, praise = bool(_FAULTS.search(text)), bool(_PRAISE.search(text))
    if faults == praise or _ANYTHING.search(text):
        return Valence.OPEN
    return Valence.FAULTS if faults else Valence.PRAISE
