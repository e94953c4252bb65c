"""Features of a comment besides its words: how corrected VADER reads it, and what was asked."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.lexicon.vader import corrected_vader
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.questions import Valence, question_valence

#: Where a comment turns: "lovely staff, but two hours' wait".
_CLAUSES: Final = re.compile(r"(?<=[.!?;\n])\s+|\b(?:but|however|although)\b", re.IGNORECASE)
#: Comments whose features are remembered: every fold of the codes, and tone and themes, read the same ones.
_KEPT: Final = 20_000


def features(texts: Sequence[str], questions: Sequence[str | None]) -> npt.NDArray[np.float64]:
    """One row of numbers a text; every column is defined for every text."""
    rows = [_row(*each) for each in zip(texts, questions, strict=True)]
    return np.array(rows, dtype=np.float64)


@lru_cache(_KEPT)
def _row(text: str, question: str | None) -> tuple[float, ...]:
    value = LexiconScorer().score([text], [question])[0].value
    valence = question_valence(question)
    parts = _parts(text, valence)
    length = len(text.split())
    return (
        value,
        float(value > 0),
        float(value < 0),
        *(min(parts), max(parts), parts[0], parts[-1]),
        math.log1p(length),
        *(value * (valence is one) for one in (Valence.FAULTS, Valence.PRAISE)),
        *(float(valence is one) for one in Valence),
        *(float(reply(text, valence) is one) for one in Reply),
    )


def _parts(text: str, valence: Valence) -> list[float]:
    """How each clause sounds."""
    vader = corrected_vader()
    return [vader.compound(part, valence) for part in _CLAUSES.split(text) if part.strip()] or [0.0]
