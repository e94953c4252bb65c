"""Shingles, runs of three words, as numbers: a text is the set of its runs, and a sketch stands for the set.

MinHash (Broder 1997, "On the resemblance and containment of documents"): two sketches agree in a place as often as
their sets share runs.
"""

import hashlib
import re
from typing import Final

import numpy as np
import numpy.typing as npt

from wellbeing.opinion.text.words import normalise

#: Words in a shingle.
_RUN: Final = 3
#: Numbers of a sketch.
PLACES: Final = 128
Runs = npt.NDArray[np.uint64]
Sketch = npt.NDArray[np.uint32]
_WORD: Final = re.compile(r"\w+(?:'\w+)?")
_BITS: Final = 64
_HALF: Final = np.uint64(32)


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=_BITS // 8).digest(), "little")


def _numbers(of: str, number: int) -> Runs:
    """So many numbers, the same everywhere."""
    return np.array([_number(f"{of} {place}") for place in range(number)], np.uint64)


#: Each number of a sketch orders all runs anew, and each word of a run counts by its place: by odd multipliers.
_ORDERS: Final = _numbers("order", PLACES) | np.uint64(1)
_SHIFTS: Final = _numbers("shift", PLACES)
_BY_PLACE: Final = _numbers("place", _RUN) | np.uint64(1)


class Shingles:
    """The runs of texts; a word has the same number in all of them, on every machine."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, text: str) -> Runs:
        """The runs of three words in a text, in lower case, each once, in order; none in a text of fewer words."""
        words = _WORD.findall(normalise(text).lower())
        number = len(words) - _RUN + 1
        if number <= 0:
            return np.zeros(0, np.uint64)
        each = np.array([self._known(word) for word in words], np.uint64)
        parts = [each[place : place + number] * _BY_PLACE[place] for place in range(_RUN)]
        runs = parts[0] + parts[1] + parts[2]
        return np.unique(runs ^ (runs >> _HALF))

    def _known(self, word: str) -> int:
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = _number(word)
        return found


def least(runs: Runs, starts: npt.NDArray[np.int64], place: int) -> Sketch:
    """The least of each text's runs in one of ``PLACES`` orders: one number of its sketch.

    Args:
        runs: of texts, one after the other, each of at least one run.
        starts: where each text's begin.
        place: which order.
    """
    ordered = runs * _ORDERS[place] + _SHIFTS[place]
    of_texts: Sketch = (np.minimum.reduceat(ordered, starts) >> _HALF).astype(np.uint32)
    return of_texts


def shared(one: Runs, other: Runs) -> int:
    """How many runs two texts share."""
    return int(np.intersect1d(one, other, assume_unique=True).size)


def containment(one: Runs, other: Runs) -> float:
    """Share of the smaller set that the other has too: high for a letter with a sender's own opening."""
    smaller = min(one.size, other.size)
    return shared(one, other) / smaller if smaller else 0.0
