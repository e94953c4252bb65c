"""Marks on a text: where something stands that could identify somebody, what, and how surely."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

Sure = Literal["sure", "likely", "perhaps"]
_ORDER: Final = {sure: place for place, sure in enumerate(get_args(Sure))}


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a text."""

    #: The first character, and one after the last, of the text as it was given.
    start: int
    end: int
    #: "name", "phone", "address", …: a kind of ``identifiers.toml``, or of the names that the caller knows.
    kind: str
    #: How much it looks like that kind, and like nothing else.
    sure: Sure


def sureness(word: str) -> Sure:
    """The word, checked.

    Raises:
        ValueError: it is none.
    """
    if word not in _ORDER:
        raise ValueError(word)
    return cast("Sure", word)


def settled(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that do not overlap, in order: of two that do the surer stays, then the longer."""
    ranked = sorted(marks, key=lambda mark: (_ORDER[mark.sure], mark.start - mark.end, mark.start))
    kept: list[Mark] = []
    for mark in ranked:
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def shown(text: str, marks: Iterable[Mark]) -> str:
    """The text with each mark in double angle brackets."""
    for mark in sorted(marks, key=lambda mark: -mark.start):
        text = f"{text[: mark.start]}«{text[mark.start : mark.end]}»{text[mark.end :]}"
    return text
