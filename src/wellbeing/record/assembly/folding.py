"""Folding: several parts make one contribution. Each field and answer is the newest that says it.

A part takes the place only of what it says itself, and only where it is not older: by the time at which it was
given, else by the time at which its file was written, else by the order in which people imported. What a person
corrected stands until a file brings something that was given after the correction. A form that a person typed is
whole: nothing that came before it is said beside it.

Of consents the newest does not decide: the strictest stands that any part states, until a person corrects it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from wellbeing.model.consent import CONSENTS, STRICTEST
from wellbeing.model.tables import FIELDS

#: Where it comes from.
SOURCE: Final = ("source_file", "source_row", "provenance", "fingerprint", "basis")
#: Characters of a day in a time (ISO 8601).
_DAY: Final = 10
#: An answer: the option, the comment, the position.
SaidAnswer = tuple[str | None, str | None, str | None]


class ContributionContent(msgspec.Struct, frozen=True):
    """What is said of one contribution: by one part, or by all of them together."""

    #: Of ``FIELDS``; null says nothing, but in a correction, where it says "not stated".
    fields: dict[str, Any]
    #: Question → answer; null only in a correction, where it takes an answer away.
    answers: dict[str, SaidAnswer | None]
    #: Of ``SOURCE``.
    source: dict[str, Any]
    #: Fields that the file does not say row by row: its profile gives the same to all.
    constant: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContributionPart:
    """What one entry of the log brought of a contribution."""

    #: The entry.
    entry: int
    #: The entry with which its file was imported, before its rows were mended; of a correction, its own.
    imported_in: int
    #: When it was given; None where the file does not say.
    said_at: str | None
    #: When the file was written; None where nobody said.
    exported_at: str | None
    #: When a person corrected it; None for what files say.
    corrected_at: str | None
    content: ContributionContent
    #: Whether it is all that is said of the contribution, whatever came before it, of whatever day.
    is_whole: bool = False


@dataclass(frozen=True)
class _Held:
    value: Any
    part: ContributionPart
    is_constant: bool


def assemble(parts: Iterable[ContributionPart]) -> ContributionContent:
    """What some parts say together.

    Args:
        parts: of one contribution, at least one of them from a file.
    """
    held: dict[str, _Held] = {}
    ordered = sorted(parts, key=lambda one: (one.imported_in, one.entry))
    for part in ordered:
        held = {} if part.is_whole else held
        for name, said in _statements(part):
            if name not in held or _replaces(said, held[name]):
                held[name] = said
    fields = {name: held[name].value if name in held else None for name in FIELDS}
    fields |= {"place": fields["place"] if _fits(held) else None, "communities": fields["communities"] or []}
    fields |= {name: _consent(name, ordered) for name in CONSENTS}
    answers = {name[1:]: one.value for name, one in held.items() if name[0] == "?" and one.value is not None}
    from_files = [one.part for one in held.values() if one.part.corrected_at is None]
    newest = max(from_files, key=lambda part: (part.imported_in, part.entry))
    return ContributionContent(fields, answers, newest.content.source)


def same_content(one: ContributionContent, other: ContributionContent) -> bool:
    """Whether two say the same, wherever it comes from."""
    return one.fields == other.fields and one.answers == other.answers


def differences(before: ContributionContent, after: ContributionContent) -> Iterator[tuple[str, Any, Any]]:
    """Fields and answers that say something else: their names, what was said, what is said. None is nothing."""
    for name in FIELDS:
        if before.fields[name] != after.fields[name]:
            yield name, before.fields[name] or None, after.fields[name] or None
    for name in sorted({*before.answers, *after.answers}):
        if before.answers.get(name) != after.answers.get(name):
            yield name, before.answers.get(name), after.answers.get(name)


def _statements(part: ContributionPart) -> Iterator[tuple[str, _Held]]:
    """What a part says: field, or "?" and question → the value."""
    content = part.content
    says_nothing: tuple[object, ...] = (None, []) if part.corrected_at is None else ()
    for name, value in content.fields.items():
        if value not in says_nothing:
            yield name, _Held(value, part, name in content.constant)
    for name, answer in content.answers.items():
        yield f"?{name}", _Held(answer, part, is_constant=False)


def _consent(name: str, ordered: list[ContributionPart]) -> str | None:
    """What stands of a consent: the last correction of it, and the strictest that files state beside it.

    What was given before a correction is answered by it. A form that takes the place of all before it loosens
    nothing that it does not speak of, and nothing that a person forbade by a correction.
    """
    stands: str | None = None
    word: ContributionPart | None = None
    for part in ordered:
        said = part.content.fields.get(name)
        if part.corrected_at is not None:
            is_word = name in part.content.fields
            word, stands = (part, said) if is_word else (word, stands)
        elif part.is_whole:
            kept = _stricter(name, said, stands) if said is None else said  # silence loosens nothing
            stands = _stricter(name, kept, word.content.fields[name] if word else None)
        elif word is None or (part.said_at or "") > (word.corrected_at or ""):
            stands = _stricter(name, stands or said, said)
    return stands


def _stricter(name: str, said: str | None, before: str | None) -> str | None:
    """What is said, but the strictest word where that was said before."""
    return before if before == STRICTEST[name] else said


def _replaces(new: _Held, held: _Held) -> bool:
    if new.is_constant:
        return False
    return held.is_constant or not _is_older(new.part, held.part)


def _is_older(new: ContributionPart, held: ContributionPart) -> bool:
    if new.corrected_at is not None:
        return False
    if held.corrected_at is not None:
        return (new.said_at or "") <= held.corrected_at
    return next((one < other for one, other in _times(new, held) if one != other), False)


def _times(new: ContributionPart, held: ContributionPart) -> Iterator[tuple[str, str]]:
    """Pairs of times that can be compared: what decides first comes first."""
    if new.said_at and held.said_at:
        yield new.said_at[:_DAY], held.said_at[:_DAY]
        if len(new.said_at) > _DAY and len(held.said_at) > _DAY:
            yield new.said_at, held.said_at
    if new.exported_at and held.exported_at:
        yield new.exported_at, held.exported_at


def _fits(held: dict[str, _Held]) -> bool:
    """Whether a place is that of the region: not one that an older part named for another region."""
    place, region = held.get("place"), held.get("region")
    if place is None or region is None or place.part is region.part:
        return True
    return bool(place.part.content.fields.get("region") == region.value)
