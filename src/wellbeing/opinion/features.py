"""What a model is told of a comment besides its words: how corrected VADER reads it, and what was asked."""

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from wellbeing.opinion.asked import Asked, asked
from wellbeing.opinion.lexicon import LexiconScorer
from wellbeing.opinion.nonanswers import Reply, reply
from wellbeing.opinion.vader import corrected_vader

#: Where a comment turns: "lovely staff, but two hours' wait".
_CLAUSES: Final = re.compile(r"(?<=[.!?;\n])\s+|\b(?:but|however|although)\b", re.IGNORECASE)


def features(texts: Sequence[str], questions: Sequence[str | None]) -> npt.NDArray[np.float64]:
    """One row of numbers a text; every column is defined for every text."""
    scorer = LexiconScorer()
    whole = [score.value for score in scorer.score(texts, questions)]
    rows = [_row(*known) for known in zip(texts, questions, whole, strict=True)]
    return np.array(rows, dtype=np.float64)


def _row(text: str, question: str | None, value: float) -> list[float]:
    wanted = asked(question)
    parts = _parts(text, wanted)
    length = len(text.split())
    return [
        value,
        float(value > 0),
        float(value < 0),
        *(min(parts), max(parts), parts[0], parts[-1]),
        math.log1p(length),
        *(value * (wanted is one) for one in (Asked.FAULTS, Asked.PRAISE)),
        *(float(wanted is one) for one in Asked),
        *(float(reply(text, wanted) is one) for one in Reply),
    ]


def _parts(text: str, wanted: Asked) -> list[float]:
    """How each clause sounds."""
    vader = corrected_vader()
    return [vader.compound(part, wanted) for part in _CLAUSES.split(text) if part.strip()] or [0.0]
