"""What the stage in a browser and the process that serves it tell each other, once a deck was sent.

The page could not use Panel's own line: that cannot be taken up again without loading the page anew, and keys that are
pressed meanwhile would be lost.
"""

from pathlib import Path
from typing import Any, Final

import msgspec
from tornado.websocket import WebSocketHandler

from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import later_than

#: Where it is, beside the page.
LINE: Final = "/line"
#: Letters of a message that are read.
LONGEST: Final = 1000


class Line(WebSocketHandler):
    """One window of a presenter: says which release is the newest whenever it is asked whether it is there."""

    def initialize(self, folder: Path) -> None:
        """Take the folder of the release that is served."""
        self._folder = folder

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    def on_message(self, message: str | bytes) -> None:
        """Answer that the line stands."""
        if isinstance(message, str) and len(message) <= LONGEST and _read(message).get("beat"):
            self.write_message({"newest": newest_id(self._folder)})


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
    except msgspec.DecodeError:
        return {}
    return said if isinstance(said, dict) else {}
