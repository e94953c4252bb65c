"""What a notebook needs before it shows a page or a picture."""

from typing import Any

import panel as pn
from bokeh.core.json_encoder import serialize_json
from panel.io import notebook
from panel.io.notebook import load_notebook
from panel.theme import Native

from wellbeing.charts.in_place import by_notebook


def setup() -> None:
    """Have Panel and HoloViews work in a notebook without any network: once, before anything is shown.

    All that a browser needs comes with the notebook itself. A page that a server makes of the notebook needs none of
    it: what draws says so, and to say it for each reader was a fifth of what a page costs.
    """
    pn.config.inline = True  # type: ignore[misc]  # also of a notebook's preview, which is a page that no server sends
    if pn.state.curdoc:
        return
    _keep_in_its_script()
    again = pn.extension._loaded  # noqa: SLF001 - Panel has no other way to ask
    pn.extension()
    by_notebook(_with_its_styles)
    if again:  # a browser that loaded the notebook anew has nothing of what came before
        load_notebook(inline=True)


def _keep_in_its_script() -> None:
    """No text of what is shown ends the script that it is written in: Panel writes it there as it is, markup too."""
    notebook.serialize_json = _without_markup  # type: ignore[assignment, attr-defined]


def _without_markup(document: Any) -> str:
    return serialize_json(document).replace("<", r"\u003c")


def _with_its_styles(element: Any) -> Any:
    """What a cell shows of an element: a pane, since HoloViews by itself has styles fetched from elsewhere.

    Of Panel's plain design: that of pages draws lines of axes anew, and every title as large as its own.
    """
    return pn.pane.HoloViews(element, design=Native)._repr_mimebundle_()
