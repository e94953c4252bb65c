"""An access key that all readers share: a page asks for it once, and a signed cookie remembers that it was right."""

import hashlib
import hmac
import time
from collections import defaultdict, deque
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bokeh.server.tornado import BokehTornado
from markupsafe import Markup
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler, create_signed_value, decode_signed_value

from wellbeing.language import spoken
from wellbeing.model.errors import DataError
from wellbeing.views.gate.answers import Denied, is_for_all, note
from wellbeing.views.shell.markup import LONGEST_QUERY, render
from wellbeing.views.shell.theme import entry_css

_LOGIN: Final = "/login"
COOKIE: Final = "wellbeing-access"
#: Of a working day.
HOURS: Final = 12
#: Letters of a key at least: nobody tries as many.
_SHORTEST: Final = 16
#: Wrong keys an address may say in so many seconds, and all addresses together.
TRIES, _OF_ALL, _WITHIN = 5, 60, 60.0
_TRUE: Final = b"in"


def read_key(path: Path) -> str:
    """The key in a file: its first line.

    Raises:
        DataError: it cannot be read, or is too short to keep anybody out.
    """
    try:
        key = path.read_text(encoding="utf8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The access key {path} cannot be read: {error}"
        raise DataError(msg) from error
    if len(key) < _SHORTEST:
        msg = (
            f"The access key in {path} has {len(key)} letters: it takes {_SHORTEST} or more. `openssl rand -hex 16` "
            "makes one"
        )
        raise DataError(msg)
    return key


class Tries:
    """Wrong keys of late, by address."""

    def __init__(self) -> None:
        """Begin with none."""
        self._wrong: dict[str, deque[float]] = defaultdict(deque)

    def are_used(self, address: str) -> bool:
        """Whether an address, or all together, have said as many as are heard for now."""
        since = time.monotonic() - _WITHIN
        for one, times in list(self._wrong.items()):
            while times and times[0] < since:
                times.popleft()
            if not times:
                del self._wrong[one]
        return len(self._wrong.get(address, ())) >= TRIES or sum(map(len, self._wrong.values())) >= _OF_ALL

    def count(self, address: str) -> None:
        """One more."""
        self._wrong[address].append(time.monotonic())


class AccessKey:
    """A check of every request: whether its cookie says that the key was told, not long ago."""

    def __init__(self, key: str, *, is_secure: bool) -> None:
        """Take the key; whether readers come by HTTPS alone."""
        self._key, self._is_secure = key.encode(), is_secure
        #: Of the key alone, so that readers stay logged in when the server starts anew, and are out with another key.
        self._secret = hmac.new(self._key, b"sessions of readers", hashlib.sha256).hexdigest()
        self.tries = Tries()

    def __call__(self, server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
        """Who answers in place of what is asked for; None where it may be."""
        if (
            is_for_all(request, server.prefix)
            or request.path == server.prefix + _LOGIN
            or self._is_in(request)
        ):
            return None
        if COOKIE in request.cookies:
            note(request, "its session has ended, or is not ours")
        return ToLogin if request.method == "GET" and "Upgrade" not in request.headers else Denied

    def _is_in(self, request: HTTPServerRequest) -> bool:
        told = request.cookies[COOKIE].value if COOKIE in request.cookies else None
        return decode_signed_value(self._secret, COOKIE, told, max_age_days=HOURS / 24) == _TRUE

    def fits(self, said: str) -> bool:
        """Whether that is the key."""
        return hmac.compare_digest(said.strip().encode(), self._key)

    def let_in(self, page: RequestHandler) -> None:
        """Remember in the reader's browser that the key was told."""
        page.set_cookie(
            COOKIE,
            create_signed_value(self._secret, COOKIE, _TRUE).decode(),
            expires_days=HOURS / 24,
            httponly=True,
            secure=self._is_secure,
            samesite="Lax",
            path=f"{page.application.prefix}/",  # type: ignore[attr-defined]
        )

    def pattern(self) -> tuple[str, type[RequestHandler], dict[str, Any]]:
        """Where the key is asked for."""
        return _LOGIN, Login, {"access": self}


class ToLogin(RequestHandler):
    """Leads to the page that asks for the key, and from there back."""

    def prepare(self) -> None:
        """Lead there."""
        path, prefix = self.request.path, self.application.prefix  # type: ignore[attr-defined]
        back = path.removeprefix(prefix) + (f"?{self.request.query}" if self.request.query else "")
        self.redirect(f"{prefix}{_LOGIN}?{urlencode({'next': back})}")


class Login(RequestHandler):
    """Asks for the key."""

    def initialize(self, access: AccessKey) -> None:
        """Take what knows the key."""
        self._access = access

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    def get(self) -> None:
        """Ask."""
        self._ask("")

    def post(self) -> None:
        """Let in who knows it; a wrong one is counted."""
        address = self.request.remote_ip or ""
        if self._access.tries.are_used(address):
            note(self.request, "too many wrong keys")
            self._ask("many", 429)
        elif self._access.fits(self.get_body_argument("key", "")):
            self._access.let_in(self)
            prefix = self.application.prefix  # type: ignore[attr-defined]
            self.redirect(f"{prefix}{self._back()}", status=303)
        else:
            self._access.tries.count(address)
            note(self.request, "a wrong key")
            self._ask("wrong", 403)

    def _back(self) -> str:
        """Where to go from here: a path of this server alone."""
        back = self.get_query_argument("next", "/")[:LONGEST_QUERY]
        return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"

    def _ask(self, problem: str, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        colours = Markup(entry_css())  # noqa: S704 - our own
        told = {
            "problem": problem,
            "seconds": int(_WITHIN),
            "hours": HOURS,
            "lang": spoken(),
            "colours": colours,
        }
        self.finish(render("login", **told))
