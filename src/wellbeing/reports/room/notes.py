"""The presenter's notes, as they are handed to the process that serves on the presenter's machine."""

import secrets
from pathlib import Path
from typing import Final, Self

import msgspec

#: Letters and figures that are not taken for others when they are typed, and how many make a code.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH: Final = 8


def new_code() -> str:
    """What opens the notes, other each time: whoever else has an account on the machine does not know it."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


class PresentersNotes(msgspec.Struct, frozen=True, kw_only=True):
    """The notes of one engagement's scenes, and the code that opens them."""

    engagement: str
    code: str
    #: Scene → its notes.
    of: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """As they were handed over."""
        return msgspec.json.decode(path.read_bytes(), type=cls)

    def opened_by(self, typed: str) -> bool:
        """Whether this is the code."""
        return secrets.compare_digest(typed.strip().lower().encode(), self.code.encode())
