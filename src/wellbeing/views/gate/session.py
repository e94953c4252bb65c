"""A reader's session: a signed cookie, which all processes that know the secret believe for a working day."""

import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import urlencode

from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler, create_signed_value, decode_signed_value

from wellbeing.views.gate.answers import Denied, is_for_all, note
from wellbeing.views.gate.entrance import prefix_of, show_entrance

#: Where somebody says who they are, where they come back to who said so elsewhere, and where sessions end.
LOGIN, BACK, LOGOUT = "/login", "/login/back", "/logout"
COOKIE: Final = "wellbeing-access"
#: Of a working day.
HOURS: Final = 12
#: Begins what a session's cookie says: then come when it ends, in seconds since 1970, and the reader's name.
_IN: Final = "in"
#: Letters of a name that are kept.
_LONGEST_NAME: Final = 100
#: Where a request keeps when its session ends.
_ENDS: Final = "_session_ends"

#: Where somebody signs out elsewhere too; empty where that is not known.
Elsewhere = Callable[[], Awaitable[str]]


class Sessions:
    """A check of every request: whether its cookie says that the reader was let in, not long ago."""

    def __init__(self, secret: str, *, is_secure: bool) -> None:
        """Take what their signatures follow from: the same in every process, and after each start.

        Args:
            secret: known to this server alone.
            is_secure: whether readers come by HTTPS alone.
        """
        self._secret = hmac.new(secret.encode(), b"sessions of readers", hashlib.sha256).hexdigest()
        self._is_secure = is_secure

    def __call__(self, server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
        """Who answers in place of what is asked for; None where it may be."""
        is_open = request.path.removeprefix(server.prefix) in {LOGIN, BACK, LOGOUT}
        if is_for_all(request, server.prefix) or is_open or self.name_of(request) is not None:
            return None
        if COOKIE in request.cookies:
            note(request, "its session has ended, or is not ours")
        return ToLogin if request.method == "GET" and "Upgrade" not in request.headers else Denied

    def name_of(self, request: HTTPServerRequest) -> str | None:
        """The reader's name, empty where it was not asked; None without a session of ours."""
        word, ends, name = f"{self.said(request, COOKIE, HOURS * 3600)}  ".split(" ", 2)
        if word != _IN or not ends.isdecimal() or int(ends) <= time.time():
            return None
        setattr(request, _ENDS, int(ends))
        return name.strip()

    def begin(self, page: RequestHandler, name: str = "") -> None:
        """Remember in the reader's browser that they were let in."""
        seconds = HOURS * 3600
        self.keep(page, COOKIE, f"{_IN} {int(time.time()) + seconds} {name[:_LONGEST_NAME]}", seconds)

    def end(self, page: RequestHandler) -> None:
        """Have the reader's browser forget it."""
        self.forget(page, COOKIE)

    def keep(self, page: RequestHandler, name: str, value: str, seconds: int, below: str = "/") -> None:
        """Have a browser keep what nobody but this server can write, and no script nor other site reads."""
        signed = create_signed_value(self._secret, name, value).decode()
        page.set_cookie(name, signed, expires=time.time() + seconds, **self._flags(page, below))

    def forget(self, page: RequestHandler, name: str, below: str = "/") -> None:
        """Have a browser forget what it kept."""
        page.clear_cookie(name, **self._flags(page, below))

    def said(self, request: HTTPServerRequest, name: str, seconds: int) -> str:
        """What a browser kept; empty where it is older, or not ours."""
        told = request.cookies[name].value if name in request.cookies else None
        found = decode_signed_value(self._secret, name, told, max_age_days=seconds / 86_400, min_version=2)
        return (found or b"").decode()

    def pattern(self, elsewhere: Elsewhere | None = None) -> tuple[str, type[RequestHandler], dict[str, Any]]:
        """Where readers sign out."""
        return LOGOUT, Logout, {"sessions": self, "elsewhere": elsewhere}

    def _flags(self, page: RequestHandler, below: str) -> dict[str, Any]:
        path = f"{prefix_of(page)}{below}"
        return {"httponly": True, "secure": self._is_secure, "samesite": "Lax", "path": path}


def has_ended(request: HTTPServerRequest) -> bool:
    """Whether the session is over by which a line was opened; never where none is needed."""
    return float(getattr(request, _ENDS, "inf")) <= time.time()


class ToLogin(RequestHandler):
    """Leads to where somebody says who they are, and from there back."""

    def prepare(self) -> None:
        """Lead there."""
        path, prefix = self.request.path, prefix_of(self)
        back = path.removeprefix(prefix) + (f"?{self.request.query}" if self.request.query else "")
        self.redirect(f"{prefix}{LOGIN}?{urlencode({'next': back})}")


class Logout(RequestHandler):
    """Ends a session, once its reader says so."""

    def initialize(self, sessions: Sessions, elsewhere: Elsewhere | None) -> None:
        """Take what sessions are kept by, and where else to sign out."""
        self._sessions, self._elsewhere = sessions, elsewhere

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    async def get(self) -> None:
        """Ask, and say whose session it is."""
        if (name := self._sessions.name_of(self.request)) is None:
            await self._say_out()
        else:
            show_entrance(self, "leave", name=name)

    async def post(self) -> None:
        """End it: from a page of ours alone, since no other's form brings the cookie."""
        if self._sessions.name_of(self.request) is not None:
            self._sessions.end(self)
        await self._say_out()

    async def _say_out(self) -> None:
        elsewhere = await self._elsewhere() if self._elsewhere else ""
        show_entrance(self, "left", elsewhere=elsewhere)
