"""What the stage in a browser and the process that serves it tell each other, once a deck was sent.

The page could not use Panel's own line: that cannot be taken up again without loading the page anew, and keys that are
pressed meanwhile would be lost.
"""

from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

import msgspec
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import later_than
from wellbeing.release.store.opening import Release, keep_open
from wellbeing.reports.room.log import RoomLog
from wellbeing.state.rows.shared import figures_of
from wellbeing.views.gate.crowds import MOST_OF_ALL, MOST_PAGES
from wellbeing.views.gate.hosts import is_from
from wellbeing.views.gate.messages import Pace, RefusedError, refuse
from wellbeing.views.gate.session import has_ended
from wellbeing.views.stage.deck import index_of_room

#: Where it is, beside the page.
LINE: Final = "/line"
#: Letters of a message that are read.
LONGEST: Final = 1000


class Line(WebSocketHandler):
    """One window of a presenter: says which release is the newest when asked, and keeps what could not be answered."""

    #: Those that are open: as many as pages may be.
    _standing: ClassVar[set["Line"]] = set()

    def initialize(self, folder: Path, log: RoomLog, names: Collection[str]) -> None:
        """Take the folder of the release that is served, where questions are kept, and the server's own names."""
        self._folder, self._asked, self._names = folder, log, names
        self._pace = Pace()

    def prepare(self) -> None:
        """Let in who says which page opens it: a browser always does."""
        of_address = sum(one.request.remote_ip == self.request.remote_ip for one in self._standing)
        if not self.request.headers.get("Origin"):
            self.set_status(403)
            self.finish()
        elif of_address >= MOST_PAGES or len(self._standing) >= MOST_OF_ALL:
            self.set_status(503)
            self.finish()

    def open(self) -> None:
        """Count it."""
        self._standing.add(self)

    def on_close(self) -> None:
        """Count it no more."""
        self._standing.discard(self)

    def check_origin(self, origin: str) -> bool:
        """Whether the page that opens it is the server's own."""
        return is_from(origin, self._names)

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    async def on_message(self, message: str | bytes) -> None:
        """Answer that the line stands, or whether a question is kept."""
        if has_ended(self.request):
            self.close()
            return
        try:
            self._pace.spend()
        except RefusedError as error:
            refuse(self, f"{error}")
            return
        said = _read(message) if isinstance(message, str) and len(message) <= LONGEST else {}
        if said.get("beat"):
            await self._answer({"newest": newest_id(self._folder)})
        if isinstance(asked := said.get("asked"), dict):
            release = release_beside(self._folder, f"{asked.get('release')}")
            index = partial(index_of_room, figures_of(release))
            await self._answer(self._asked.note(asked, release.id, index))

    async def _answer(self, said: dict[str, str]) -> None:
        """To a window that may have been closed meanwhile."""
        with suppress(WebSocketClosedError):
            await self.write_message(said)


def release_beside(folder: Path, name: str) -> Release:
    """The release of that id, if it came after the one that is served; else the served one."""
    later = [path for path in later_than(folder) if path.name == name]
    return keep_open(later[0] if later else folder)


def newest_id(folder: Path) -> str:
    """The id of the newest release that may be shown in place of one; its own where there is none."""
    try:
        later = later_than(folder)
    except DataError:  # which of them are retired cannot be read: none is offered
        return folder.name
    return later[-1].name if later else folder.name


def _read(message: str) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(message)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
