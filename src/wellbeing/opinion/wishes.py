"""What is wished for is not praised: "a clear answer would be good" has no good answer in it.

A word of praise after a marker of what is not the case (a modal, a condition, a demand) counts little: the
irrealis blocking of Taboada, Brooke, Tofiloski, Voll and Stede (2011), "Lexicon-based methods for sentiment
analysis", Computational Linguistics 37(2), 267–307. Theirs ignores such words; here they keep a part, since
people also praise politely. In answer to "What could be better?" they keep nothing.
"""

from collections.abc import Container
from typing import Final

from wellbeing.opinion.corrections import Corrections
from wellbeing.opinion.wording import tail

#: Marks a damped word, which the lexicon knows, and a silent one, which it does not.
DAMPED: Final = "ʺ"
SILENT: Final = "ʹ"
#: What praise in a wish keeps of its value.
KEPT: Final = 0.35


def wished(words: list[str], ended: list[bool], told: Corrections) -> list[bool]:
    """Whether each word stands in what is only wished, supposed or demanded.

    Args:
        words: of a text.
        ended: whether a sentence ends with each.
        told: the words that make a wish.
    """
    inside: list[bool] = []
    wishing, start = False, True
    for word, end in zip(words, ended, strict=True):
        inside.append(wishing)
        if end:
            wishing = False
        elif wishing:
            wishing = word not in told.turns
        else:
            wishing = word in told.wishes or (start and word in told.demands)
        start = end
    return inside


def damp(tokens: list[str], words: list[str], inside: list[bool], praise: Container[str], mark: str) -> None:
    """Mark every word of praise that is only wished for, in place.

    Args:
        tokens: as written.
        words: the word of each token.
        inside: whether each is only wished for.
        praise: words with a positive value.
        mark: ``DAMPED`` or ``SILENT``.
    """
    for place, word in enumerate(words):
        if inside[place] and word in praise:
            end = tail(tokens[place])
            tokens[place] = tokens[place].removesuffix(end) + mark + end
