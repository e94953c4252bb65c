"""A text as the set of its runs of three words, by which near-copies are known."""

import re
from typing import Final

from wellbeing.opinion.wording import plain

#: Words in a shingle.
RUN: Final = 3
_WORD: Final = re.compile(r"\w+(?:'\w+)?")


def shingles(text: str) -> frozenset[str]:
    """The runs of three words in a text, in lower case; none in a text of fewer words."""
    words = _WORD.findall(plain(text).lower())
    return frozenset(" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the other has too: high for a letter with a sender's own opening."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
