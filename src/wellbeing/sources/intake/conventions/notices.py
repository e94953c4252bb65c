"""In which words a convention is told: what it is, what proves it, who has confirmed it."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from wellbeing.model.intake import Notice

#: What the kind of every notice of a convention begins with.
CONVENTION: Final = "convention of "
#: What to do about one that nothing proves.
CONFIRM: Final = (
    'write confirmed_by = "a name" beside it in the profile, or import with --confirmed-by (and --again where the '
    "file was imported)"
)

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
    said = f"confirmed by {confirmed_by}" if confirmed_by else "nobody has confirmed it"
    return f"nothing in the file proves it, {said}"
