"""Drawn once for all readers, then written in place.

HoloViews takes a tenth of a second for a chart, in which nobody else is answered: so it draws one for all. It draws
from columns of its own (or one value where all are alike), so that writing ours would recolour nothing: once drawn,
the glyphs are pointed at ours.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import holoviews as hv
import holoviews.plotting.bokeh
from bokeh.document import Document
from bokeh.embed import json_item
from holoviews.core.dimension import LabelledData

#: Column of a layer → a value per row.
Columns = Mapping[str, Sequence[Any]]
#: A plot hook: called with the plot and its element when it is drawn.
Hook = Callable[[Any, Any], None]
#: Lettering that can still be read where a chart is as narrow as paper.
LETTERS: Final = MappingProxyType({"labels": "10pt", "ticks": "10pt", "legend": "10pt"})
_GLYPHS: Final = ("glyph", "nonselection_glyph", "selection_glyph", "muted_glyph")
#: Where a formula begins or ends.
_TEX: Final = re.compile(r"\$(?=\$)|\\(?=[\[\]()])")
_AS_DRAWN: Final[Mapping[str, str]] = MappingProxyType({})


def by_bokeh() -> None:
    """Have Bokeh draw from here on: said by what draws, so that a page without a chart need not load it."""
    if hv.Store.current_backend != "bokeh":
        hv.Store.set_current_backend("bokeh")


def by_notebook(show: Callable[[Any], Any]) -> None:
    """Have a notebook's cells show elements, drawn by Bokeh, with nothing fetched from elsewhere.

    Args:
        show: what a cell shows of an element, by MIME type, and what is to be known of it.
    """
    hv.extension("bokeh", inline=True, logo=False)
    hv.Store.set_display_hook("html+js", LabelledData, show)


def by_columns(layer: str, pointed: Mapping[str, str] = _AS_DRAWN) -> Hook:
    """Have a layer be found by its name, and be drawn from the columns that are written later.

    Args:
        layer: its name, which its data source bears.
        pointed: property of the glyph → the column that it shall be drawn from.
    """

    def hook(plot: Any, element: hv.Element) -> None:
        _point(pointed, plot.handles, element)
        plot.handles["source"].name = layer

    return hook


def in_colours(**names: str) -> Hook:
    """Have a layer take colours of the page that it stands on, in either theme; where there is none it keeps its own.

    Args:
        **names: property of the glyph → the page's variable, without its two hyphens.
    """

    def hook(plot: Any, _element: object) -> None:
        for part in _GLYPHS:
            glyph = getattr(plot.handles["glyph_renderer"], part)
            if hasattr(glyph, "tags"):
                glyph.tags = [f"{property_}:{name}" for property_, name in names.items()]

    return hook


def as_item(element: hv.Overlay) -> str:
    """A chart as Bokeh has it, as JSON, which a browser draws (``bokehjs`` calls it an item to embed)."""
    plot = hv.renderer("bokeh").get_plot(element, doc=Document())
    item = json_item(plot.state, theme=None)
    item["doc"].pop("defs", None)  # of components that others have made: it is drawn by Bokeh's own
    return json.dumps(item)


def plain(text: str) -> str:
    """A text that Bokeh writes as it is: what stands between two dollars twice, or in brackets, is TeX to it."""
    return _TEX.sub("\\g<0>\N{WORD JOINER}", text)


def clear_ground(plot: Any, _element: object) -> None:
    """No ground of its own; and no WebGL, which a few thousand points do not need."""
    plot.state.output_backend = "canvas"
    plot.state.outline_line_color = None
    plot.state.background_fill_alpha = 0
    plot.state.border_fill_alpha = 0


def _point(pointed: Mapping[str, str], handles: Mapping[str, Any], element: hv.Element) -> None:
    source, renderer = handles["source"], handles["glyph_renderer"]
    for name in set(pointed.values()) - set(source.data):
        source.data[name] = list(element.dimension_values(name))
    for part in _GLYPHS:
        glyph = getattr(renderer, part)
        if hasattr(glyph, "update"):
            glyph.update(**pointed)
