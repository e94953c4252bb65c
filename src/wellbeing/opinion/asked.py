"""What a question asks for: to "What was good?" a thing named is praised, to "What was bad?" faulted."""

import re
from enum import Enum
from functools import lru_cache
from typing import Final


class Asked(Enum):
    """What an answer that names a thing says about the thing."""

    #: "What could we do better?": what is named is a fault or a wish.
    FAULTS = "faults"
    #: "What was good?": what is named is praised.
    PRAISE = "praise"
    #: Both, neither, or no question known.
    OPEN = "open"


_FAULTS: Final = re.compile(
    r"\b(improv\w*|better|chang\w+|differently|worr\w+|concern\w*|wrong|problem\w*|missing|difficult\w*|dislike\w*|"
    r"dissatisf\w+|challeng\w+|barrier\w*|bad|badly|gaps?|weakness\w*|risks?|worst|poor|fears?|harms?|complain\w*)\b",
    re.IGNORECASE,
)
_PRAISE: Final = re.compile(
    r"\b(good|well|best|enjoy\w*|hopes?|satisf\w+|strengths?|liked?(?! to)|pleased|positives?|works? for you|"
    r"helpful|helped|valued?|proud|success\w*)\b",
    re.IGNORECASE,
)
#: "if you would like", "would you like to": politeness, not a question about liking.
_POLITE: Final = re.compile(
    r"\b(would (you|also)? ?like|if you (would )?like|as well( as)?|well-?being)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def asked(question: str | None) -> Asked:
    """What the question asks for; ``OPEN`` for None, for both at once and for neither."""
    text = _POLITE.sub(" ", question or "")
    faults, praise = bool(_FAULTS.search(text)), bool(_PRAISE.search(text))
    if faults == praise:
        return Asked.OPEN
    return Asked.FAULTS if faults else Asked.PRAISE
