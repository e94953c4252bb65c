"""What a sentence that was taken says, and what it rests on."""

from typing import Literal

import msgspec

#: Copied from a page, or written into a report.
Taking = Literal["copied", "reported"]


class ClaimedCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cell that a sentence rests on, as it was published."""

    area: str
    stakeholder: str
    #: Key of its picture: a state of coverage, or where it stands beside everybody.
    state: str
    #: A share or a tone; None where none is told.
    figure: float | None = None
    #: Contributions; None where the sentence tells no number of them.
    count: int | None = None


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with the page that says it and the release that it is of."""

    engagement: str
    tier: str
    release: str
    #: The query of the page's address.
    address: str
    sentence: str
    taken: Taking
    cells: tuple[ClaimedCell, ...]
