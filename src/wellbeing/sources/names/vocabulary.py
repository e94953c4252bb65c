"""A controlled vocabulary: something written means exactly one of its words, or none, with a suggestion."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.names.spelling import key, spelling_keys

#: Between a name and its twin in another language, or a town and its region.
_PARTS: Final = re.compile(r"[/|,;()\[\]]")
#: How alike a known spelling must be to be suggested (``difflib``'s ratio), and how many such are looked at.
_ALIKE: Final = 0.72
_NEAR: Final = 5
#: Letters of the longer spelling to each that may be wrong; and letters of a word that tells by itself.
_PER_SLIP: Final = 4
_TELLING: Final = 4
#: Unknown words for which a known one is sought: they are mended by hand, and comparing is slow.
MOST_SUGGESTIONS: Final = 500


@dataclass(frozen=True)
class Meaning:
    """What something written means."""

    #: The engagement's word; null where it is not certain.
    value: str | None
    #: Why it is not certain; empty where it is.
    reason: str = ""
    #: A word that would be understood; null where none comes near.
    suggestion: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The engagement's words of one kind, under all their spellings."""

    #: "region": for messages.
    noun: str
    #: Key of a spelling → what it may mean; several where the engagement knows it to be ambiguous.
    meanings: Mapping[str, frozenset[str]]
    #: Word → how it is shown.
    labels: Mapping[str, str]
    #: Codes that mean a word where written just so: ``02`` is one, ``2`` may be an answer's number.
    codes: Mapping[str, str] = field(default_factory=dict)
    #: Words that may stand around a name and say nothing ("region").
    idle: frozenset[str] = frozenset()

    def resolve(
        self, written: Sequence[str], *, suggest: bool = True, codes: bool | None = None
    ) -> list[Meaning]:
        """What each of some different texts of one column means.

        Args:
            written: the texts.
            suggest: whether a known word is sought for each that is unknown.
            codes: whether numbers are codes, as was decided over the whole column; None: ``written`` is the whole
                column, whose numbers are codes if all of them may be.
        """
        as_codes = self.are_codes(written) if codes is None else codes
        resolved = [self._meaning(text, as_codes=as_codes, declared=codes is not False) for text in written]
        unlike = [at for at, meaning in enumerate(resolved) if meaning.reason == self._no_such]
        for at in unlike[: MOST_SUGGESTIONS if suggest else 0]:
            resolved[at] = Meaning(None, self._no_such, self.nearest(written[at]))
        return resolved

    def are_codes(self, written: Iterable[str]) -> bool:
        """Whether all numbers among some texts may be codes."""
        return all(text.strip() in self.codes for text in written if numeral(text) is not None)

    def nearest(self, written: str) -> str | None:
        """How the word is shown whose spelling is most like something written; null where none is."""
        spelled = self._kernel(key(written))
        near = difflib.get_close_matches(spelled, list(self.meanings), _NEAR, _ALIKE)
        alike = [each for each in near if _is_slip(spelled, each)]
        certain = sorted(self.meanings[alike[0]]) if alike else []
        return self.labels[certain[0]] if len(certain) == 1 else None

    @property
    def _no_such(self) -> str:
        return f"no {self.noun} is called that"

    def _meaning(self, text: str, *, as_codes: bool, declared: bool) -> Meaning:
        code = text.strip().upper()
        if code in self.codes and (as_codes or not code.isdigit()):
            return Meaning(self.codes[code])
        if code.isdigit() and self.codes:
            return Meaning(None, self._no_codes if declared else self._ambiguous(code))
        return self._by_name(text)

    @property
    def _no_codes(self) -> str:
        return f"the numbers of this column are not all codes of a {self.noun}"

    def _ambiguous(self, number: str) -> str:
        """Why a bare number is not believed: which code it may be, where it may be one."""
        word = self.codes.get(number) or self.codes.get(number.zfill(2))
        which = "say which, by codes = true or values in the profile"
        if word is None:
            return f"is no code of a {self.noun}, perhaps the number of an answer: {which}"
        return f"may be the code of {self.labels[word]}, or the number of an answer: {which}"

    def _by_name(self, text: str) -> Meaning:
        parts = [self._known(key(part)) for part in _PARTS.split(text) if key(part)]
        agreed = frozenset.intersection(*parts) if parts else frozenset()
        candidates = self._known(key(text)) or self._known_with_code(text) or agreed
        if len(candidates) == 1:
            return Meaning(next(iter(candidates)))
        possible = sorted(self.labels[word] for word in candidates or frozenset().union(*parts))
        if len(possible) > 1:
            return Meaning(None, f"may mean {' or '.join(possible)}")
        return Meaning(None, self._no_such)

    def _known(self, spelled: str) -> frozenset[str]:
        return self.meanings.get(spelled) or self.meanings.get(self._kernel(spelled), frozenset())

    def _known_with_code(self, text: str) -> frozenset[str]:
        """``02 Auckland``, ``Auckland (02)``: where the code and the name mean the same."""
        words = key(text).split()
        for code, name in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            word = self.codes.get("".join(code).upper())
            if word and word in self._known(" ".join(name)):
                return frozenset([word])
        return frozenset()

    def _kernel(self, spelled: str) -> str:
        words = spelled.split()
        while words and words[0] in self.idle:
            words = words[1:]
        while words and words[-1] in self.idle:
            words = words[:-1]
        return " ".join(words)


def _is_slip(written: str, known: str) -> bool:
    """Whether one is the other with a few letters wrong, or has a word of it: "treatment" is no "department"."""
    common = {word for word in written.split() if len(word) >= _TELLING} & {*known.split()}
    steps = difflib.SequenceMatcher(None, written, known, autojunk=False).get_opcodes()
    wrong = sum(max(i2 - i1, j2 - j1) for step, i1, i2, j1, j2 in steps if step != "equal")
    begins_alike = written[:1] == known[:1]
    return bool(common) or wrong <= (
        max(1, max(len(written), len(known)) // _PER_SLIP) if begins_alike else 1
    )


def meanings(spellings: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """Words with their spellings → key of each spelling with the words that it may mean."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for word, written in spellings:
        for spelling in written:
            for spelled in spelling_keys(spelling):
                by_key[spelled].add(word)
    return {spelled: frozenset(words) for spelled, words in by_key.items() if spelled}
