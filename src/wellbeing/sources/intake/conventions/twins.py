"""Twins: headings that stand several times in a file. None of them is read, or left, in silence."""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import quoted
from wellbeing.model.intake import Notice
from wellbeing.model.profile import Answered, Column, Profile
from wellbeing.sources.intake.conventions.notices import Decided
from wellbeing.sources.intake.mapping.context import SINGLE_COLUMNS


def read_twins(profile: Profile, columns: Sequence[str], closed: Collection[str]) -> Decided[Profile]:
    """The profile with the twins of headings that it names for one word or answer a row; and what is said of them.

    Args:
        profile: fitted to the file.
        columns: of the file; twins are called "name (2)".
        closed: ids of the questions that offer options.
    """
    if not any(f"{name} (2)" in columns for name in columns):
        return Decided(profile)
    mapped = set(_texts(msgspec.to_builtins(profile)))
    spare = [name for name in columns if name not in mapped]
    notices: list[Notice] = []

    def whole(name: str, part: Column | Answered) -> tuple[str, ...]:
        found = [twin for heading in part.columns for twin in _twins(heading, spare)]
        if not found:
            return part.columns
        both = (*part.columns, *found)
        is_read = name in SINGLE_COLUMNS or name in closed
        told = (
            message("all are read, and rows in which they differ wait")
            if is_read
            else message("only those that the profile names are read")
        )
        notices.append(
            Notice(
                f"twin headings of {name}", len(both), message(f"{name} stands in {quoted(both)}: {told}.")
            )
        )
        return both if is_read else part.columns

    questions = tuple(msgspec.structs.replace(one, columns=whole(one.id, one)) for one in profile.questions)
    singles = {name: getattr(profile, name) for name in SINGLE_COLUMNS}
    read = {name: msgspec.structs.replace(part, columns=whole(name, part)) for name, part in singles.items()}
    return Decided(msgspec.structs.replace(profile, questions=questions, **read), tuple(notices))


def _twins(heading: str, spare: list[str]) -> Iterator[str]:
    number = 2
    while (twin := f"{heading} ({number})") in spare:
        yield twin
        number += 1


def _texts(value: object) -> Iterator[str]:
    """Every text in a profile, keys too."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
