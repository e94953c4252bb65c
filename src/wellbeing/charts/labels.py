"""Names on a still picture: none over another."""

from collections.abc import Iterable
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

#: Where a name may stand off its place, in its own widths and heights, nearest first.
OFF: Final = tuple((x, y) for y in (0, 0.6, -0.6, 1.1, -1.1) for x in (0, 0.5, -0.5))


def spread(axes: Any, texts: Iterable[Text]) -> None:
    """Move each name to the nearest place where it covers no earlier one; a name without such a place is left out.

    Args:
        axes: whose limits are set: what they are when it is drawn decides.
        texts: the most needed first.
    """
    taken: list[Bbox] = []
    axes.apply_aspect()  # where things stand is known from here on
    pixels, renderer = axes.transData, FigureCanvasAgg(axes.figure).get_renderer()
    for text in texts:
        box = text.get_window_extent(renderer)
        free = (by for by in OFF if not any(_moved(box, by).overlaps(other) for other in taken))
        by = next(free, None)
        text.set_visible(by is not None)
        if by is None:
            continue
        taken.append(_moved(box, by))
        x, y = pixels.transform(text.get_position())
        text.set_position(pixels.inverted().transform((x + by[0] * box.width, y + by[1] * box.height)))


def _moved(box: Bbox, by: tuple[float, float]) -> Bbox:
    return box.translated(by[0] * box.width, by[1] * box.height)
