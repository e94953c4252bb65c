"""What the words of a heading say: which part it speaks of, and what speaks against it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

from wellbeing.sources.names.spelling import key

#: How a heading speaks of a part: surely; if its values do; not at all (it says nothing); of something else.
Speaks = Literal["surely", "perhaps", "nothing", "else"]
#: Numbers of questions and of their items: Q5, SQ001, 3b; a year says when something was so.
_NUMBER: Final = re.compile(r"^(?:q|sq|p|v|col|column)?\d{1,3}[a-z]?$")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Before a question, its code as a survey tool writes it: "TRUST. ", "COMM[SQ001]. ", "Q5 - "; "Before: " is none.
_CODE: Final = re.compile(
    r"^(?:[A-Za-z]\w*(?:\[\w+\])?\.|(?=\S*\d|[A-Z]{2})[A-Za-z]\w*(?:\[\w+\])?(?::| -)) +(?=\S)"
)
#: What SurveyMonkey writes below a question that has one column.
_ONE_COLUMN: Final = re.compile(r" \| (?:Open-Ended )?Response$")
#: Digits enough for a number to ring; words that a name has; letters of those between that need no capital.
_TO_RING: Final = re.compile(r"(?:\d\D?){7}")
_CALLED: Final = range(2, 5)
_SMALL: Final = 3
_LINKS: Final = frozenset({"column"})


@dataclass(frozen=True)
class _Part:
    words: frozenset[str]
    weak: frozenset[str]
    beside: frozenset[str]


@lru_cache(maxsize=10_000)
def tokens(heading: str) -> tuple[str, ...]:
    """The words of a heading that may say something, in order: no idle ones, no numbers of questions."""
    idle = word_list("idle")
    written = key(_CAMEL.sub(" ", heading)).split()
    return tuple(word for word in written if word not in idle | _LINKS and not _NUMBER.match(word))


def spellings(heading: str) -> list[str]:
    """A heading, and what it is without what survey tools write before and behind the question."""
    bare = _ONE_COLUMN.sub("", heading)
    return list(dict.fromkeys((heading, bare, _CODE.sub("", bare))))


def speaks_of(heading: str, part: str) -> Speaks:
    """How a heading speaks of a part of a profile ("region", "id")."""
    said = {_speaks(tokens(spelled), part) for spelled in spellings(heading)}
    order: tuple[Speaks, ...] = ("surely", "perhaps", "nothing")
    return next((each for each in order if each in said), "else")


def may_be_somebody(value: str) -> bool:
    """Whether a value is written as people are called, so that it may be a name ("Jane Beispiel"), or an address."""
    words = value.replace(",", " ").split()
    titled = all(word[:1].isupper() or len(word) <= _SMALL for word in words) and words[-1][:1].isupper()
    return (len(words) in _CALLED and titled) or "@" in value or bool(_TO_RING.search(value))


def mentions(heading: str, kind: str) -> bool:
    """Whether a word of a kind ("private", "web") stands in a heading."""
    return bool(all_words(heading) & word_list(kind))


def all_words(heading: str) -> frozenset[str]:
    """Every word of a heading, also the idle ones."""
    return frozenset((*key(_CAMEL.sub(" ", heading)).split(), *key(heading).split()))


def numbers_responses(heading: str) -> Speaks:
    """Whether a heading is that of numbers of responses: there "response" is not idle, nor is "no"."""
    known = _part("id")
    written = frozenset(word for each in spellings(heading) for word in key(_CAMEL.sub(" ", each)).split())
    if not written <= known_beside("id"):
        return "else"
    if known.words & written or (written & word_list("numbered") and written & word_list("responses")):
        return "surely"
    return "perhaps" if written <= known.weak else "else"


def all_of(heading: str, *kinds: str) -> bool:
    """Whether a heading has words of the first kind, and none that is of no kind named."""
    said = set(tokens(heading))
    known = frozenset().union(*(word_list(kind) for kind in kinds))
    return bool(said & word_list(kinds[0])) and said <= known


@cache
def word_list(kind: str) -> frozenset[str]:
    """The words of a kind."""
    return frozenset(str(_lexicon()[kind]).split())


@cache
def known_beside(part: str) -> frozenset[str]:
    """Every word that a heading of a part may hold."""
    known = _part(part)
    return known.words | known.weak | known.beside


@cache
def _part(name: str) -> _Part:
    found = _lexicon()["parts"][name]
    return _Part(*(frozenset(found[each].split()) for each in ("words", "weak", "beside")))


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


def _speaks(said: tuple[str, ...], part: str) -> Speaks:
    known = _part(part)
    if not said:
        return "nothing"
    if not set(said) <= known_beside(part):
        return "else"
    if known.words & set(said):
        return "surely"
    return "perhaps" if known.weak & set(said) else "else"
