"""A still picture's frame: title, legend and small print travel inside it, drawn by matplotlib alone, as PNG or SVG.

Titles and names come from files of many hands: none is read as mathematics (``$…$``) or as a format (``{…}``).
"""

import io
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
import msgspec
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from wellbeing.charts.palette import LIGHT

#: Of a PNG: sharp on a slide.
DOTS_PER_INCH: Final = 200
WIDTH: Final = 7.5
#: Letters to a line of title and of small print.
_TITLE, _SMALL = 68, 118
_LINE: Final = 0.19
#: Fonts of a drawing, whose text stays text: the first that a machine has.
FONTS: Final[Any] = {
    "svg.fonttype": "none",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "hatch.linewidth": 0.5,
    "text.parse_math": False,
}
#: What no drawing may hold.
_UNPRINTED: Final = re.compile(r"[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Caption(msgspec.Struct, frozen=True):
    """What goes with a picture: its title, the meaning of its colours (key, words), and lines of small print."""

    title: str
    legend: Sequence[tuple[str, str]]
    notes: Sequence[str]


class RoomBeside(msgspec.Struct, frozen=True):
    """Room beside a drawing and under it, in inches, for what stands at its axes."""

    left: float = 0.15
    right: float = 0.15
    below: float = 0.0


def framed(told: Caption, handles: Sequence[Artist], drawn: float, margins: RoomBeside) -> tuple[Figure, Any]:
    """A figure with everything but the drawing, and the axes that take it.

    Args:
        told: what is said above and below.
        handles: entries of the legend.
        drawn: height of the drawing, in inches.
        margins: room for what stands at its axes.
    """
    title, notes = _wrapped([told.title], _TITLE), _wrapped(told.notes, _SMALL)
    head, foot = 0.35 + 0.26 * len(title), 0.3 + _LINE * len(notes) + 0.24 * ((len(handles) + 1) // 2)
    height = drawn + head + foot + margins.below
    figure = Figure(figsize=(WIDTH, height), facecolor=LIGHT.paper, label=drawable(told.title))
    across = (margins.left / WIDTH, 1 - (margins.left + margins.right) / WIDTH)
    axes = figure.add_axes((across[0], (foot + margins.below) / height, across[1], drawn / height))
    figure.text(0.03, 1 - 0.15 / height, "\n".join(title), size=12, weight="bold", va="top", color=LIGHT.ink)
    figure.text(0.03, 0.12 / height, "\n".join(notes), size=7.5, va="bottom", color=LIGHT.quiet)
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.02, (0.2 + _LINE * len(notes)) / height),
        ncols=2,
        frameon=False,
        fontsize=8.5,
        labelcolor=LIGHT.ink,
    )
    return figure, axes


def as_file(picture: Figure, kind: str) -> bytes:
    """The picture's bytes; ``kind`` is ``png`` or ``svg``."""
    content = io.BytesIO()
    with drawing():
        named = {"Title": str(picture.get_label()), "Date": None} if kind == "svg" else {}
        picture.savefig(content, format=kind, dpi=DOTS_PER_INCH, metadata=named)
    return content.getvalue()


@contextmanager
def drawing() -> Iterator[None]:
    """Set in our fonts; a letter that none of them has is a box, and nobody's warning."""
    with mpl.rc_context(FONTS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        yield


def drawable(text: str) -> str:
    """A text without what no drawing may hold: control characters and halves of others."""
    return _UNPRINTED.sub("", text)


def _wrapped(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(drawable(text), width) or [""]]
