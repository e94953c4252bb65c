"""A controlled vocabulary: something written means exactly one of its words, or none, with a suggestion."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from wellbeing.language import message
from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.names.spelling import key, spelling_keys

#: Between a name and its twin in another language, or a town and its region.
_PARTS: Final = re.compile(r"[/|,;()\[\]]")
#: How alike a known spelling must be to be suggested (``difflib``'s ratio).
_ALIKE: Final = 0.72
#: Letters of the longer spelling to each that may be wrong; and letters of a word that tells by itself.
_PER_SLIP: Final = 4
_TELLING: Final = 4
#: Words of a text up to which it is looked through for several names.
_MOST_NAMED: Final = 12
#: Words that turn what stands beside them round, or make it a sum.
_DENYING: Final = frozenset(
    [
        "no",
        "not",
        "non",
        "never",
        "neither",
        "nor",
        "dont",
        "cannot",
        "cant",
        "without",
        "kaore",
        "nunca",
        "total",
        "totals",
        "subtotal",
        "sum",
        "tapeke",
    ]
)
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
        """How the word is shown whose spelling is most like something written; null where none is.

        Of something in several parts ("Disabled people, carers") none is: it says more than one word does.
        """
        if sum(any(map(str.isalpha, part)) for part in _PARTS.split(written)) > 1:
            return None
        spelled = self._kernel(key(written))
        near = difflib.get_close_matches(spelled, list(self.meanings), 1, _ALIKE)
        alike = [each for each in near if _is_slip(spelled, each) and self._tells(spelled, each)]
        certain = [word for each in alike for word in self.meanings[each]]
        return self.labels[certain[0]] if len(certain) == 1 else None

    def _tells(self, written: str, known: str) -> bool:
        """Whether it does not say the contrary or a sum, and is no part of other words as well: "strongly"."""
        words = set(written.split())
        if (words ^ set(known.split())) & _DENYING:
            return False
        holding = [meant for each, meant in self.meanings.items() if words <= set(each.split())]
        return not holding or bool(frozenset.intersection(*holding))

    @property
    def _no_such(self) -> str:
        return message(f"no {self.noun} is called that")

    def _meaning(self, text: str, *, as_codes: bool, declared: bool) -> Meaning:
        code = text.strip().upper()
        if code in self.codes and (as_codes or not code.isdigit()):
            return Meaning(self.codes[code])
        if code.isdigit() and self.codes:
            return Meaning(None, self._no_codes if declared else self._ambiguous(code))
        return self._by_name(text)

    @property
    def _no_codes(self) -> str:
        return message(f"the numbers of this column are not all codes of a {self.noun}")

    def _ambiguous(self, number: str) -> str:
        """Why a bare number is not believed: which code it may be, where it may be one."""
        word = self.codes.get(number) or self.codes.get(number.zfill(2))
        which = message("say which, by codes = true or values in the profile")
        if word is None:
            return message(f"is no code of a {self.noun}, perhaps the number of an answer: {which}")
        return message(f"may be the code of {self.labels[word]}, or the number of an answer: {which}")

    def _by_name(self, text: str) -> Meaning:
        parts = [self._known(key(part)) for part in _PARTS.split(text) if key(part)]
        agreed = frozenset.intersection(*parts) if parts else frozenset()
        candidates = self._known(key(text)) or self._known_with_code(text) or agreed
        if len(candidates) == 1:
            return Meaning(next(iter(candidates)))
        possible = sorted(
            self.labels[word] for word in candidates or frozenset().union(*parts) or self._named(key(text))
        )
        if len(possible) > 1:
            return Meaning(None, message(f"may mean {' or '.join(possible)}"))
        return Meaning(None, self._no_such)

    def _named(self, spelled: str) -> frozenset[str]:
        """The words that something unknown names one after the other ("Māori and Pasifika"); none if it names one."""
        words = spelled.split()
        found: list[frozenset[str]] = []
        start = 0
        while start < len(words) <= _MOST_NAMED:
            ends = range(len(words), start, -1)
            end = next((end for end in ends if " ".join(words[start:end]) in self.meanings), 0)
            if end:
                found.append(self.meanings[" ".join(words[start:end])])
            start = end or start + 1
        agreed = frozenset.intersection(*found) if found else frozenset()
        return frozenset() if agreed else frozenset().union(*found)

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
    """Whether one is the other with a few letters wrong, or each of its words is one of the other's, or nearly."""
    if _few_wrong(written.replace(" ", ""), known.replace(" ", ""), most=1):
        return True
    theirs, ours = set(written.split()), set(known.split())
    common = {word for word in theirs & ours if len(word) >= _TELLING}
    if not common:
        return len(written.split()) == len(known.split()) and _few_wrong(written, known)
    return all(any(_few_wrong(word, each) for each in theirs - ours) for word in ours - theirs)


def _few_wrong(written: str, known: str, *, most: int | None = None) -> bool:
    """Whether few letters are wrong, for words so long."""
    steps = difflib.SequenceMatcher(None, written, known, autojunk=False).get_opcodes()
    wrong = sum(max(i2 - i1, j2 - j1) for step, i1, i2, j1, j2 in steps if step != "equal")
    if len(written) == len(known):
        wrong = min(wrong, sum(one != other for one, other in zip(written, known, strict=True)))
    allowed = max(1, max(len(written), len(known)) // _PER_SLIP) if written[:1] == known[:1] else 1
    return wrong <= (allowed if most is None else most)


def meanings(spellings: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """Words with their spellings → key of each spelling with the words that it may mean."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for word, written in spellings:
        for spelling in written:
            for spelled in spelling_keys(spelling):
                by_key[spelled].add(word)
    return {spelled: frozenset(words) for spelled, words in by_key.items() if spelled}
