"""ServerCounts of a serving process for Prometheus: how much is asked, how soon it is answered, and what it costs.

Nothing of a person: places are the server's own, never what somebody typed, and addresses are not counted apart.
"""

import ipaddress
import logging
import time
from typing import Any, Final
from urllib.parse import urlsplit
from weakref import WeakSet

from bokeh.server.protocol_handler import ProtocolHandler
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.views.gate.answers import STATIC, is_noted
from wellbeing.views.gate.naming import BESIDE_WORDS, id_of
from wellbeing.views.gate.session import BACK, LOGIN, LOGOUT

METRICS: Final = "/metrics"
#: Seconds; a press is to be answered within a quarter of one.
_BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
#: Places beside the pages and their lines.
_BESIDE: Final = frozenset({"/line", LOGIN, BACK, LOGOUT, "/healthz", "/readyz", METRICS})
#: Status of an answer that failed here.
_FAILED: Final = 500
#: What a proxy adds to what it passes on.
PASSED_ON: Final = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP")
_log = logging.getLogger(__name__)


class ServerCounts(logging.Handler):
    """What is counted of one process; a handler of its log, since refusals and failures are counted there."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(logging.WARNING)
        self.registry = CollectorRegistry()
        mine: dict[str, Any] = {"namespace": "wellbeing", "registry": self.registry}
        timed: dict[str, Any] = {"buckets": _BUCKETS, **mine}
        self._answers = Counter("answers", "Requests answered.", ["place", "status"], **mine)
        self._answered = Histogram("answer_seconds", "From a request to its answer.", ["place"], **timed)
        self._pressed = Histogram("message_seconds", "From a page's message to its answer.", **timed)
        self._pages = Gauge("open_pages", "Pages that are open.", ["place"], **mine)
        self._lines = Counter("log_lines", "What went wrong or was refused.", ["level"], **mine)
        ProcessCollector(registry=self.registry)
        #: Requests that are not answered yet; those whose reader left go by themselves.
        self.in_hand: WeakSet[HTTPServerRequest] = WeakSet()

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line of the log."""
        self._lines.labels(record.levelname.lower()).inc()

    def count_lines(self) -> None:
        """Count lines of the log from now on."""
        logging.getLogger().addHandler(self)

    def begin(self, _server: Any, request: HTTPServerRequest) -> None:
        """Take a request in hand: a check that lets everybody in."""
        self.in_hand.add(request)

    def count(self, page: RequestHandler) -> None:
        """Count an answer, and say it to who reads every line of the log."""
        request, status, seconds = page.request, page.get_status(), page.request.request_time()
        self.in_hand.discard(request)
        place = place_of(page)
        self._answers.labels(place, status).inc()
        self._answered.labels(place).observe(seconds)
        told = {
            "request": id_of(request),
            "method": request.method if request.method in RequestHandler.SUPPORTED_METHODS else "other",
            "place": place,
            "status": status,
            "ms": round(1000 * seconds, 1),
        }
        level = logging.ERROR if status >= _FAILED and not is_noted(request) else logging.INFO
        _log.log(level, "%s %s: %s", told["method"], place, status, extra={BESIDE_WORDS: told})

    def count_messages(self) -> None:
        """Count what pages say by their lines, and how soon it is answered."""
        handle, pressed = ProtocolHandler.handle, self._pressed

        async def timed(self: ProtocolHandler, message: Any, connection: Any) -> Any:
            begun = time.perf_counter()
            answer = await handle(self, message, connection)
            pressed.observe(time.perf_counter() - begun)
            return answer

        ProtocolHandler.handle = timed  # type: ignore[method-assign]

    def told(self, server: Any) -> bytes:
        """All figures as Prometheus reads them."""
        for path, page in server.applications.items():
            self._pages.labels(path).set(len(list(page.sessions)))
        return generate_latest(self.registry)


def place_of(page: RequestHandler) -> str:
    """Which of the server's own places was asked for; ``other`` where it has none such."""
    server: Any = page.application
    path = page.request.path.removeprefix(server.prefix) or "/"
    if STATIC.match(path):
        return "static"
    is_ours = path in _BESIDE or (path.removesuffix("/ws") or "/") in server.applications
    return path if is_ours else "other"


def is_of_this_machine(request: HTTPServerRequest) -> bool:
    """Whether a program on this machine asks, itself: a proxy on it says for whom it does, or by which name."""
    asked = urlsplit(f"//{request.host}").hostname
    is_passed_on = any(name in request.headers for name in PASSED_ON)
    return _is_loopback(asked) and _is_loopback(request.remote_ip) and not is_passed_on


def _is_loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


class Metrics(RequestHandler):
    """Tells the figures to a program on this machine, and not to readers."""

    def initialize(self, figures: ServerCounts) -> None:
        """Take the figures."""
        self._figures = figures

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    def get(self) -> None:
        """Tell them."""
        if not is_of_this_machine(self.request):
            self.send_error(404)
            return
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(self._figures.told(self.application))
