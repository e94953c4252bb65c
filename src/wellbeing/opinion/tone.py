"""Tone: how a comment sounds, and from which evidence that is known."""

from dataclasses import dataclass
from typing import Final, Literal

Label = Literal["negative", "neutral", "positive"]
State = Literal["scored", "not_scored", "non_answer"]
Source = Literal["closed", "human", "model", "lexicon"]
#: Of negative, neutral and positive, in this order; they add up to 1.
Probabilities = tuple[float, float, float]
#: Beyond this on either side of 0 a score is not neutral, as VADER's authors set it.
NEUTRAL: Final = 0.05
#: Up to here on either side of 0, a head's value counts as neutral: it sees more than a lexicon.
NEUTRAL_HEAD: Final = 0.25
#: A label as a value.
VALUES: Final = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


@dataclass(frozen=True, slots=True)
class Score:
    """What a scorer says of one text that it was allowed to read."""

    #: From −1 (most negative) to 1 (most positive).
    value: float
    label: Label
    #: None from a scorer that has none.
    probabilities: Probabilities | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """How one comment sounds: evidence, never blended with other evidence."""

    #: From −1 (most negative) to 1 (most positive); None unless scored.
    value: float | None
    #: None unless scored.
    label: Label | None
    #: None from a scorer that has none.
    probabilities: Probabilities | None
    state: State
    #: Why it has no score; empty when scored.
    reason: str
    #: What a reader should know of the score: ``some_te_reo``, ``by_question``, ``bare_answer``.
    flags: tuple[str, ...]
    source: Source
    #: Which scorer, in which version.
    scorer: str


def label(value: float, neutral: float = NEUTRAL) -> Label:
    """The word for a score: neutral (or mixed) up to ``neutral`` on either side of 0."""
    if value > neutral:
        return "positive"
    return "negative" if value < -neutral else "neutral"
