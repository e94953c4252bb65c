"""What a browser asks of other hosts, and what it complains about."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, WebSocketRoute

OUTSIDE = re.compile(r"^(https?|wss?)://(?!(127\.0\.0\.1|localhost)[:/])")


@dataclass
class Watched:
    """What was seen in a test's contexts; a test ends with both lists empty."""

    #: Addresses on other hosts, each refused.
    outside: list[str] = field(default_factory=list)
    #: Errors in the console and errors that no script caught.
    problems: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> BrowserContext:
        """Refuse and note from now on all that a context asks of other hosts."""
        context.on("request", lambda request: self.note(request.url))
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))
        context.on("console", lambda message: self.complain(message.type, message.text))
        context.route_web_socket(OUTSIDE, self.refuse)
        return context

    def note(self, url: str) -> None:
        if OUTSIDE.match(url):
            self.outside.append(url)

    def complain(self, kind: str, text: str) -> None:
        if kind == "error":
            self.problems.append(f"console: {text}")

    def refuse(self, socket: WebSocketRoute) -> None:
        self.outside.append(socket.url)
        socket.close()
