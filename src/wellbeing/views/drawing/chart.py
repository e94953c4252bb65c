"""A chart that the reader's own browser draws, and whose columns are then written in place."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import param

from wellbeing.charts.in_place import Columns
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.sheet import ASSETS

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class Chart(Piece):
    """Where a chart stands, once there is something to draw."""

    drawing = param.String(
        default="", doc="The chart as ``charts.in_place.as_item`` has it; empty: none yet."
    )
    label = param.String(default="", doc="What it shows, for who does not see it.")
    layers = param.Dict(default={}, doc="Layer → column → a value per row, NaN where there is none.")
    spans = param.Dict(default={}, doc="Axis, `x` or `y` → from where to where it reaches.")

    _esm = ASSETS / "chart.js"

    def __init__(self, on_tap: Callable[[int], None] | None = None, **params: Any) -> None:
        """Take what is called with the row of an area that was tapped; None where nothing can be."""
        super().__init__(css_classes=["chart"], **params)
        self._on_tap = on_tap

    def write(
        self,
        drawing: str,
        layers: Mapping[str, Columns] = _NONE,
        spans: Mapping[str, tuple[float, float]] = _NONE,
    ) -> None:
        """Say what is drawn now. The chart itself is sent once."""
        self.param.update(drawing=self.drawing or drawing, layers=dict(layers), spans=dict(spans))

    def hear(self, data: dict[str, Any]) -> None:
        """Take which area was tapped."""
        if self._on_tap and isinstance(row := data.get("tapped"), int):
            self._on_tap(row)
