"""The one component of a page: pieces of escaped markup that the browser lays out, told only what changed of them.

A piece of its own for Panel would be a model of Bokeh's for each reader and part: making them was most of what a
reader's page cost, and a message for each that changed much of a click.
"""

from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
import param
from panel.custom import JSComponent

from wellbeing.charts.palette import key_css
from wellbeing.language import said_by_scripts
from wellbeing.views.shell.piece import Piece, Told
from wellbeing.views.shell.pressing import take

ASSETS: Final = Path(__file__).parents[1] / "assets"


def styled(*sheets: str) -> str:
    """Style sheets in one, after what fills with the palette's colours."""
    return "\n".join([key_css(), *((ASSETS / name).read_text(encoding="utf8") for name in sheets)])


def bundled(folder: Path = ASSETS) -> str:
    """Every script of a folder in one: each shows pieces of its name, and ``sheet`` puts them together."""
    sheet = (ASSETS / "sheet.js").read_text(encoding="utf8")
    shared = "\n".join(path.read_text(encoding="utf8") for path in sorted((ASSETS / "shared").glob("*.js")))
    paths = [path for path in sorted(folder.glob("*.js")) if path.stem != "sheet"]
    texts = {path.stem: path.read_text(encoding="utf8") for path in paths}
    shown = "\n".join(
        f"SCRIPTS.{name} = (() => {{\n{text.replace('export function render', 'function render')}\nreturn render\n}})()"
        for name, text in texts.items()
    )
    return f"{shared}\nconst SCRIPTS = {{}}\n{shown}\n{sheet}"


class Sheet(Told, JSComponent):
    """All pieces of a page as one component; what is pressed in any of them is answered by one message."""

    tree = param.String(default="", doc="Every piece with what it knows when a browser first asks, as JSON.")
    place = param.String(
        default="", doc="Where its document holds the tree; the tree comes with it where empty."
    )

    _esm = bundled()
    _render_policy = "manual"
    _stylesheets = [styled("page.css", "layout.css")]  # noqa: RUF012 - Panel's own protocol

    def __init__(self, page: Piece, **params: Any) -> None:
        """Take what stands on it."""
        self.pieces = list(page.walk())
        self._numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self._changes: dict[int, dict[str, Any]] = {}
        self._is_pressed = False
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0} | params)
        for piece in self.pieces:
            piece.stand_on(self)

    def tell(self, piece: Piece, values: dict[str, Any]) -> None:
        """Tell the browser what changed of a piece: at once, or at the end of what was pressed."""
        change = self._changes.setdefault(self._numbers[piece], {})
        if "message" in values:
            change.setdefault("messages", []).append(values["message"])
        else:
            change.update(values)
        if not self._is_pressed:
            self._flush()

    @classmethod
    def _render_esm(cls, compiled: Any = True, server: bool = False) -> str:  # noqa: ARG003, FBT001, FBT002 - Panel's own protocol
        return cls._esm

    def _get_properties(self, doc: Any) -> dict[str, Any]:
        with param.parameterized.discard_events(self):
            self.tree = "" if self.place else msgspec.json.encode(self.as_tree()).decode()
        properties: dict[str, Any] = super()._get_properties(doc)
        return properties

    @classmethod
    def drawn_by(cls) -> tuple[str, str]:
        """Its scripts, and its style."""
        return cls._esm, "\n".join(cls._stylesheets)

    def as_tree(self) -> dict[str, Any]:
        """Every piece with what it knows, as the browser puts them together; and what scripts say, but for English."""
        tree, says = self._of(self.pieces[0]), said_by_scripts()
        return tree | {"says": says} if says else tree

    def _of(self, piece: Piece) -> dict[str, Any]:
        script = piece._esm.stem if piece._esm else ""  # noqa: SLF001 - as of any component of Panel
        return {
            "number": self._numbers[piece],
            "script": script,
            "classes": piece.css_classes,
            "values": piece.values(),
            "parts": [self._of(part) for part in piece.parts],
        }

    def _handle_msg(self, data: Any) -> None:
        number = data.get("piece") if isinstance(data, dict) else None
        if type(number) is int and number in range(
            len(self.pieces)
        ):  # 1.0 is in the range too, and so is True
            take(partial(self._press, self.pieces[number], data.get("data")))

    def _press(self, piece: Piece, data: Any) -> None:
        self._is_pressed = True
        try:
            if isinstance(data, dict):
                piece.hear(data)
        finally:
            self._is_pressed = False
            self._flush(answered=True)

    def _flush(self, *, answered: bool = False) -> None:
        changes, self._changes = self._changes, {}
        if self._models and (changes or answered):
            self._send_msg({"changes": msgspec.json.encode(changes).decode(), "answered": answered})
