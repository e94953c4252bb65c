"""Language identification: te reo Māori is known by its spelling and its particles, others by ``foreign``.

A syllable of te reo Māori is open: one of h k m n p r t w ng wh or none, then a vowel, short or long. English
has few such words, and the particles of te reo ("te", "ngā", "kei") are not among them.
"""

import re
import tomllib
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from wellbeing.opinion.text.foreign import is_foreign
from wellbeing.opinion.text.names import A_NAME
from wellbeing.opinion.text.phrases import Phrasebook, join_phrases, phrase_token, phrasebook
from wellbeing.opinion.text.words import EDGES, normalise

#: From this share of te reo words on, no English scorer reads a text; from ``SOME`` on its score is flagged.
MOSTLY: Final = 0.25
SOME: Final = 0.10
#: A word this long that is spelled like te reo is te reo, unless the list of English words has it.
_LONG_WORD: Final = 7
_SPELLED: Final = re.compile(r"(?:(?:wh|ng|[hkmnprtw])?[aeiouāēīōū])+")
#: Seven letters or more of that spelling take at least three syllables.
_LONG: Final = re.compile(r"\b(?=[a-z]{7})(?:(?:wh|ng|[hkmnprtw])?[aeiou]){3,}\b")
_MACRONS: Final = frozenset("āēīōū")
_SPLIT: Final = re.compile(r"[\s/—–-]+")


class _Kind(Enum):
    GRAMMAR = "te reo, certainly"
    SPELLED = "te reo by its spelling"
    ENGLISH = "not te reo"
    EITHER = "tells nothing"


class _Lists(NamedTuple):
    grammar: frozenset[str]
    either: frozenset[str]
    english: frozenset[str]
    shared: frozenset[str]
    felt: frozenset[str]
    pacific: frozenset[str]
    common: frozenset[str]
    #: Common English, and what of te reo Māori is at home in it.
    known: frozenset[str]
    book: Phrasebook


@cache
def _lists() -> _Lists:
    listed = tomllib.loads(resources.files(__package__).joinpath("language.toml").read_text("utf-8"))
    phrases = listed.pop("phrases")
    lists = {name: frozenset(words.split()) for name, words in listed.items()}
    lists["known"] = lists["common"] | lists["shared"]
    lists["shared"] |= lists["pacific"] | {phrase_token(phrase) for phrase in phrases}
    return _Lists(**lists, book=phrasebook(phrases))


class Language(NamedTuple):
    """What a text tells of its language."""

    #: The share of te reo words among the words that tell a language, 0 … 1; 0 without words.
    te_reo: float
    #: Neither English nor te reo Māori.
    foreign: bool


def identify_language(text: str) -> Language:
    """The language of a text.

    Greetings, names and words that New Zealand English shares tell nothing, unless there are no others.
    """
    share = 0.0 if _plainly_english(text) else _te_reo_share(text)
    return Language(share, share < MOSTLY and is_foreign(text, _lists().known))


def _te_reo_share(text: str) -> float:
    kinds = _kinds(text)
    strong, weak = kinds.count(_Kind.GRAMMAR), kinds.count(_Kind.SPELLED)
    english = kinds.count(_Kind.ENGLISH)
    if not strong and weak <= english:
        weak = 0
    telling = strong + weak + english
    return (strong + weak) / telling if telling else float(_only_shared(text))


def _plainly_english(text: str) -> bool:
    """A quick yes for most comments: common English words, no particle, long word or macron of te reo."""
    if not text.isascii():
        return False
    lowered = text.lower()
    words = lowered.split()
    lists = _lists()
    return (
        lists.grammar.isdisjoint(words) and not lists.common.isdisjoint(words) and not _LONG.search(lowered)
    )


def _words(text: str) -> list[str]:
    bare = (token.strip(EDGES) for token in _SPLIT.split(normalise(text)))
    return [token for token in bare if token and not token.isdigit()]


def _kinds(text: str) -> list[_Kind]:
    tokens = _words(text)
    words = [token.lower() for token in tokens]
    join_phrases(tokens, words, _lists().book)
    return [_kind(word) for word in words]


@lru_cache(maxsize=1 << 16)
def _kind(word: str) -> _Kind:
    lists = _lists()
    if word in lists.grammar:
        return _Kind.GRAMMAR
    if word == A_NAME or word in lists.either or word in lists.shared:
        return _Kind.EITHER
    if word in lists.english or not _SPELLED.fullmatch(word):
        return _Kind.ENGLISH
    return _Kind.GRAMMAR if len(word) >= _LONG_WORD or not _MACRONS.isdisjoint(word) else _Kind.SPELLED


def _only_shared(text: str) -> bool:
    """Whether nothing but shared words tells; those of feeling are read, as English has taken them over."""
    words = {word.lower() for word in _words(text)}
    return not _lists().shared.isdisjoint(words) and _lists().felt.isdisjoint(words)
