"""What somebody is told who is not let in, each time with a line in the log."""

import logging
import re
from collections.abc import Mapping
from typing import ClassVar, Final

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.naming import about

_log = logging.getLogger(__name__)

#: What anybody may ask for: whether the server is well, and files of the installation, the same everywhere.
_OPEN: Final = ("/healthz", "/readyz", "/metrics")
STATIC: Final = re.compile(r"(/\w+)?/static/")
#: Where a request keeps that the log says already why it was refused.
_NOTED: Final = "_noted"


class Denied(RequestHandler):
    """Answers in place of what is asked for: with a line that is the same for all."""

    status, words = 403, "You are not let in here."
    headers: ClassVar[Mapping[str, str]] = {}

    def prepare(self) -> None:
        """Refuse, whatever is asked."""
        self.set_status(self.status)
        for name, value in {"Content-Type": "text/plain; charset=utf-8", **self.headers}.items():
            self.set_header(name, value)
        self.finish(f"{self.words}\n")


class NotFromProxy(Denied):
    """Answers who did not come by the proxy that knows who everybody is."""

    words = "This server is reached through its proxy alone."


class Unknown(Denied):
    """Answers whom the proxy did not name."""

    status, words = 401, "The proxy in front of this server did not say who you are."


class OtherTier(Denied):
    """Answers whose groups do not include this tier."""

    words = "Your groups may not see this release’s tier. Ask the people who run this server which address is yours."


def is_for_all(request: HTTPServerRequest, prefix: str) -> bool:
    """Whether anybody may ask for it."""
    path = request.path.removeprefix(prefix)
    return path in _OPEN or STATIC.match(path) is not None


def note(request: HTTPServerRequest, why: str) -> None:
    """One line in the log: who was turned away, and why."""
    setattr(request, _NOTED, True)
    _log.warning("Refused %s: %s", request.remote_ip, why, extra=about(request))


def is_noted(request: HTTPServerRequest) -> bool:
    """Whether the log says already why somebody was turned away."""
    return bool(getattr(request, _NOTED, False))
