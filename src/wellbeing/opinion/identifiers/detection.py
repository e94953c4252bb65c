"""Detection of what in comments could identify somebody: ranked for a person's review; it decides nothing.

Conservative rules, no model: what they miss is stated in ``docs/quotes.md``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from wellbeing.opinion.identifiers.checksums import passes
from wellbeing.opinion.identifiers.persons import Persons
from wellbeing.opinion.identifiers.spans import Identifier, Sure, sureness, without_overlaps

#: Kind → names that the caller knows ("place" → the engagement's places).
KnownNames = Mapping[str, Iterable[str]]
#: A shorter name would be found in too many words.
_SHORTEST: Final = 3


class _Rule(NamedTuple):
    kind: str
    sure: Sure
    pattern: re.Pattern[str]
    #: As ``checksums.passes``; "" for none.
    check: str


class _Rules(NamedTuple):
    patterns: tuple[_Rule, ...]
    persons: Persons


def detect_identifiers(texts: Sequence[str], known: KnownNames | None = None) -> list[list[Identifier]]:
    """The identifying spans of each text, in order, not overlapping.

    Args:
        texts: comments.
        known: names that mean something in this engagement, by kind; they are found as that kind
            ("likely") whatever their case, and not taken for names of persons.

    Returns:
        One list a text; an empty one says that nothing was found, not that nobody can be recognised.
    """
    listed = {kind: _one_of(names) for kind, names in (known or {}).items()}
    patterns = {kind: pattern for kind, pattern in listed.items() if pattern}
    return [without_overlaps([*_by_rule(text), *_by_name(text, patterns)]) for text in texts]


def _by_rule(text: str) -> Iterator[Identifier]:
    rules = _rules()
    for rule in rules.patterns:
        for match in rule.pattern.finditer(text):
            group = "mark" if "mark" in rule.pattern.groupindex and match["mark"] else 0
            yield Identifier(*match.span(group), rule.kind, _sure(rule, match[group]))
    yield from rules.persons.find(text)


def _sure(rule: _Rule, number: str) -> Sure:
    return "sure" if rule.check and passes(rule.check, number) else rule.sure


def _by_name(text: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[Identifier]:
    for kind, pattern in patterns.items():
        for match in pattern.finditer(text):
            yield Identifier(*match.span(), kind, "likely")


def _one_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """The longest first, so that a trust is not found as the place it is named after."""
    listed = sorted({name for name in names if len(name) >= _SHORTEST}, key=lambda name: (-len(name), name))
    if not listed:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


@cache
def _rules() -> _Rules:
    parsed = tomllib.loads(resources.files(__package__).joinpath("identifiers.toml").read_text("utf-8"))
    return _Rules(tuple(_rule(each) for each in parsed["patterns"]), Persons(parsed["names"]))


def _rule(row: dict[str, Any]) -> _Rule:
    return _Rule(row["kind"], sureness(row["sure"]), re.compile(row["pattern"]), row.get("check", ""))
