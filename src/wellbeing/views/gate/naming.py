"""Each request has an id, by which its line is found in the server's log and in that of a proxy before it."""

import re
import secrets
from typing import Any, Final

from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

HEADER: Final = "X-Request-ID"
#: What a proxy may have named a request; anything else is named anew.
_GIVEN: Final = re.compile(r"[\w-]{8,64}", re.ASCII)
_KEPT: Final = "_named"
#: Where a line of the log keeps what is more than its words.
BESIDE_WORDS: Final = "fields"


def name_request(_server: BokehTornado, request: HTTPServerRequest) -> None:
    """Name a request before anything is asked of it: a check that lets everybody in."""
    given = request.headers.get(HEADER, "")
    setattr(request, _KEPT, given if _GIVEN.fullmatch(given) else secrets.token_hex(8))


def id_of(request: HTTPServerRequest) -> str:
    """The id of a request; empty where it was never named."""
    return f"{getattr(request, _KEPT, '')}"


def about(request: HTTPServerRequest) -> dict[str, dict[str, str]]:
    """What a line of the log that is about a request says beside its words."""
    return {BESIDE_WORDS: {"request": id_of(request)}}


class SaysId(OutputTransform):
    """Says on every answer the id of its request."""

    def __init__(self, request: Any) -> None:
        """Take what is asked for."""
        self._id = id_of(request)

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - Tornado's own protocol
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add it."""
        headers[HEADER] = self._id
        return status_code, headers, chunk
