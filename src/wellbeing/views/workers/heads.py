"""What the first lines of a request say of which process has to answer it."""

import base64
import binascii
import json
import re
import zlib
from typing import Any, Final

from wellbeing.views.workers.words import PROCESS

#: Where they end, and how many bytes of them are read: a longer one is anybody's, who will refuse it.
HEAD_END: Final = b"\r\n\r\n"
MOST_READ: Final = 65_536
#: Bytes of what a page's token holds: the head of its own request.
_MOST_HELD: Final = 262_144
_TOKEN: Final = re.compile(rb"\r\nsec-websocket-protocol:[ \t]*bokeh[ \t]*,[ \t]*([\w-]+)", re.IGNORECASE)
#: Where Bokeh puts, packed, what a page's token holds more than its session.
_PACKED: Final = "__bk__zlib_"
#: Wrong keys are counted by one of them, so that they are counted together.
_LOGIN: Final = re.compile(rb"[A-Z]+ [^\s?]*/login(?:/\w+)?(?:\?\S*)? HTTP/")
#: Whose figures are asked for.
_FIGURES: Final = re.compile(rb"[A-Z]+ [^\s?]*/metrics(?:\?process=(\d{1,3}))? HTTP/")


def owner(head: bytes) -> int | None:
    """The number of the process that has to answer; None where any can."""
    if found := _TOKEN.search(head):
        return _of_token(found[1])
    if found := _FIGURES.match(head):
        return int(found[1] or 1)
    return 1 if _LOGIN.match(head) else None


def place_asked(head: bytes) -> bytes:
    """What is asked for, in short: each place is dealt out evenly by itself."""
    path = head.partition(b"\r\n")[0].partition(b" ")[2].partition(b"?")[0].partition(b" ")[0]
    return b"static" if b"/static/" in path else path


def _of_token(token: bytes) -> int | None:
    """Which process made a page; not whether it did, which it knows by the token's signature."""
    try:
        held: Any = json.loads(_plain(token))
        named = zlib.decompressobj().decompress(_plain(held[_PACKED].encode()), _MOST_HELD)
        number = json.loads(named)[PROCESS]
    except (ValueError, LookupError, TypeError, AttributeError, binascii.Error, zlib.error, RecursionError):
        return None
    return number if type(number) is int else None


def _plain(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
