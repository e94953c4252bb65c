"""How one of several processes that serve is reached: by the one that deals readers out."""

import signal
import socket
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from bokeh.application import Application
from bokeh.application.handlers.handler import Handler
from bokeh.document import Document
from bokeh.server.server import Server
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.iostream import IOStream
from tornado.web import OutputTransform

from wellbeing.views.watching.inlet import IDLE_LIMITS
from wellbeing.views.workers.words import PROCESS, SERVES, Share, read_share

#: Bytes of the line with which a process begins.
_LINE: Final = 4096


class OneOfSeveral:
    """One of several: connections are handed over to it, each with a request that was not read yet."""

    options: dict[str, Any]
    transforms: list[type[OutputTransform]]

    def __init__(self, number: int, file: int) -> None:
        """Take which of them it is, and the line to the one that deals out; read what that says first."""
        self._number, self._line = number, socket.socket(fileno=file)
        said = b""
        while not said.endswith(b"\n"):
            if not (more := self._line.recv(_LINE)):
                raise SystemExit(1)  # who began this one has gone
            said += more
        self.share: Share = read_share(said)
        self._line.settimeout(0)
        self.options = {
            "port": 0,
            "verbose": False,
            "secret_key": self.share.secret,
            "http_server_kwargs": dict(IDLE_LIMITS),
        }
        self.transforms = [_OneAnswer]

    def mark(self, page: Application) -> None:
        """Let its token say who made it."""
        page.add(_Marked(self._number))

    def open(self, server: Server) -> None:
        """Take what is handed over, and listen nowhere."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all of them: it ends as it is told
        server._http.stop()  # noqa: SLF001 - the port that Bokeh took
        loop: Any = server.io_loop
        loop.add_handler(self._line.fileno(), lambda *_: self._take(server), loop.READ)
        self._line.send(SERVES)

    def close(self, server: Server) -> None:
        """Take what was handed over already, and no more."""
        loop: Any = server.io_loop
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RD)
        self._take(server)
        loop.remove_handler(self._line.fileno())
        self._line.close()

    def _take(self, server: Server) -> None:
        """Every connection that waits."""
        with suppress(OSError):
            while (came := socket.recv_fds(self._line, 1, 1))[0]:
                for file in came[1]:
                    self._serve(server, socket.socket(fileno=file))

    @staticmethod
    def _serve(server: Server, connection: socket.socket) -> None:
        connection.settimeout(0)
        with suppress(OSError):  # whoever asked has gone
            address = connection.getpeername()
            server._http.handle_stream(IOStream(connection), address)  # noqa: SLF001 - Bokeh's own server of HTTP
            return
        connection.close()


class _OneAnswer(OutputTransform):
    """Ends a connection with its answer: what comes next might be for another process."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - Tornado's own protocol
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Say so, but not on a line."""
        if status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            headers["Connection"] = "close"
        return status_code, headers, chunk


class _Marked(Handler):
    """Says in the token of a page which process made it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def modify_document(self, doc: Document) -> None:
        """Nothing of it is on the page."""

    def process_request(self, request: HTTPServerRequest) -> dict[str, Any]:  # noqa: ARG002 - Bokeh's own protocol
        """What the token holds more."""
        return {PROCESS: self._number}
