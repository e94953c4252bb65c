"""By which names the serving process answers: those of this machine alone, whatever name led a browser to it.

A page elsewhere can make its own name mean this machine, and would then read as its own what is served here.
"""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.shell.markup import LONGEST_QUERY


class NotHere(RequestHandler):
    """Answers whoever came by another name: with nothing but where to go."""

    def prepare(self) -> None:
        """Refuse, whatever is asked."""
        self.set_status(421)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("This server answers to localhost alone.\n")


class TooLong(RequestHandler):
    """Answers who asks for more than any page's address says; Panel would take a number of any length apart."""

    def prepare(self) -> None:
        """Refuse, whatever is asked."""
        self.set_status(414)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"An address has at most {LONGEST_QUERY:,} characters behind its question mark.\n")


def own_names(port: int, address: str) -> frozenset[str]:
    """What a browser of this machine calls the server, as it says it: ``localhost:5006``."""
    hosts = ("localhost", "127.0.0.1", address)
    named = {f"[{host}]" if ":" in host else host for host in hosts}
    return frozenset({f"{host}:{port}" for host in named} | (named if port == 80 else set()))


def answer_only_to(names: Collection[str]) -> None:
    """Refuse every request that came by another name: pages, files and lines alike."""
    find = BokehTornado.find_handler

    def find_handler(self: BokehTornado, request: HTTPServerRequest, **named: Any) -> Any:
        if request.host.lower() not in names:
            return self.get_handler_delegate(request, NotHere)
        if len(request.query) > LONGEST_QUERY:
            return self.get_handler_delegate(request, TooLong)
        return find(self, request, **named)

    BokehTornado.find_handler = find_handler  # type: ignore[method-assign, assignment]


def is_from(origin: str, names: Collection[str]) -> bool:
    """Whether a page that opens a line is one of the server's own."""
    return urlsplit(origin).netloc.lower() in names
