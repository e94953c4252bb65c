"""A proxy in front of the server: whom it says it speaks for, and who may see this tier."""

import re
from typing import Final

from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.answers import NotFromProxy, OtherTier, Unknown, is_for_all, note
from wellbeing.views.gate.groups import Groups, allowed_groups, may_see

#: Where a proxy says for whom it speaks.
FORWARDED_FOR: Final = "X-Forwarded-For"


class Proxy:
    """A check of every request: from a trusted address, and where a header names people, named, and of this tier."""

    def __init__(self, told: str, tier: str, groups: Groups | None = None) -> None:
        """Take ``HEADER@ADDRESS,ADDRESS`` or ``ADDRESS``, and the tier that is served."""
        self._header, _, addresses = told.rpartition("@")
        self._addresses = frozenset(addresses.split(","))
        self._groups = groups
        self._allowed = allowed_groups(groups, tier)

    def __call__(self, server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
        """Who answers in place of what is asked for; None where it may be."""
        if is_for_all(request, server.prefix) and request.remote_ip not in self._addresses:
            return None
        if request.remote_ip not in self._addresses:
            note(request, "it did not come by the proxy")
            return NotFromProxy
        if said := request.headers.get(FORWARDED_FOR, ""):
            request.remote_ip = said.rpartition(",")[2].strip()[:64]  # what the proxy itself saw
        if is_for_all(request, server.prefix) or not self._header:
            return None
        return self._named(request)

    def _named(self, request: HTTPServerRequest) -> type[RequestHandler] | None:
        if not request.headers.get(self._header, "").strip():
            note(request, "the proxy did not name anybody")
            return Unknown
        groups = re.split(r"[,;|\s]+", request.headers.get(self._groups.header, "")) if self._groups else []
        if not may_see(self._allowed, groups):
            note(request, "none of its groups may see this tier")
            return OtherTier
        return None
