"""In which words a convention is told: what it is, what proves it, who has confirmed it."""

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from wellbeing.language import message
from wellbeing.model.intake import Notice

#: What the kind of every notice of a convention begins with.
CONVENTION: Final = "convention of "
#: What to do about one that nothing proves.
CONFIRM: Final = message(
    'write confirmed_by = "a name" beside it in the profile, or import with --confirmed-by (and --again where the '
    "file was imported)"
)

_UNPROVEN: Final = "nothing in the file proves it, "
_CONFIRMED: Final = "confirmed by "
#: How the sign of votes ends that a person has confirmed: before it stands what authors voted.
_SIGN: Final = re.compile(r"\S+ is read as agreement$")

ProfilePart = TypeVar("ProfilePart")


@dataclass(frozen=True)
class Decided(Generic[ProfilePart]):
    """A part of a profile as it holds for one file, and what is said of it."""

    part: ProfilePart
    notices: tuple[Notice, ...] = ()


def convention_notice(field: str, number: int, text: str) -> Notice:
    """What is said of a field's convention; ``number``: how many values or cells it is about, itself if none."""
    return Notice(CONVENTION + field, max(1, number), text)


def by_whom(confirmed_by: str) -> str:
    """Who answers for what nothing in the file proves."""
    said = message(f"confirmed by {confirmed_by}") if confirmed_by else message("nobody has confirmed it")
    return message(f"nothing in the file proves it, {said}")


def unproven(notice: Notice) -> tuple[str, str, str] | None:
    """The field of a convention that nothing in its file proves, what was decided, who has confirmed it.

    None of it is from a row: no value that was found, no number of authors, no name of a file.
    """
    decided, is_unproven, who = notice.text.removesuffix(".").rpartition(f"; {_UNPROVEN}")
    if not is_unproven:
        return None
    field = notice.kind.removeprefix(CONVENTION)
    sign = _SIGN.search(decided)
    said = sign[0] if sign else decided.partition(": ")[2]
    return "vote" if sign else field, said, who.removeprefix(_CONFIRMED) if who.startswith(_CONFIRMED) else ""
