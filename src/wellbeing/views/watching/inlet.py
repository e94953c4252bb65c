"""Where a process that serves takes its connections from."""

import secrets
from typing import Any, Final, Protocol

from bokeh.application import Application
from bokeh.server.server import Server
from tornado.web import OutputTransform

from wellbeing.views.watching.ports import listening

#: Seconds that a connection may stay without a request, and a request without its end.
IDLE_LIMITS: Final = {"idle_connection_timeout": 120.0, "body_timeout": 120.0}


class Inlet(Protocol):
    """Where connections come from."""

    #: What Panel is told of it.
    options: dict[str, Any]
    #: What is said on every answer.
    transforms: list[type[OutputTransform]]

    def mark(self, page: Application) -> None:
        """Let a page's token say which process made it, where there are several."""

    def open(self, server: Server) -> None:
        """Take connections from now on."""

    def close(self, server: Server) -> None:
        """Take none any more; those that are there go on."""


class OwnPort:
    """A process alone: it listens itself."""

    options: dict[str, Any]
    transforms: list[type[OutputTransform]]

    def __init__(self, port: int, address: str) -> None:
        """Take where; ends with one sentence where something else listens there."""
        for one in listening(port, address):
            one.close()
        self.options = {
            "port": port,
            "verbose": True,
            "secret_key": secrets.token_bytes(32),
            "http_server_kwargs": dict(IDLE_LIMITS),
        }
        self.transforms = []

    def mark(self, page: Application) -> None:
        """Nothing is said."""

    def open(self, server: Server) -> None:
        """It listens already."""

    def close(self, server: Server) -> None:
        """Listen no more."""
        server._http.stop()  # noqa: SLF001 - Bokeh would end everything with it
