"""What processes that serve together say to each other."""

from typing import Final, NamedTuple

import msgspec

#: Under which name a page's token says which process made it.
PROCESS: Final = "wellbeing-process"
#: What a process says once it serves; and what comes with each connection that it is handed.
SERVES, TAKE = b"r", b"c"


class Share(NamedTuple):
    """What a process is told at its beginning, by nothing that others could read."""

    of: int
    #: What tokens of pages are signed with.
    secret: bytes


def written(share: Share) -> bytes:
    """As it is sent: one line."""
    return msgspec.json.encode(share) + b"\n"


def read_share(line: bytes) -> Share:
    """What was sent."""
    return msgspec.json.decode(line, type=Share)
