"""The words of a text: one way to split and to spell them for every reader of texts."""

import string
import unicodedata
from collections.abc import Iterable
from typing import Final

_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
#: What stands around a word and is no part of it.
EDGES: Final = string.punctuation + "…“”–—«»"
#: Marks after which a sentence or a clause of its own begins.
_STOPS: Final = (".", "!", "?", ";", ":")
_CLOSING: Final = "\"')”"
_LAST: Final = frozenset((*_STOPS, *_CLOSING))


def normalise(text: str) -> str:
    """The text with composed letters (ā as one character) and straight apostrophes."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_APOSTROPHES)


def words_of(tokens: Iterable[str]) -> list[str]:
    """Each token in lower case without outer punctuation; empty for a token that is only punctuation."""
    return [token.strip(EDGES).lower() for token in tokens]


def tail(token: str) -> str:
    """The punctuation with which the token ends."""
    return token[len(token.rstrip(EDGES)) :]


def ends_sentence(token: str) -> bool:
    """Whether a sentence or clause ends with the token."""
    return token[-1:] in _LAST and token.rstrip(_CLOSING).endswith(_STOPS)


def has_break(tokens: Iterable[str]) -> bool:
    """Whether a sentence or a part of one ends with any of the tokens."""
    return any(ends_sentence(token) or token.endswith(",") for token in tokens)
