"""What every answer says to a browser, and what a machine that watches the server is told."""

from typing import Any, Final

from panel.io.server import DocHandler
from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform, RequestHandler

from wellbeing.model.errors import DataError
from wellbeing.release.store.opening import open_release
from wellbeing.views.gate.naming import REQUEST_ID, id_of

#: Nothing from elsewhere is loaded, told or framed, and no text becomes code. Modules are blobs of the page itself, and
#: its document holds a script of its own for each reader: so `blob:` and `unsafe-inline` stay.
POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "connect-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
POLICY_HEADER: Final = "Content-Security-Policy"
#: Of pages on the analyst's own machine alone: widgets of Panel there make functions of text.
DESK_POLICY: Final = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
#: Where files that never change are asked for; anything else is kept by nobody.
_STATIC: Final = "/static/"


class Guarded(OutputTransform):
    """Says on every answer what a browser may do with it."""

    def __init__(self, request: Any, policy: str = POLICY) -> None:
        """Take what is asked for, and what its page may load and run."""
        self._is_file = _STATIC in request.path
        self._own = {**HEADERS, POLICY_HEADER: policy, REQUEST_ID: id_of(request)}

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - Tornado's own protocol
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers, the request's id among them, and leave out which server this is."""
        for name, value in self._own.items():
            headers[name] = value
        headers.pop("Server", None)
        if not self._is_file:
            headers["Cache-Control"] = "no-store"
        return status_code, headers, chunk


def answer_heads() -> None:
    """Whoever asks for a page's head alone is told that it is there; none is made."""

    async def head(self: DocHandler) -> None:
        self.set_header("Content-Type", "text/html")
        self.finish()

    DocHandler.head = head


class Health(RequestHandler):
    """Whether the process answers, for a machine that starts it anew where it does not."""

    def get(self) -> None:
        """Say so."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("ok\n")

    head = get


class Ready(RequestHandler):
    """Whether its release can be shown, for a machine that sends readers here."""

    def get(self) -> None:
        """Say so, or that it cannot; why is in the log and on the page."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        try:
            open_release()
        except DataError:
            self.set_status(503)
            self.finish("no release\n")
        else:
            self.finish("ready\n")

    head = get
