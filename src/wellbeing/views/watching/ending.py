"""A server that is told to end does so by degrees: what was asked is answered, and open pages are told."""

import logging
import os
import signal
import time
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from bokeh.server.server import Server
from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.answers import Denied
from wellbeing.views.watching.figures import ServerCounts
from wellbeing.views.watching.inlet import Inlet

#: Seconds for what was asked before it was told, and between two looks.
GRACE, LOOK = 10.0, 0.05
#: What a line is closed with: the service starts anew.
_ANEW: Final = 1012
_log = logging.getLogger(__name__)


class IsEnding(Denied):
    """Answers who asks on a line that is still open: another process answers soon."""

    status, words = 503, "This server is ending."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "2", "Connection": "close"}


class Ending:
    """Whether a process was told to end, as a check of every request; and how it does."""

    def __init__(self, figures: ServerCounts) -> None:
        """Take what knows which requests are in hand."""
        self._figures, self._until = figures, 0.0

    def __call__(self, _server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
        """Who answers in place of what is asked for."""
        self._figures.begin(_server, request)
        return IsEnding if self._until else None

    def run(self, server: Server, inlet: Inlet) -> None:
        """Serve until told to end; then end as who was told so by a signal, so that who waits sees why."""
        loop: Any = server.io_loop
        asked = False

        def end(number: int, _frame: object) -> None:
            nonlocal asked
            asked = True
            signal.signal(number, signal.SIG_DFL)  # told twice, it ends at once
            loop.asyncio_loop.call_soon_threadsafe(self._begin, server, inlet)

        signal.signal(signal.SIGTERM, end)
        server.start()
        inlet.open(server)
        loop.start()
        if asked:
            os.kill(os.getpid(), signal.SIGTERM)

    def _begin(self, server: Server, inlet: Inlet) -> None:
        self._until = time.monotonic() + GRACE
        inlet.close(server)
        _log.info("ending")
        self._look(server)

    def _look(self, server: Server) -> None:
        loop: Any = server.io_loop
        if self._figures.in_hand and time.monotonic() < self._until:
            loop.call_later(LOOK, self._look, server)
            return
        for line in list(server._tornado._clients):  # noqa: SLF001 - Bokeh's lines, each of an open page
            line._socket.close(_ANEW, "starts anew")  # noqa: SLF001
        loop.call_later(LOOK, loop.stop)
