"""Mark what in comments could identify somebody: it ranks them for a person's review and decides nothing.

Conservative rules, no model: what they miss is stated in ``docs/quotes.md``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from wellbeing.opinion.checksums import passes
from wellbeing.opinion.marks import Mark, Sure, settled, sureness
from wellbeing.opinion.persons import Persons

#: Kind → names that the caller knows ("place" → the engagement's places).
Known = Mapping[str, Iterable[str]]
#: A shorter name would be found in too many words.
SHORTEST: Final = 3


class _Rule(NamedTuple):
    kind: str
    sure: Sure
    pattern: re.Pattern[str]
    #: As ``checksums.passes``; "" for none.
    check: str


class _Rules(NamedTuple):
    patterns: tuple[_Rule, ...]
    persons: Persons


def marked(texts: Sequence[str], known: Known | None = None) -> list[list[Mark]]:
    """The marks of each text, in order, not overlapping.

    Args:
        texts: comments.
        known: names that mean something in this engagement, by kind; they are marked as that kind
            ("likely") whatever their case, and not taken for names of persons.

    Returns:
        One list a text; an empty one says that nothing was found, not that nobody can be recognised.
    """
    told = {kind: _one_of(names) for kind, names in (known or {}).items()}
    patterns = {kind: pattern for kind, pattern in told.items() if pattern}
    return [settled([*_found(text), *_known(text, patterns)]) for text in texts]


def _found(text: str) -> Iterator[Mark]:
    rules = _rules()
    for rule in rules.patterns:
        for match in rule.pattern.finditer(text):
            group = "mark" if "mark" in rule.pattern.groupindex and match["mark"] else 0
            yield Mark(*match.span(group), rule.kind, _sure(rule, match[group]))
    yield from rules.persons.marks(text)


def _sure(rule: _Rule, found: str) -> Sure:
    return "sure" if rule.check and passes(rule.check, found) else rule.sure


def _known(text: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[Mark]:
    for kind, pattern in patterns.items():
        for match in pattern.finditer(text):
            yield Mark(*match.span(), kind, "likely")


def _one_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """The longest first, so that a trust is not found as the place it is named after."""
    listed = sorted({name for name in names if len(name) >= SHORTEST}, key=lambda name: (-len(name), name))
    if not listed:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


@cache
def _rules() -> _Rules:
    told = tomllib.loads(resources.files(__package__).joinpath("identifiers.toml").read_text("utf-8"))
    return _Rules(tuple(_rule(each) for each in told["patterns"]), Persons(told["names"]))


def _rule(told: dict[str, Any]) -> _Rule:
    return _Rule(told["kind"], sureness(told["sure"]), re.compile(told["pattern"]), told.get("check", ""))
