"""What a page's line may say: what our own pages send, and nothing else.

Bokeh applies whatever a browser says to the document of its session, builds any model that a message describes, and
writes what it cannot apply into the log, whole and with a traceback.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Collection
from typing import Any, Final

from bokeh.document import Document
from bokeh.model import Model
from bokeh.protocol.message import Message
from bokeh.util.token import get_session_id
from panel.io.server import WSHandler
from panel.models.browser import BrowserInfo
from panel.models.location import Location
from tornado.websocket import WebSocketHandler

from wellbeing.views.gate.answers import note
from wellbeing.views.gate.hosts import is_from
from wellbeing.views.gate.pressed import is_of_a_page
from wellbeing.views.gate.session import has_ended

#: Bytes of one frame; a press is of some hundred.
MOST_BYTES: Final = 64_000
#: Messages a second that a line keeps up for long, and how many may come at once: a key that is held repeats 30 times.
_PER_SECOND, _AT_ONCE = 60.0, 400.0
#: Changes in one message.
_MOST_EVENTS: Final = 200
#: Letters of a value.
_LONGEST: Final = 4_000
#: What a browser says of itself once, and of where it is.
_TOLD_OF: Final = (BrowserInfo, Location)
#: How parts of an address begin, where there are any; Panel would fail over others.
_BEGINS: Final = {"hash": "#", "search": "?", "pathname": "/"}
#: What a reader turns.
_TAKEN: Final = frozenset({"dark_theme"})
#: Bokeh's own, which writes into the log what was said.
_WORDY: Final = ("bokeh.protocol", "bokeh.server.views.session_handler", "bokeh.server.views.ws")
_REFUSED: Final = "was_refused"
#: Kinds of messages: a page asks for its document, and says what changed of it.
_PULL, _PATCH = "PULL-DOC-REQ", "PATCH-DOC"


class RefusedError(Exception):
    """What came is nothing that a page sends; says what, in a few words."""


class Pace:
    """How many messages a line may still send now."""

    def __init__(self) -> None:
        """Begin with all that may come at once."""
        self._left, self._at = _AT_ONCE, time.monotonic()

    def spend(self) -> None:
        """Take one away.

        Raises:
            RefusedError: there is none left.
        """
        now = time.monotonic()
        self._left, self._at = min(_AT_ONCE, self._left + _PER_SECOND * (now - self._at)), now
        if self._left < 1:
            msg = f"more than {_PER_SECOND:.0f} messages a second"
            raise RefusedError(msg)
        self._left -= 1


def guard_lines(names: Collection[str]) -> None:
    """Let every line of this process take what pages send; another message ends its line, with one line in the log."""
    for name in _WORDY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    WSHandler.on_message = _on_message  # type: ignore[method-assign]

    def is_own(self: WSHandler, origin: str) -> bool:
        if is_own_page := is_from(origin, names):
            return is_own_page
        note(self.request, f"a line that a page of {short(origin)} opens")
        return False

    WSHandler.check_origin = is_own  # type: ignore[method-assign, assignment]

    WSHandler.open = _begun_or_refused(WSHandler.open)  # type: ignore[method-assign]


def _begun_or_refused(begin: Callable[..., None]) -> Callable[..., None]:
    """Bokeh's way to begin a line, for one whose page is here."""

    def open_(self: WSHandler, *arguments: str, **named: str) -> None:
        try:
            if _is_here(self):
                begin(self, *arguments, **named)
            else:
                refuse(self, "its page has ended")
        except Exception as error:
            refuse(self, f"it has no page of ours ({type(error).__name__})")

    return open_


def _is_here(line: Any) -> bool:
    """Whether the page stands of which this is the line: Bokeh would make another, which is not what a reader sees."""
    named = get_session_id(line._token)  # noqa: SLF001 - Bokeh tells it nowhere else
    return any(one.id == named and not one.expiration_requested for one in line.application_context.sessions)


def refuse(line: WebSocketHandler, why: str) -> None:
    """Close a line, and say so in the log once: never what it said."""
    if line.__dict__.get(_REFUSED):
        return
    setattr(line, _REFUSED, True)
    note(line.request, f"a message, {short(why)}")
    line.close(1008, "not understood")


def short(text: str) -> str:
    """A few words of what may be anything, on one line."""
    return re.sub(r"[^\w .,:()'/-]", "?", text)[:120]


async def _on_message(self: Any, fragment: str | bytes) -> None:
    """Take the next piece of what a browser says; bound in place of Bokeh's own."""
    try:
        await _take(self, fragment)
    except RefusedError as error:
        refuse(self, f"{error}")
    except Exception as error:
        refuse(self, f"it cannot be read ({type(error).__name__})")


async def _take(line: Any, fragment: str | bytes) -> None:
    if line.__dict__.get(_REFUSED):  # what was under way when it was closed
        return
    reasons = {
        "bytes, of which no page has any": isinstance(fragment, bytes),
        "it came before the page was there": line.connection is None,
        "its session has ended": has_ended(line.request),
    }
    if why := next((words for words, is_so in reasons.items() if is_so), ""):
        raise RefusedError(why)
    if (message := await line.receiver.consume(fragment)) is None:
        return
    line.__dict__.setdefault("pace", Pace()).spend()
    check_message(message, line.connection.session.document)
    if work := await line.handler.handle(message, line.connection):
        await line._schedule(work)  # noqa: SLF001 - as Bokeh's own does


def check_message(message: Message[Any], document: Document) -> None:
    """Take what a page sends.

    Raises:
        RefusedError: something of it is nothing that a page sends.
    """
    json.dumps(message.content, ensure_ascii=False).encode()  # half a letter can be neither told nor logged
    if (
        message.buffers
        or message.msgtype not in {_PULL, _PATCH}
        or not isinstance(message.header.get("msgid"), str)
    ):
        msg = f"a message of kind {message.msgtype}"
        raise RefusedError(msg)
    if message.msgtype == _PATCH:
        events = message.content.get("events")
        if not isinstance(events, list) or len(events) > _MOST_EVENTS or len(message.content) > 1:
            msg = "a change without a list of what changes"
            raise RefusedError(msg)
        for one in events:
            _check_event(one, document)


def _check_event(event: Any, document: Document) -> None:
    match event:
        case {"kind": "MessageSent"}:
            if is_of_a_page(event, document):
                return
            msg = "an event that no page sends"
        case {"kind": "ModelChanged", "model": {"id": of}, "attr": str(name), "new": new, **more}:
            model = None if more or event["model"].keys() != {"id"} else document.get_model_by_id(of)
            if _is_told(model, name, new):
                return
            msg = f"it sets {name} of {type(model).__name__}"
        case _:
            msg = f"an event of kind {event.get('kind') if isinstance(event, dict) else type(event).__name__}"
    raise RefusedError(msg)


def _is_told(model: Any, name: str, new: Any) -> bool:
    """Whether a page says that of one of its models: a value that it can have, and never one that would be built."""
    is_own = isinstance(model, _TOLD_OF) and name in type(model).properties() - Model.properties()
    if not (is_own or (name in _TAKEN and model is not None and name in model.properties())):
        return False
    if isinstance(new, str):
        return (
            len(new) <= _LONGEST
            and (not new or new.startswith(_BEGINS.get(name, "")))
            and _can_be(model, name, new)
        )
    return (new is None or isinstance(new, bool | int | float)) and _can_be(model, name, new)


def _can_be(model: Any, name: str, new: Any) -> bool:
    is_valid: bool = model.lookup(name).property.is_valid(new)
    return is_valid
