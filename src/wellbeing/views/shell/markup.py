"""Pieces of a page made of text and tables: escaped HTML in, presses out."""

import base64
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import jinja2
import param

from wellbeing.language import in_digits, say, say_many
from wellbeing.state.names import curly
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.sheet import ASSETS

HERE: Final = ASSETS.parent


def printed(value: object) -> object:
    """What a template writes: words with the quotation marks that are printed, ids and markup as they are."""
    is_words = isinstance(value, str) and " " in value and not hasattr(value, "__html__")
    return curly(str(value)) if is_words else value


#: Everything on a page goes through here: text from files is escaped, whatever it holds.
_templates: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    auto_reload=False,  # a server goes on as it began, whatever becomes of its files
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=printed,
    extensions=["jinja2.ext.i18n"],
)
_templates.filters |= {"in_digits": in_digits, "printed": printed}
_templates.install_gettext_callables(say, say_many, newstyle=False)  # type: ignore[attr-defined]

#: A section that is closed until it is pressed; none stands in another.
_CLOSED: Final = re.compile(r'<details id="([\w-]+)">(<summary>.*?</summary>).*?</details>', re.DOTALL)
#: No part has as many sections; a browser may ask for what it likes.
MOST_OPENED: Final = 50
#: Letters of a section's id that are read: no part has a longer one.
_LONGEST_ID: Final = 100
#: Characters of an address that are read.
LONGEST_QUERY: Final = 2_000
PressHandler = Callable[[Mapping[str, Any]], None]


def render(template: str, **values: object) -> str:
    """The escaped HTML that a template makes of values."""
    return _templates.get_template(f"{template}.html").render(**values)


def folded(html: str, opened: Collection[str]) -> str:
    """HTML with closed sections empty: each is sent when it is opened (``<details id="…">``)."""

    def fold(section: re.Match[str]) -> str:
        name, head = section.groups()
        return section[0] if name in opened else f'<details id="{name}" data-closed>{head}</details>'

    return _CLOSED.sub(fold, html)


def closed(section: str, title: str, visit: str = "") -> str:
    """A section that is asked for when it is opened.

    Args:
        section: its id.
        title: what is to be read of it.
        visit: a name, and what the browser keeps under it as seen; what it kept before comes with the asking.
    """
    return render("closed", section=section, title=title, visit=visit)


class Markup(Piece):
    """One part of a page. What is pressed in it arrives as ``{"set": {…}, "do": "…"}``."""

    html = param.String(
        default="", precedence=-1, doc="Escaped HTML, by ``render`` alone; not sent as it is."
    )
    shown = param.String(default="", doc="The same without what is in sections that nobody has opened yet.")
    opened = param.List(default=[], precedence=-1, doc="Ids of sections that the reader has opened.")
    chosen = param.List(default=[], doc="Ids of the buttons that stand for what is chosen (``data-chosen``).")

    _esm = ASSETS / "markup.js"

    def __init__(self, on_press: PressHandler | None = None, **params: Any) -> None:
        """Take what is called when something in the part is pressed."""
        super().__init__(**params)
        self._on_press = on_press
        self.param.watch(self._fold, ["html", "opened"])
        self._fold()

    def _fold(self, *_events: object) -> None:
        self.shown = folded(self.html, self.opened)

    def hear(self, data: Mapping[str, Any]) -> None:
        """Open or close a section, or do what was pressed."""
        if section := str(data.get("unfold", ""))[:_LONGEST_ID]:
            if self._on_press and data.get("visited"):
                self._on_press({"visited": str(data["visited"])[:LONGEST_QUERY]})
            self.opened = [*self.opened, section][-MOST_OPENED:]
        elif section := str(data.get("fold", "")):
            self.opened = [one for one in self.opened if one != section]
        elif self._on_press:
            self._on_press(data)

    def download(self, name: str, kind: str, content: bytes) -> None:
        """Hand a file to the reader's browser."""
        self._send_msg({"name": name, "type": kind, "base64": base64.b64encode(content).decode()})


class Keys(Piece):
    """Keys pressed anywhere on the page, the page's address, and its spoken line."""

    keys = param.List(default=[], doc="Names of the keys that are heard (``Escape``, ``ctrl+z``).")
    announcement = param.String(default="", doc="What a screen reader is told, politely.")
    query = param.String(default="", doc="What the page says in its address.")
    asked = param.String(
        default="", precedence=-1, doc="What the address asks for when the reader steps back or forward."
    )
    newer = param.String(default="", doc="A release that came out since the page was opened; it is offered.")
    fields = param.List(default=[], doc="Names in the address that are the page's own; others are kept.")
    dark = param.Boolean(default=False, doc="Whether the page is in its dark theme.")
    lang = param.String(default="en", constant=True, doc="Language of the page, BCP 47.")

    _esm = ASSETS / "keys.js"

    def __init__(
        self, on_press: Callable[[str], None], look: Callable[[], str] | None = None, **params: Any
    ) -> None:
        """Take what is called with a key's name, and what looks for a newer release now and then."""
        super().__init__(**{"css_classes": ["keys"]} | params)
        self._on_press, self._look = on_press, look

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take a key, a theme, or a step back or forward."""
        if "dark" in data:
            self.dark = data["dark"] is True
        elif "look" in data:
            self.newer = self._look() if self._look else ""
        elif "query" in data:
            self.asked = str(data["query"])[:LONGEST_QUERY]
            self.param.trigger("asked")
        else:
            self._on_press(str(data.get("key", "")))
