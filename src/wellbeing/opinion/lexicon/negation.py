"""Where VADER's negation goes wrong: faults denied, answers by a bare "no" or "nothing", negations from afar."""

from collections.abc import Container
from typing import Final

from wellbeing.opinion.lexicon.corrections import Corrections
from wellbeing.opinion.text.questions import Valence
from wellbeing.opinion.text.words import has_break, tail

#: Stands for a denied fault.
DENIED: Final = "denied_fault"
#: Marks a word in the reach of "hardly", "far from" or "don't think": its value is turned.
TURNED: Final = "ʽ"
#: What VADER makes of a value that is negated (N_SCALAR of Hutto and Gilbert 2014).
TURNED_SHARE: Final = -0.74
#: How many words after "don't think" are thought of in the same breath.
_BREATH: Final = 12
#: A word that means nothing: VADER looks three words back for a negation, and three of these stop it.
PAUSE: Final = "ʹ"
#: How far VADER's negation reaches, and how far after "no" a fault still is what it denies.
NEGATION_REACH: Final = 3
#: What a first "nothing" stands for, by what was asked.
_NOTHING: Final = {
    Valence.FAULTS: "nothing_to_fault",
    Valence.PRAISE: "nothing_to_praise",
    Valence.OPEN: PAUSE,
}


def answer_first(tokens: list[str], words: list[str], valence: Valence, lists: Corrections) -> None:
    """Replace a first "nothing" that answers by itself ("Nothing, all great") by what it says, in place."""
    if len(words) > 1 and words[0] in {"nothing", "none", "nil"}:
        answers_alone = valence is Valence.FAULTS and words[1] not in lists.goes_on
        if answers_alone or has_break(tokens[:1]) or tokens[1] in {"-", "–", "—"}:
            tokens[0] = words[0] = _NOTHING[valence]


def deny_faults(tokens: list[str], words: list[str], lists: Corrections) -> None:
    """Replace "no … concerns" (at most two words between) by one denied fault, in place."""
    if "no" not in words:
        return
    for no in (place for place, word in enumerate(words) if word == "no"):
        for place in range(no + 1, min(no + NEGATION_REACH + 1, len(words))):
            if has_break(tokens[no:place]):
                break
            if words[place] in lists.deniable:
                tokens[place] = DENIED + tail(tokens[place])
                tokens[no] = words[no] = PAUSE
                words[place] = DENIED
                break


def end_negations(tokens: list[str], words: list[str], ended: list[bool], lists: Corrections) -> list[str]:
    """The tokens with pauses where a sentence, or a bare "No,", ends within a negation's reach."""
    if lists.negators.isdisjoint(words) and not any("n't" in word for word in words):
        return tokens
    paused: list[str] = []
    left = 0
    for token, word, end in zip(tokens, words, ended, strict=True):
        paused.append(token)
        negates = word in lists.negators or word.endswith("n't")
        left = NEGATION_REACH if negates else left - 1
        if left > 0 and (end or (negates and token.endswith((",", "-")))):
            paused += [PAUSE] * NEGATION_REACH
            left = 0
    return paused


def turn_denied(
    tokens: list[str], words: list[str], ended: list[bool], valued: Container[str], lists: Corrections
) -> None:
    """Mark every valued word after one that denies what follows ("I don't think this will help"), in place.

    VADER takes "hardly" and "barely" for a little less, and looks back no further than three words.
    """
    if lists.denies.isdisjoint(words):
        return
    for start in (place for place, word in enumerate(words) if word in lists.denies):
        for place in _breath(tokens, words, ended, start, lists):
            if words[place] in valued:
                tokens[place] = words[place] + TURNED + tail(tokens[place])
                words[place] += TURNED
        tokens[start] = words[start] = PAUSE


def _breath(
    tokens: list[str], words: list[str], ended: list[bool], start: int, lists: Corrections
) -> list[int]:
    """The places after a denial up to where its clause ends."""
    places: list[int] = []
    for place in range(start, min(start + _BREATH + 1, len(words))):
        if words[place] in lists.turns:
            break
        places.append(place)
        if ended[place] or has_break(tokens[place : place + 1]):
            break
    return places[1:]
