"""When two spellings are one: case, macrons, double vowels, apostrophes, hyphens, the word "region"."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

#: Straight, curly, modifier letters, prime: all written for the same mark, which is often left out.
_APOSTROPHES: Final = re.compile("['’‘‛`´ʻʼʹʾʿˈ′]")
#: A sign before a number, and a plus behind one, mean something: -1 is not 1, and 10+ not 10.
_WORD: Final = re.compile(r"(?:(?<!\S)[-+<>≤≥](?=\d))?[^\W_]+(?:(?<=\d)\+)?")
#: Signs that are written for a minus.
_MINUS: Final = re.compile("[−–‐‑](?=\\d)")
#: Marks over letters, and what takes no room: soft hyphens, joiners, marks of direction.
_UNSEEN: Final = frozenset({"Mn", "Cf"})
_MACRON: Final = "\u0304"
#: Long vowels in one name up to which every way to write them is listed: 3 ways each.
_MOST_LONG_VOWELS: Final = 5


def key(written: str) -> str:
    """What all spellings of a name have in common: plain small letters and digits, parted by single spaces.

    Case, composed or decomposed characters, macrons and the marks that stand for them (ä, â), apostrophes,
    hyphens, underscores and "&" or "and" make no difference; a leading "the" neither. What has no letters or
    digits ("?", a smile) stands for itself only.
    """
    # Twice: what a sign stands for may be a capital letter ("𝒩"), and what a capital stands for a sign.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", written.casefold()).casefold())
    letters = "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN)
    letters = letters.replace("&", " and ")
    words = _WORD.findall(_MINUS.sub("-", _APOSTROPHES.sub("", letters)))
    return " ".join(words).removeprefix("the ") or " ".join(letters.split())


def only_meant(written: str, names: Mapping[str, str]) -> str:
    """The id that is written; else the only one that is, or is called, the same in another spelling; "" of none.

    Args:
        written: an id, or a name with or without its macrons, with any apostrophes, dashes and case.
        names: id → name.
    """
    if written in names:
        return written
    spelled = key(written)
    found = [one for one, name in names.items() if spelled in spelling_keys(one) | spelling_keys(name)]
    return found[0] if len(found) == 1 else ""


def spelling_keys(name: str) -> set[str]:
    """The keys of a name that is known: without its macrons, and with each long vowel doubled instead.

    Only vowels that are long may be doubled: a name never loses or gains a letter in any other way.
    """
    return {key(spelling) for spelling in _vowels_doubled(name)}


def _vowels_doubled(name: str) -> Iterator[str]:
    parts = unicodedata.normalize("NFD", name).split(_MACRON)
    long_vowels = len(parts) - 1
    if long_vowels > _MOST_LONG_VOWELS:
        yield name
        return
    for doubled in product((False, True), repeat=long_vowels):
        joined = [part + (part[-1:] if twice else "") for part, twice in zip(parts, doubled, strict=False)]
        yield "".join([*joined, parts[-1]])
