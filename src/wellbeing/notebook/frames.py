"""Frames of figures: Polars in all they do, and in a notebook states with their signs and words."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, Final, Self

import polars as pl

from wellbeing.reports.display.frame import frame_html

#: What makes a frame of the same columns, or of some of them, which is then shown as it was.
_STAYING: Final = (
    *("filter", "select", "sort", "with_columns", "drop", "drop_nulls", "rename", "unique", "join"),
    *("with_row_index", "fill_null", "fill_nan", "cast", "top_k", "bottom_k"),
    *("head", "tail", "limit", "slice", "sample", "reverse", "clone", "gather_every"),
)


class FigureFrame(pl.DataFrame):
    """A frame of figures: a Polars frame, whose states are shown with their signs and words."""

    #: What its figures are of, in a sentence below them: compared with what, which slice, which question.
    about: str = ""
    #: What a column is called over a map of it, where its name alone does not say it.
    titles: Mapping[str, str] = MappingProxyType({})

    def told(self, about: str, titles: Mapping[str, str] | None = None) -> Self:
        """The same frame, which says what its figures are of."""
        self.about, self.titles = about, titles or self.titles
        return self

    def _repr_html_(self, **_named: Any) -> str:
        """As a notebook shows it."""
        return str(frame_html(self, self.about))


def _staying(name: str) -> Callable[..., FigureFrame]:
    make = getattr(pl.DataFrame, name)

    @wraps(make)
    def made(self: FigureFrame, *given: Any, **named: Any) -> FigureFrame:
        return FigureFrame(make(self, *given, **named)).told(self.about, self.titles)

    return made


for _name in _STAYING:
    setattr(FigureFrame, _name, _staying(_name))
