"""Parts of a page made of text and tables: escaped HTML in, presses out."""

import base64
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

import jinja2
import param
from panel.custom import JSComponent

from wellbeing.state.names import curly
from wellbeing.views.shell.pressing import take

HERE: Final = Path(__file__).parents[1]
ASSETS: Final = HERE / "assets"
PAGE_SHEET: Final = (ASSETS / "page.css").read_text(encoding="utf8")


def printed(value: object) -> object:
    """What a template writes: words with the quotation marks that are printed, ids and markup as they are."""
    is_words = isinstance(value, str) and " " in value and not hasattr(value, "__html__")
    return curly(str(value)) if is_words else value


#: Everything on a page goes through here: text from files is escaped, whatever it holds.
_templates: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=printed,
)

#: A section that is closed until it is pressed; none stands in another.
_CLOSED: Final = re.compile(r'<details id="([\w-]+)">(<summary>.*?</summary>).*?</details>', re.DOTALL)
#: No part has as many sections; a browser may ask for what it likes.
MOST_OPENED: Final = 50
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


def closed(section: str, title: str) -> str:
    """A section that is asked for when it is opened."""
    return render("closed", section=section, title=title)


class Told:
    """What a browser is told and never writes: it answers by messages alone.

    Panel hears each property of each part for changes that would come from the browser; that it asks for the
    signature of every listener was half of what a reader's page cost.
    """

    #: Properties that the browser may write.
    heard: ClassVar[tuple[str, ...]] = ()

    @property
    def _linked_properties(self) -> tuple[str, ...]:
        return self.heard

    @property
    def _synced_params(self) -> list[str]:
        """Without those that are not sent: they would be looked at anew for every reader and press."""
        synced: list[str] = super()._synced_params  # type: ignore[misc]
        return [name for name in synced if self._property_mapping.get(name, name) is not None]  # type: ignore[attr-defined]


class Markup(Told, JSComponent):
    """One part of a page. What is pressed in it arrives as ``{"set": {…}, "do": "…"}``."""

    html = param.String(default="", doc="Escaped HTML; made by ``render`` only. It is not sent as it is.")
    shown = param.String(default="", doc="The same without what is in sections that nobody has opened yet.")
    opened = param.List(default=[], doc="Ids of sections that the reader has opened.")
    chosen = param.List(default=[], doc="Ids of the buttons that stand for what is chosen (``data-chosen``).")

    _esm = ASSETS / "markup.js"
    _rename = {"html": None, "opened": None}  # noqa: RUF012 - Panel's own protocol
    _stylesheets = [PAGE_SHEET]  # noqa: RUF012 - Panel's own protocol

    def __init__(self, on_press: PressHandler | None = None, **params: Any) -> None:
        """Take what is called when something in the part is pressed."""
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0} | params)
        self._on_press = on_press
        self.param.watch(self._fold, ["html", "opened"])
        self._fold()

    def _fold(self, *_events: object) -> None:
        self.shown = folded(self.html, self.opened)

    def _handle_msg(self, data: Any) -> None:
        if isinstance(data, dict):
            take(partial(self._answer, data))

    def _answer(self, data: Mapping[str, Any]) -> None:
        try:
            if section := str(data.get("unfold", "")):
                self.opened = [*self.opened, section][-MOST_OPENED:]
            elif section := str(data.get("fold", "")):
                self.opened = [one for one in self.opened if one != section]
            elif self._on_press:
                self._on_press(data)
        finally:
            self._send_msg({"answered": True})

    def download(self, name: str, kind: str, content: bytes) -> None:
        """Hand a file to the reader's browser."""
        self._send_msg({"name": name, "type": kind, "base64": base64.b64encode(content).decode()})


class Keys(Told, JSComponent):
    """Keys pressed anywhere on the page, the page's address, and its spoken line."""

    keys = param.List(default=[], doc="Names of the keys that are heard (``Escape``, ``ctrl+z``).")
    announcement = param.String(default="", doc="What a screen reader is told, politely.")
    query = param.String(default="", doc="What the page says in its address.")
    asked = param.String(default="", doc="What the address asks for when the reader steps back or forward.")
    fields = param.List(default=[], doc="Names in the address that are the page's own; others are kept.")
    dark = param.Boolean(default=False, doc="Whether the page is in its dark theme.")
    lang = param.String(default="en", constant=True, doc="Language of the page, BCP 47.")

    _esm = ASSETS / "keys.js"
    _rename = {"asked": None}  # noqa: RUF012 - Panel's own protocol
    _stylesheets = [PAGE_SHEET]  # noqa: RUF012 - Panel's own protocol

    def __init__(self, on_press: Callable[[str], None], **params: Any) -> None:
        """Take what is called with a key's name."""
        super().__init__(**{"margin": 0, "css_classes": ["keys"]} | params)
        self._on_press = on_press

    def toggle_full_screen(self) -> None:
        """Ask the browser to fill the screen with the page, or to let go of it."""
        self._send_msg({"full": True})

    def _handle_msg(self, data: Any) -> None:
        if isinstance(data, dict):
            take(partial(self._hear, data))

    def _hear(self, data: Mapping[str, Any]) -> None:
        if "dark" in data:
            self.dark = data["dark"] is True
        elif "query" in data:
            self.asked = str(data["query"])[:LONGEST_QUERY]
            self.param.trigger("asked")
        else:
            self._on_press(str(data.get("key", "")))
