"""The line between the steward's browser and the desk: loopback only, from pages of this server alone.

Not Panel's own line, which cannot be taken up again without loading the page anew: what is typed meanwhile would be
lost.
"""

import logging
import os
import traceback
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from uuid import uuid4

import msgspec
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler

from wellbeing.desk.collect.deeds import Deed, done
from wellbeing.language import message, say
from wellbeing.views.gate.hosts import is_from

_log = logging.getLogger(__name__)

#: Where it is, beside the page.
ADDRESS: Final = "/desk"
#: One thing after the other, as the record is written.
_AT_WORK: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
_JSON: Final = "application/json"
_FAILED: Final = message("That went wrong (reference {reference} in the server’s log). Nothing was saved.")
#: In the environment of a process that answers at the door: pages of a notebook use their own messages.
_OPEN: Final = "WELLBEING_DESK_OPEN"


class Door(RequestHandler):
    """Answers what a page of this server asks of the desk."""

    def initialize(self, deeds: Mapping[str, Deed], names: Collection[str]) -> None:
        """Take what may be asked, and the server's own names."""
        self._deeds, self._names = deeds, names

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    async def post(self) -> None:
        """Do what is asked, in its turn."""
        headers = self.request.headers
        if not is_from(headers.get("Origin", ""), self._names) or headers.get("Content-Type") != _JSON:
            self.set_status(403)
            self.finish({"error": say("Only pages of this server are answered.")})
            return
        self.set_header("Cache-Control", "no-store")
        self.finish(await IOLoop.current().run_in_executor(_AT_WORK, self._answer, self.request.body))

    def _answer(self, body: bytes) -> dict[str, Any]:
        try:
            said = msgspec.json.decode(body, type=dict[str, Any])
        except msgspec.DecodeError:
            return {"error": say("This cannot be read.")}
        try:
            return done(self._deeds, said)
        except Exception as error:  # what was typed is kept by the browser, whatever fails here
            reference, where = uuid4().hex[:8], "".join(traceback.format_tb(error.__traceback__))
            # Never what the error says: it may quote what people wrote.
            _log.error("Desk failed, reference %s: %s\n%s", reference, type(error).__name__, where)
            return {"error": say(_FAILED, reference=reference)}


def is_open() -> bool:
    """Whether this process answers at the door."""
    return os.environ.get(_OPEN) == "yes"


def door(deeds: Mapping[str, Deed], names: Collection[str]) -> tuple[str, type[Door], dict[str, Any]]:
    """The pattern by which a server answers a page's line; pages of this process use it from now on."""
    os.environ[_OPEN] = "yes"
    return ADDRESS, Door, {"deeds": deeds, "names": names}
