"""Whom an event's attendance counts: of each role and body how many, held already or new, or perhaps counted twice."""

from collections import Counter
from collections.abc import Iterator, Mapping

from wellbeing.language import say, say_many
from wellbeing.record.forms.sheets import PeopleCounted


def attendance_lines(people: list[PeopleCounted], types: Mapping[str, str]) -> list[str]:
    """How many came in all, and of those of whom some are held already, whose they are.

    Args:
        people: as the sheet counts them.
        types: stakeholder type → how it is called.
    """
    of_bodies = sum(one.typed for one in people if one.organisation)
    every = sum(one.typed for one in people)
    parts = {"types": every - of_bodies, "bodies": of_bodies}
    whole = say_many(
        "{count} person came in all: {types} by type, {bodies} on behalf of organisations.",
        "{count} people came in all: {types} by type, {bodies} on behalf of organisations.",
        every,
        **parts,
    )
    held = [
        say(
            "{who}: {typed} typed, {held} held of this day and place already, {new} new.",
            who=_called(one, types),
            typed=one.typed,
            held=one.held,
            new=one.new,
        )
        for one in people
        if one.held
    ]
    return [whole, *held]


def attendance_doubts(people: list[PeopleCounted], types: Mapping[str, str]) -> list[str]:
    """What a person has to look at before it is stored."""
    return [*_twice(people, types), *_fewer(people, types)]


def _twice(people: list[PeopleCounted], types: Mapping[str, str]) -> Iterator[str]:
    """Types of which as many came by type as on behalf of organisations: the same people, perhaps."""
    by_type, of_bodies = Counter[str](), Counter[str]()
    for one in people:
        (of_bodies if one.organisation else by_type)[one.stakeholder or ""] += one.typed
    for kind, number in by_type.items():
        if number == of_bodies[kind]:
            yield say(
                "{who}: {number} by type and as many on behalf of organisations, {both} in all. Are these the same "
                "people? Then leave them out of the number by type.",
                who=types.get(kind) or say("Not known in which role"),
                number=number,
                both=2 * number,
            )


def _fewer(people: list[PeopleCounted], types: Mapping[str, str]) -> Iterator[str]:
    for one in people:
        if one.typed < one.held:
            yield say(
                "{who}: {typed} typed, and {held} are held of this day and place. Nobody is taken out by a smaller "
                "number: call it another session if it was one, or take the earlier import back.",
                who=_called(one, types),
                typed=one.typed,
                held=one.held,
            )


def _called(one: PeopleCounted, types: Mapping[str, str]) -> str:
    kind = types.get(one.stakeholder or "") or say("Not known in which role")
    return f"{one.organisation} ({kind})" if one.organisation else kind
