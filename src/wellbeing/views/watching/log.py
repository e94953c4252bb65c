"""The log of a serving process: a plain line of what goes wrong, or JSON, a line for each request too."""

import logging
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from wellbeing.views.gate.naming import BESIDE_WORDS

PLAIN, JSON = "plain", "json"
LOG_FORMATS: Final = (PLAIN, JSON)
#: Libraries that write lines of their own form, beside what is written here.
_OWN_WRITERS: Final = ("bokeh", "panel")
#: Says of what it refuses what was typed.
_REPEATS: Final = "tornado.general"
#: Says of a message that failed here all that the message said.
_QUOTES: Final = "bokeh.server.protocol_handler"
#: Who is heard when nothing went wrong.
OURS: Final = "wellbeing"


class AsJson(logging.Formatter):
    """A line of the log as an object; whatever it holds, it is one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, BESIDE_WORDS, {}),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(said).decode()


class Unsaid(Exception):  # noqa: N818 - it stands in the place of another
    """In place of an error whose words may hold what somebody typed."""


def unsaid(record: logging.LogRecord) -> bool:
    """A line of the log where a message failed: the kind of error and where it was, but nothing that was said."""
    kind, _, where = record.exc_info or (None, None, None)
    record.msg, record.args = "A message of a page failed: %s", (kind.__name__ if kind else "no error",)
    record.exc_info = (Unsaid, Unsaid(), where) if kind else None
    return True


def keep_log(form: str) -> None:
    """Write the log of this process to its standard error in a form, whichever library a line comes from."""
    written = logging.StreamHandler()
    logging.getLogger().addHandler(written)
    for name in _OWN_WRITERS:
        theirs = logging.getLogger(name)
        theirs.handlers.clear()
        theirs.propagate = True
        theirs.setLevel(logging.WARNING)
    logging.getLogger(_REPEATS).setLevel(logging.ERROR)
    logging.getLogger(_QUOTES).addFilter(unsaid)
    if form == JSON:
        written.setFormatter(AsJson())
        logging.getLogger(OURS).setLevel(logging.INFO)
        logging.captureWarnings(capture=True)
