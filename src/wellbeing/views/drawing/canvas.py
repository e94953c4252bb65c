"""A drawing made once whose data are then written in place: the quick road from a choice to a colour."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from wellbeing.charts.in_place import Columns
from wellbeing.views.shell.pressing import take

#: Of the highest value, left free above and below a chart's lines.
MARGIN: Final = 0.05


class Canvas:
    """The data sources of one drawing's layers, once the browser has asked for it."""

    def __init__(self, on_tap: Callable[[int], None] | None = None) -> None:
        """Take what is called with the row of an area that was tapped; None where nothing can be."""
        self._on_tap = on_tap
        self._sources: dict[str, Any] = {}
        self._ranges: tuple[Any, Any] | None = None

    def capture(self, layer: str, handles: Mapping[str, Any]) -> None:
        """A plot hook's hand-over: keep the layer's source; hear taps on areas."""
        source = handles["source"]
        if self._sources.get(layer) is source:
            return
        self._sources[layer] = source
        self._ranges = (handles["x_range"], handles["y_range"])
        if self._on_tap and layer == "areas":
            source.selected.on_change("indices", self._hear)

    def write(self, layer: str, columns: Columns) -> None:
        """Send the columns of a layer that changed, and nothing else."""
        source = self._sources.get(layer)
        if source is None:
            return
        changed = {
            name: [(slice(0, len(values)), list(values))]
            for name, values in columns.items()
            if list(source.data[name]) != list(values)
        }
        if changed:
            source.patch(changed)

    def look_at(self, extent: tuple[float, float, float, float]) -> None:
        """Move the window to left, bottom, right, top; the drawing keeps its aspect."""
        if self._ranges:
            across, up = self._ranges
            left, bottom, right, top = extent
            across.update(start=left, end=right)
            up.update(start=bottom, end=top)

    def reach(self, top: float) -> None:
        """Let the upright axis begin at nothing and end a little above a value."""
        if self._ranges and top > 0:
            self._ranges[1].update(start=-MARGIN * top, end=(1 + MARGIN) * top)

    def _hear(self, _attribute: str, _before: list[int], rows: list[int]) -> None:
        if rows and self._on_tap:
            take(partial(self._on_tap, rows[0]))
            # Bokeh is silent when the same area is tapped again unless the selection is let go.
            self._sources["areas"].selected.indices = []
