"""An access key that all readers share: a page asks for it once, and a signed cookie remembers that it was right."""

import hmac
import time
from collections import defaultdict, deque
from typing import Any

from tornado.web import RequestHandler

from wellbeing.views.gate.answers import note
from wellbeing.views.gate.entrance import own_path, prefix_of, show_entrance
from wellbeing.views.gate.session import HOURS, LOGIN, Sessions

#: Wrong keys an address may say in so many seconds, and all addresses together.
TRIES, _OF_ALL, WITHIN = 5, 60, 60.0


class Tries:
    """Wrong keys of late, by address."""

    def __init__(self) -> None:
        """Begin with none."""
        self._wrong: dict[str, deque[float]] = defaultdict(deque)

    def are_used(self, address: str) -> bool:
        """Whether an address, or all together, have said as many as are heard for now."""
        since = time.monotonic() - WITHIN
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
    """The key, and who tries it."""

    def __init__(self, key: str, sessions: Sessions) -> None:
        """Take the key, and what remembers who told it."""
        self._key, self.sessions = key.encode(), sessions
        self.tries = Tries()

    def fits(self, said: str) -> bool:
        """Whether that is the key."""
        return hmac.compare_digest(said.strip().encode(), self._key)

    def patterns(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Where the key is asked for, and where its sessions end."""
        return [(LOGIN, Login, {"access": self}), self.sessions.pattern()]


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
            self._access.sessions.begin(self)
            self.redirect(f"{prefix_of(self)}{own_path(self.get_query_argument('next', '/'))}", status=303)
        else:
            self._access.tries.count(address)
            note(self.request, "a wrong key")
            self._ask("wrong", 403)

    def _ask(self, problem: str, status: int = 200) -> None:
        show_entrance(self, "login", status, problem=problem, seconds=int(WITHIN), hours=HOURS)
