"""Irrealis: what is wished for is not praised, and "a clear answer would be good" has no good answer in it.

A word of praise after a marker of what is not the case counts for less or for nothing: the irrealis
blocking of Taboada, Brooke, Tofiloski, Voll and Stede (2011), "Lexicon-based methods for sentiment
analysis", Computational Linguistics 37(2), 267–307. What is wanted or missing ("we need a fair hearing") is
silent; what is only supposed ("I would be glad") keeps a part, since people also praise politely, but not
in answer to "What could be better?".
"""

from collections.abc import Container
from typing import Final

from wellbeing.opinion.lexicon.corrections import Corrections
from wellbeing.opinion.text.words import tail

#: Marks a damped word, which the lexicon knows, and a silent one, which it does not.
DAMPED: Final = "ʺ"
SILENCED: Final = "ʹ"
#: What praise keeps of its value where it is only supposed.
DAMPED_SHARE: Final = 0.35


def irrealis_marks(words: list[str], ended: list[bool], lists: Corrections) -> list[str]:
    """The mark that praise gets in place of each word: empty, ``DAMPED`` or ``SILENCED``.

    Args:
        words: of a text.
        ended: whether a sentence ends with each.
        lists: the words that make a wish.
    """
    marks: list[str] = []
    mark, start = "", True
    for word, end in zip(words, ended, strict=True):
        marks.append(mark)
        if end or word in lists.turns:
            mark = ""
        elif word in lists.markers:
            mark = _after(word, mark, lists, start=start)
        start = end
    return marks


def _after(word: str, mark: str, lists: Corrections, *, start: bool) -> str:
    if word in lists.wants or (start and word in lists.demands):
        return SILENCED
    return mark or (DAMPED if word in lists.supposes else "")


def damp(tokens: list[str], words: list[str], marks: list[str], praise: Container[str]) -> None:
    """Mark every word of praise that is only wished for, in place.

    Args:
        tokens: as written.
        words: the word of each token.
        marks: what ``irrealis_marks`` says of each.
        praise: words with a positive value.
    """
    for place, mark in enumerate(marks):
        if mark and words[place] in praise:
            end = tail(tokens[place])
            tokens[place] = tokens[place].removesuffix(end) + mark + end
