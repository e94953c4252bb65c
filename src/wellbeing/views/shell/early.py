"""What a page says, in its document: it is read, and pressed, before bundles and the line to the server are there."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import msgspec
import panel_material_ui as pmui

from wellbeing.views.shell.piece import Told
from wellbeing.views.shell.sheet import ASSETS, Sheet

#: The document of a page: Material's own, with the sheets before everything else.
DOCUMENT: Final = ASSETS.parent / "templates" / "document.html"
#: The place that every page has; beside it there may be a header.
MAIN: Final = "main"


class EarlyPage(Told, pmui.Page):  # type: ignore[misc]
    """Material's page, whose document holds its sheets by their places."""

    #: The sheets, by the places that the template has for them.
    sheets: Mapping[str, Sheet] = {}

    def __init__(self, *objects: Any, **params: Any) -> None:
        """Take what Material's page takes."""
        super().__init__(*objects, **{"template": str(DOCUMENT)} | params)

    def server_doc(self, *arguments: Any, **named: Any) -> Any:
        """The document for one reader."""
        for place, sheet in self.sheets.items():
            sheet.place = place
        doc = super().server_doc(*arguments, **named)
        trees = {place: sheet.as_tree() for place, sheet in self.sheets.items()}
        doc.template_variables["early"] = {
            "places": list(trees),
            "trees": within_script(msgspec.json.encode(trees).decode()),
            "script": script(type(self.sheets[MAIN])),
        }
        return doc


def within_script(text: str) -> str:
    """JSON or a script as the text of a ``script`` element: whatever it holds, it does not end the element."""
    return text.replace("<", "\\u003c")


@cache
def script(kind: type[Sheet]) -> str:
    """Draws the sheets of a document, by the scripts and the style of one kind."""
    early = (ASSETS / "early" / "early.js").read_text(encoding="utf8")
    scripts, style = kind.drawn_by()
    whole = scripts.replace("export function render", "function render")
    style = f"const SHEET = {msgspec.json.encode(style).decode()}"
    return f"(() => {{\n{whole}\n{style}\n{early}\n}})()".replace("</script", "<\\/script")
