"""Names of persons: after words that introduce one, by a short list of given names, by their capitals."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from wellbeing.opinion.identifiers.spans import Identifier, Sure, sureness

_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĒĪŌŪŠŽ"
_GLOTTAL: Final = "'’ʻʼ‘`"
#: A capitalised word, perhaps with a glottal stop (Fa'amoe, ʻAna) or a hyphen; or an initial.
_TOKEN: Final = rf"(?<!\w)(?:[{_GLOTTAL}]?[{_CAPITAL}][\w{_GLOTTAL}-]*\w(?!\w)|[{_CAPITAL}]\b\.?)"
#: Stands inside a name: Hone te Rangi, Ana van Dijk.
_INSIDE: Final = r"(?:(?:te|o|van|de|der|von|la|le|al|bin)\s)*"
_NAME: Final = rf"(?P<name>{_TOKEN}(?:\s{_INSIDE}{_TOKEN}){{0,3}})"
_WORD: Final = rf"(?P<name>[a-zāēīōū][a-zāēīōū{_GLOTTAL}]+)"
_RUN: Final = re.compile(rf"{_TOKEN}(?:\s{_INSIDE}{_TOKEN})*")
_EACH: Final = re.compile(_TOKEN)
_SMALL: Final = re.compile(r"\w{4,}")
#: What a sentence, a line, a quotation or a point of a list begins after.
_BEGINS: Final = re.compile(rf"(?:^|[.!?:;…\n\r•*\"“”(]|\s[–—-]|(?<!\w)[{_GLOTTAL}])\s*$")


class _Cue(NamedTuple):
    sure: Sure
    pattern: re.Pattern[str]


class Persons:
    """Finds names; made from the table ``[names]`` of ``identifiers.toml``."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._cues = [_cue(each) for each in rules["cues"]]
        self._given = _words(rules["given"])
        self._given_and_word = _words(rules["given_and_word"])
        self._not_names = _words(rules["not_names"])

    def find(self, text: str) -> Iterator[Identifier]:
        """Every name that a rule finds; they may overlap."""
        for sure, pattern in self._cues:
            for match in pattern.finditer(text):
                if self._could_be(match["name"]):
                    yield Identifier(*match.span("name"), "name", sure)
        for run in _RUN.finditer(text):
            yield from self._in_run(text, run)
        if text == text.lower():
            yield from self._small(text)

    def _could_be(self, name: str) -> bool:
        return any(_key(token) not in self._not_names for token in name.split())

    def _in_run(self, text: str, run: re.Match[str]) -> Iterator[Identifier]:
        tokens = list(_EACH.finditer(text, *run.span()))
        begins = bool(_BEGINS.search(text, 0, run.start()))
        while tokens and self._is_other(tokens[0][0], begins=begins):
            tokens, begins = tokens[1:], False
        while tokens and _key(tokens[-1][0]) in self._not_names:
            tokens.pop()
        sure = self._sure([token[0] for token in tokens], begins=begins)
        if sure:
            yield Identifier(tokens[0].start(), tokens[-1].end(), "name", sure)

    def _is_other(self, token: str, *, begins: bool) -> bool:
        """Whether its capital has another reason: what it is, or where it stands."""
        key = _key(token)
        listed = key in self._given or key in self._given_and_word
        return key in self._not_names or (begins and not listed)

    def _sure(self, tokens: list[str], *, begins: bool) -> Sure | None:
        keys = [_key(token) for token in tokens]
        if any(key in self._given for key in keys):
            return "sure" if len(keys) > 1 else "likely"
        if not keys or all(_is_loud(token) for token in tokens):
            return None
        if len(keys) > 1:
            return "likely"
        if begins:
            return None
        return "likely" if keys[0] in self._given_and_word else "perhaps"

    def _small(self, text: str) -> Iterator[Identifier]:
        """Who writes everything small writes names small."""
        for word in _SMALL.finditer(text):
            if word[0] in self._given:
                yield Identifier(*word.span(), "name", "perhaps")


def _cue(rule: Mapping[str, str]) -> _Cue:
    pattern = rule["pattern"].replace("NAME", _NAME).replace("WORD", _WORD)
    return _Cue(sureness(rule["sure"]), re.compile(pattern))


def _words(listed: str) -> frozenset[str]:
    return frozenset(_key(word) for word in listed.split())


def _key(token: str) -> str:
    bare = token.lower().removesuffix("'s").removesuffix("’s")
    return bare.strip(_GLOTTAL + ".-")


def _is_loud(token: str) -> bool:
    """An acronym, an initial, or a word of a comment that shouts."""
    return token.strip(".").isupper()
