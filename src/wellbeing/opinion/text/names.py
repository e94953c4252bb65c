"""Names set aside: what an organisation, a people or a place is called says nothing of how a comment sounds.

"Te Aroha" is no love, "Accident Compensation" no accident. The names are an engagement's own: its tables of
regions, towns, places and organisations. Without them, only a name that begins like one of te reo Māori in
the middle of an English sentence ("in Te Aroha") is known.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from wellbeing.opinion.text.words import normalise

#: Stands for a name; no lexicon has it, and it tells no language.
A_NAME: Final = "a_name"
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʻʼ‘.&][^\W_]+)*")
#: What may stand between two words of one name.
_BETWEEN: Final = re.compile(r"[\s,.()&/–-]{0,3}")
#: What a sentence begins after.
_BEGINS: Final = re.compile(r"(?:^|[.!?:;\n•“\"])\s*$")
#: Cheap to look for before the pattern below is tried.
_OPENINGS: Final = (" Te ", " Ng", " Hato ")
#: The articles and words with which names of te reo Māori begin, after a word in lower case.
_MAORI_NAME: Final = re.compile(
    r"(?<=[a-zāēīōū,] )(?:Te|Ngā|Nga|Ngāti|Ngati|Ngāi|Ngai|Hato)(?: (?:o|ki|ā|a|i) (?=[A-ZĀĒĪŌŪ])| )"
    r"[A-ZĀĒĪŌŪ][\wāēīōū-]*(?: (?:(?:o|ki|te|a|i) )?[A-ZĀĒĪŌŪ][\wāēīōū-]*)*"
)


class _Listed(NamedTuple):
    """A name's words after the first, and whether it must be written with its capitals."""

    rest: tuple[str, ...]
    capital: bool


class ProperNames:
    """The names of one engagement; holds no text."""

    def __init__(self, names: Iterable[str] = (), words: Container[str] = ()) -> None:
        """Names, each in any of its spellings.

        Args:
            names: as they are written; macrons make no difference.
            words: words that say something in lower case: a name of nothing else ("Hope") counts only with
                its capital and, if it is one word, not where a sentence begins.
        """
        self._words = words
        book: dict[str, set[_Listed]] = defaultdict(set)
        for name in names:
            first, *rest = _keys(name) or [""]
            if len(first + "".join(rest)) > 2:
                says = all(word.lower() in words for word in _WORD.findall(name))
                book[first].add(_Listed(tuple(rest), capital=says or not rest))
        self._book = {
            first: sorted(listed, key=lambda each: -len(each.rest)) for first, listed in book.items()
        }

    def set_aside(self, text: str) -> str:
        """The text with ``A_NAME`` in place of every name; a text without names as it is."""
        opens = any(opening in text for opening in _OPENINGS)
        return self._known(_MAORI_NAME.sub(A_NAME, text) if opens else text)

    def _known(self, text: str) -> str:
        if not self._book:
            return text
        tokens = list(_WORD.finditer(text))
        keys = [_key(token[0]) for token in tokens]
        if self._book.keys().isdisjoint(keys):
            return text
        parts, done, place = [], 0, 0
        while place < len(tokens):
            length = self._length(text, tokens, keys, place)
            if length:
                parts += [text[done : tokens[place].start()], A_NAME]
                done = tokens[place + length - 1].end()
            place += length or 1
        return "".join([*parts, text[done:]])

    def _length(self, text: str, tokens: list[re.Match[str]], keys: list[str], place: int) -> int:
        """Of how many words the name that begins here is; 0 where none does."""
        for rest, capital in self._book.get(keys[place], ()):
            last = place + len(rest)
            if tuple(keys[place + 1 : last + 1]) != rest or not _together(text, tokens[place : last + 1]):
                continue
            if not capital or self._is_written_as_name(text, tokens[place], alone=not rest):
                return len(rest) + 1
        return 0

    def _is_written_as_name(self, text: str, first: re.Match[str], *, alone: bool) -> bool:
        if not first[0][0].isupper():
            return False
        ambiguous = alone and first[0].lower() in self._words
        return not (ambiguous and (text.isupper() or _BEGINS.search(text, 0, first.start())))


def _together(text: str, tokens: list[re.Match[str]]) -> bool:
    return all(_BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(tokens))


def _keys(name: str) -> list[str]:
    return [_key(word) for word in _WORD.findall(name)]


def _key(word: str) -> str:
    """A word in lower case without macrons and apostrophes, and without an s: Hawke's Bay is also Hawkes Bay."""
    bare = normalise(word).lower().replace("'", "")
    if not bare.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFD", bare) if not unicodedata.combining(each))
    return bare.removesuffix("s") if len(bare) > 3 else bare
