"""Languages other than English and te reo Māori: known by CLD2, or by the want of English words.

CLD2 (Sites 2013, the language detector of Google's Chromium, package ``pycld2``) knows 160 languages by their
letter quadgrams, among them Samoan, Tongan and Fijian, from tables that are part of the package. What it does
not know well (Niuean, Cook Islands Māori, Marshallese) has, like every language, few words of English.
"""

import re
from functools import cache
from typing import Final

import pycld2
from vader.data.lexicon import LEXICON

from wellbeing.opinion.text.names import A_NAME
from wellbeing.opinion.text.words import normalise

#: A language that CLD2 is sure of is believed while less than this share of words looks English,
_BELIEVED: Final = 0.67
#: one that it is not sure of is foreign under this share, in a text of at least so many words.
_ENGLISH: Final = 0.34
_FEWEST: Final = 4
#: A text that CLD2 takes for English up to this percentage of its bytes is looked at closer.
_MOSTLY: Final = 75
#: CLD2's codes: unknown; and te reo Māori, which ``language`` knows better.
_UNKNOWN: Final = "un"
_TE_REO: Final = "mi"
#: Addresses, names of accounts and the mark of a name belong to no language.
_OUTSIDE: Final = re.compile(rf"https?:\S+|www\.\S+|\S+@\S+|[@#]\w+|{A_NAME}")
_OUTSIDE_MARKS: Final = ("@", "#", "://", "www.", A_NAME)
#: Letters beyond the Latin ones that European languages and te reo Māori use.
_OTHER_LETTER: Final = re.compile(r"[^\W\d_\u0000-\u024f]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʻʼ‘][^\W\d_]+)*")
#: Endings that words of English have and few others.
_ENDING: Final = re.compile(
    r"[a-z]{2,}(?:ing|ed|ly|ness|tion|ful|ity|ous|able|ment|ers|ies|less|ght|ch|th|sh|ck|wn|ow|ay)(?:'s)?"
)


def is_foreign(text: str, english: frozenset[str]) -> bool:
    """Whether a text is in neither English nor te reo Māori.

    Args:
        text: plain.
        english: common words of English and what it has taken over, in lower case.
    """
    bare = _OUTSIDE.sub(" ", text) if any(mark in text for mark in _OUTSIDE_MARKS) else text
    if _is_other_script(bare):
        return True
    sure, language, share = _detected(bare)
    if sure and language == "en" and share > _MOSTLY:
        return False
    words = _words(bare)
    telling = _telling(words)
    if sure and language not in {_UNKNOWN, _TE_REO}:
        # A title is all capitals: there they are no mark of names.
        believed = telling if len(telling) > 1 else words
        return len(believed) > 1 and _share(believed, english) < _BELIEVED
    return len(telling) >= _FEWEST and _share(telling, english) < _ENGLISH


def _is_other_script(text: str) -> bool:
    others = 0 if text.isascii() else len(_OTHER_LETTER.findall(text))
    return others > 0 and 2 * others > sum(letter.isalpha() for letter in text)


def _detected(text: str) -> tuple[bool, str, int]:
    """Whether CLD2 is sure, of which language, and the percentage of the text in it."""
    try:
        sure, _, found = pycld2.detect(text, isPlainText=True)
    except pycld2.error:
        return False, _UNKNOWN, 0
    _, language, share, _ = found[0]
    return sure, language, share


def _words(text: str) -> list[str]:
    """As written; in lower case where all is shouted."""
    return _WORD.findall(normalise(text.lower() if text.isupper() else text))


def _telling(words: list[str]) -> list[str]:
    """The words that are no names: none with a capital within a sentence, or before another capital."""
    named = bool(words[1:]) and words[1][0].isupper()
    first = [] if named else words[:1]
    return [*first, *(word for word in words[1:] if not word[0].isupper())]


def _share(words: list[str], english: frozenset[str]) -> float:
    known = _english() | english
    small = [word.lower() for word in words]
    return sum(word in known or bool(_ENDING.fullmatch(word)) for word in small) / len(small)


@cache
def _english() -> frozenset[str]:
    """Stop words (Glasgow's list, as scikit-learn has it), and the words that VADER's raters were shown."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - it takes a second

    return frozenset((*ENGLISH_STOP_WORDS, *LEXICON))
