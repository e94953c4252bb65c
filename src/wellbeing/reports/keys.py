"""What the colours of a map of opinion mean: one entry a colour, in words."""

from typing import Any, Final

from wellbeing.reports.pictured import SIDES, UNSAID
from wellbeing.reports.raised import STEP_SIGNS, STEP_WORDS
from wellbeing.state.answer import Answer

#: Side and sureness → words, by what is shown; ``unsaid`` has no colour.
ENTRIES: Final = {
    "position": {
        "below": "below the whole",
        "below_pale": "looks below, not certain",
        "level": "not told apart from the whole",
        "above_pale": "looks above, not certain",
        "above": "above the whole",
        "unsaid": "too few answered",
    },
    "tone": {
        "below": "more negative than the whole",
        "below_pale": "looks more negative, not certain",
        "level": "not told apart from the whole",
        "above_pale": "looks more positive, not certain",
        "above": "more positive than the whole",
        "unsaid": "no tone given: too few, or not validated",
    },
    "theme": {
        "below": "raised less often than in the whole",
        "below_pale": "looks less often, not certain",
        "level": "not told apart from the whole",
        "above_pale": "looks more often, not certain",
        "above": "raised more often than in the whole",
        "unsaid": "too few commented",
    },
}
TOO_FEW_HUI: Final = "too few hui"


def opinion_entries(answer: Answer) -> list[dict[str, Any]]:
    """The entries of a legend: ``key`` of the palette, ``glyph``, ``words``, and no ``number``."""
    if answer.choice.show == "theme" and answer.choice.measure == "hui":
        signed = zip(STEP_SIGNS, STEP_WORDS, strict=True)
        steps = [(f"raised_{step}", *entry) for step, entry in enumerate(signed, start=1)]
        entries = [*steps, ("unsaid", UNSAID, TOO_FEW_HUI)]
    else:
        told = ENTRIES[answer.choice.show]
        entries = [(key, SIDES.get(key.removesuffix("_pale"), UNSAID), told[key]) for key in told]
    return [{"key": key, "glyph": glyph, "words": words, "number": None} for key, glyph, words in entries]
