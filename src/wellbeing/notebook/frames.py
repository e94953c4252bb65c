"""Frames of figures: Polars in all they do, and in a notebook states with their signs and words."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import polars as pl

from wellbeing.reports.display.frame import frame_html

#: What makes a frame of the same columns, or of some of them, which is then shown as it was.
_STAYING: Final = (
    *("filter", "select", "sort", "with_columns", "drop", "drop_nulls", "rename", "unique", "join"),
    *("with_row_index", "fill_null", "cast", "top_k", "bottom_k"),
)


class FigureFrame(pl.DataFrame):
    """A frame of figures: a Polars frame, whose states are shown with their signs and words."""

    def _repr_html_(self, **_named: Any) -> str:
        """As a notebook shows it."""
        return str(frame_html(self))


def _staying(name: str) -> Callable[..., FigureFrame]:
    make = getattr(pl.DataFrame, name)

    @wraps(make)
    def made(self: FigureFrame, *given: Any, **named: Any) -> FigureFrame:
        return FigureFrame(make(self, *given, **named))

    return made


for _name in _STAYING:
    setattr(FigureFrame, _name, _staying(_name))
