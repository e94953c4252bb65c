"""Frames of figures: Polars in all they do, and in a notebook states with their signs and words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, Final, Self

import polars as pl

from wellbeing.reports.display.frame import frame_html

#: What makes a frame of the same columns, or of some of them, which is then shown as it was.
_STAYING: Final = (
    *("filter", "select", "sort", "with_columns", "drop", "drop_nulls", "rename", "unique", "join"),
    *("join_asof", "update", "hstack", "vstack", "extend", "insert_column", "replace_column"),
    *("with_row_index", "fill_null", "fill_nan", "cast", "top_k", "bottom_k"),
    *("head", "tail", "limit", "slice", "sample", "reverse", "clone", "gather_every"),
)
#: What takes in figures of elsewhere, of which the frame may not know what they are.
_MIXING: Final = (
    *("with_columns", "join", "join_asof", "update", "hstack", "vstack"),
    *("extend", "insert_column", "replace_column"),
)
#: Joins that add no column.
_ONLY_ROWS: Final = ("semi", "anti")


class FigureFrame(pl.DataFrame):
    """A frame of figures: a Polars frame, whose states are shown with their signs and words."""

    #: What its figures are of, in a sentence below them: compared with what, which slice, which question.
    about: str = ""
    #: What a column is called over a map of it, where its name alone does not say it.
    titles: Mapping[str, str] = MappingProxyType({})

    def told(self, about: str, titles: Mapping[str, str] | None = None) -> Self:
        """The same frame, which says what its figures are of; "" where that is not known of all of them."""
        self.about, self.titles = about, titles or self.titles
        return self

    def _repr_html_(self, **_named: Any) -> str:
        """As a notebook shows it."""
        return str(frame_html(self, self.about))


def _staying(name: str) -> Callable[..., FigureFrame]:
    make = getattr(pl.DataFrame, name)

    @wraps(make)
    def made(self: FigureFrame, *given: Any, **named: Any) -> FigureFrame:
        about, titles = self.about, self.titles
        if name in _MIXING and named.get("how") not in _ONLY_ROWS:
            others = [*_of_elsewhere([*given, *named.values()])]
            about = about if all(_about(one) == about for one in others) else ""
            titles = dict(titles) | _titles_of(others, self.columns, named.get("suffix", "_right"))
        frame = make(self, *given, **named)
        return (self if frame is self else FigureFrame(frame)).told(about, titles)

    return made


def _of_elsewhere(given: Iterable[object]) -> Iterator[object]:
    """The frames and columns among what is given, however deep in lists."""
    for one in given:
        if isinstance(one, pl.DataFrame | pl.LazyFrame | pl.Series):
            yield one
        elif isinstance(one, list | tuple):
            yield from _of_elsewhere(one)


def _about(other: object) -> str:
    """What another frame says that its figures are of; a column says nothing."""
    return other.about if isinstance(other, FigureFrame) else ""


def _titles_of(others: Iterable[object], columns: Iterable[str], suffix: str) -> dict[str, str]:
    """What columns of frames are called where these stand beside others of those names."""
    own = {*columns}
    frames = [one for one in others if isinstance(one, FigureFrame)]
    return {
        f"{column}{suffix if column in own else ''}": title
        for frame in frames
        for column, title in frame.titles.items()
    }


for _name in _STAYING:
    setattr(FigureFrame, _name, _staying(_name))
