"""Spans of a text that could identify somebody: where they stand, what they are, and how surely."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

Sure = Literal["sure", "likely", "perhaps"]
_ORDER: Final = {sure: place for place, sure in enumerate(get_args(Sure))}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One span of a text: a direct identifier, or a name that narrows down who wrote it."""

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


def without_overlaps(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """Spans that do not overlap, in order: of two that do the surer stays, then the longer."""
    ranked = sorted(identifiers, key=lambda span: (_ORDER[span.sure], span.start - span.end, span.start))
    kept: list[Identifier] = []
    for span in ranked:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def bracket(text: str, identifiers: Iterable[Identifier]) -> str:
    """The text with each span in double angle brackets."""
    for span in sorted(identifiers, key=lambda span: -span.start):
        text = f"{text[: span.start]}«{text[span.start : span.end]}»{text[span.end :]}"
    return text
