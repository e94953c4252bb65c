"""Drawn once, then written in place: plot hooks that hand out data sources and clear the ground.

HoloViews draws from columns of its own (or one value where all are alike), so that writing ours would
recolour nothing: once drawn, the glyphs are pointed at ours.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import ismethod
from types import MappingProxyType
from typing import Any, Final
from weakref import WeakMethod

import holoviews as hv
import holoviews.plotting.bokeh
from holoviews.core.dimension import LabelledData

Capture = Callable[[str, Mapping[str, Any]], None]
#: Column of a layer → a value per row.
Columns = Mapping[str, Sequence[Any]]
#: A plot hook: called with the plot and its element when it is drawn.
Hook = Callable[[Any, Any], None]
#: Lettering that can still be read where a chart is as narrow as paper.
LETTERS: Final = MappingProxyType({"labels": "10pt", "ticks": "10pt", "legend": "10pt"})
_GLYPHS: Final = ("glyph", "nonselection_glyph", "selection_glyph", "muted_glyph")
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


def hand_out(layer: str, capture: Capture, pointed: Mapping[str, str] = _AS_DRAWN) -> Hook:
    """Hand a layer's handles to who writes it, for as long as that lives.

    HoloViews keeps the options of every element, and the hook among them, to the end of the process: a hook
    that held its writer would keep each reader's page after the reader has left.

    Args:
        layer: its name.
        capture: takes the name and the handles.
        pointed: property of the glyph → the column that it shall be drawn from.
    """
    writer = WeakMethod(capture) if ismethod(capture) else partial(_itself, capture)

    def hook(plot: Any, element: hv.Element) -> None:
        _point(pointed, plot.handles, element)
        if captured := writer():
            captured(layer, plot.handles)

    return hook


def _itself(capture: Capture) -> Capture:
    return capture


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
