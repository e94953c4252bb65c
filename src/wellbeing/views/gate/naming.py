"""Each request has an id, by which its line is found in the server's log and in that of a proxy before it."""

import re
import secrets
from typing import TYPE_CHECKING, Final

from tornado.httputil import HTTPServerRequest

if TYPE_CHECKING:
    from bokeh.server.tornado import BokehTornado

REQUEST_ID: Final = "X-Request-ID"
#: What a proxy may have named a request; anything else is named anew.
_GIVEN: Final = re.compile(r"[\w-]{8,64}", re.ASCII)
_KEPT: Final = "_named"
#: Where a line of the log keeps what is more than its words.
BESIDE_WORDS: Final = "fields"


def name_request(_server: "BokehTornado", request: HTTPServerRequest) -> None:
    """Name a request before anything is asked of it: a check that lets everybody in."""
    given = request.headers.get(REQUEST_ID, "")
    setattr(request, _KEPT, given if _GIVEN.fullmatch(given) else secrets.token_hex(8))


def id_of(request: HTTPServerRequest) -> str:
    """The id of a request; empty where it was never named."""
    return f"{getattr(request, _KEPT, '')}"


def about(request: HTTPServerRequest) -> dict[str, dict[str, str]]:
    """What a line of the log that is about a request says beside its words."""
    return {BESIDE_WORDS: {"request": id_of(request)}}
