"""How many pages one address may have open: a page costs memory as long as it stands."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Final

from bokeh.server.contexts import ApplicationContext
from bokeh.server.session import ServerSession
from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.answers import Denied
from wellbeing.views.gate.hosts import Check

#: Pages of one address, behind which a whole ministry may stand, and of all.
MOST_PAGES, MOST_OF_ALL = 200, 1_000
#: Seconds after which one is told to come again.
_LATER: Final = 30

#: The address that a session's page was asked from.
_FROM: Final = "_asked_from"


class TooMany(Denied):
    """Answers who has as many pages open as are let in."""

    status, words = 503, "Too many pages are open at once. Close some, or come again in a moment."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": f"{_LATER}"}


def count_pages() -> None:
    """Let every session know the address that its page was asked from."""
    create = ApplicationContext.create_session_if_needed

    async def created(
        self: ApplicationContext,
        session_id: Any,
        request: HTTPServerRequest | None = None,
        token: str | None = None,
    ) -> ServerSession:
        session = await create(self, session_id, request, token)
        if request is not None and not hasattr(session, _FROM):
            setattr(session, _FROM, request.remote_ip)
        return session

    ApplicationContext.create_session_if_needed = created  # type: ignore[method-assign]


def not_crowded(of: int = 1) -> Check:
    """A check whether one more page may be opened: none where an address has as many as are let in, or all together.

    Args:
        of: processes that serve together; pages are dealt out to them in turn, and each lets in its part.
    """
    return partial(_crowd, -(-MOST_PAGES // of), -(-MOST_OF_ALL // of))


def _crowd(
    most: int, most_of_all: int, server: BokehTornado, request: HTTPServerRequest
) -> type[RequestHandler] | None:
    pages = {
        server.prefix + ("" if path == "/" else path): page for path, page in server.applications.items()
    }
    if request.method != "GET" or request.path.rstrip("/") not in pages:
        return None
    open_ = Counter(getattr(session, _FROM, None) for page in pages.values() for session in page.sessions)
    is_crowded = open_[request.remote_ip] >= most or open_.total() >= most_of_all
    return TooMany if is_crowded else None
