"""By which names the serving process answers, and which requests it turns away before a page is asked for.

A page elsewhere can make its own name mean this machine, and would then read as its own what is served here.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.answers import Denied
from wellbeing.views.gate.session import BACK
from wellbeing.views.shell.markup import LONGEST_QUERY

#: Says who answers in place of what is asked for; None where it may be.
Check = Callable[[BokehTornado, HTTPServerRequest], type[RequestHandler] | None]
#: What a scheme leaves out of an address.
_USUAL: Final = {"http": 80, "https": 443}
#: What Bokeh has beside each page: a script that shows it in a page of another site, and what it is about.
_BESIDE: Final = ("/autoload.js", "/metadata")
#: Letters of what a provider of logins answers: a code of its own, of any length.
_LONGEST_ANSWER: Final = 8_000


class NotHere(Denied):
    """Answers whoever came by another name."""

    status, words = 421, "This server answers by its own name alone."


class TooLong(Denied):
    """Answers who asks for more than any page's address says; Panel would take a number of any length apart."""

    status, words = 414, f"An address has at most {LONGEST_QUERY:,} characters behind its question mark."


class NoPath(Denied):
    """Answers who asks for a path of letters that no file or page has in its name; Tornado would fail over it."""

    status, words = 400, "No address here has such letters."


class Alone(Denied):
    """Answers who would show a page in another; a script that did would open one more, and any site could read it."""

    status, words = 404, "Pages here are shown by themselves alone."


def own_names(port: int, address: str, origin: str = "") -> frozenset[str]:
    """What a browser calls the server, as it says it: ``localhost:5006``; and ``origin``, where others reach it.

    Args:
        port: where it listens.
        address: on which address of this machine.
        origin: what readers' browsers show: ``https://engage.example.org``; empty of this machine alone.
    """
    hosts = ("localhost", "127.0.0.1", *(() if address == "0.0.0.0" else (address,)))  # noqa: S104 - a name, not a socket
    named = {f"[{host}]" if ":" in host else host for host in hosts}
    found = urlsplit(origin)
    usual = _USUAL.get(found.scheme)
    elsewhere = {found.netloc.lower(), f"{found.hostname}:{found.port or usual}"} if origin else set()
    return frozenset({f"{host}:{port}" for host in named} | (named if port == 80 else set()) | elsewhere)


def answer_only(checks: Sequence[Check]) -> None:
    """Ask of every request, pages, files and lines alike, whether it is answered: the first that says who else does."""
    find = BokehTornado.find_handler

    def find_handler(self: BokehTornado, request: HTTPServerRequest, **named: Any) -> Any:
        for check in checks:
            if (other := check(self, request)) is not None:
                return self.get_handler_delegate(request, other)
        return find(self, request, **named)

    BokehTornado.find_handler = find_handler  # type: ignore[method-assign, assignment]


def by_name(names: Collection[str]) -> Check:
    """Only by the server's own names, and by no address longer than any page's, or of letters that none has."""
    return partial(_named, names)


def by_itself(_server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
    """A check that pages are asked for as pages."""
    return Alone if request.path.endswith(_BESIDE) else None


def _named(
    names: Collection[str], server: BokehTornado, request: HTTPServerRequest
) -> type[RequestHandler] | None:
    if request.host.lower() not in names:
        return NotHere
    if not unquote(request.path).isprintable():
        return NoPath
    is_answer = request.path.removeprefix(server.prefix) == BACK
    return TooLong if len(request.query) > (_LONGEST_ANSWER if is_answer else LONGEST_QUERY) else None


def is_from(origin: str, names: Collection[str]) -> bool:
    """Whether a page that opens a line is one of the server's own."""
    return urlsplit(origin).netloc.lower() in names
