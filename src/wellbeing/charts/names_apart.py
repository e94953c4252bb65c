"""Labels of a drawing that do not meet: none is read through another."""

from collections.abc import Collection
from itertools import combinations

from wellbeing.charts.outline import Shape

#: From a line to the next, and how wide a letter is: beside its height.
LINE, _LETTER = 1.35, 0.55
#: A shape and the lines that stand at it.
NameLabel = tuple[Shape, list[str]]
_Box = tuple[float, float, float, float]


def any_meet(labels: list[NameLabel], letters: float) -> bool:
    """Whether any two stand over each other, written so many units high."""
    return any(_meet(_box(*one, letters), _box(*other, letters)) for one, other in combinations(labels, 2))


def laid_apart(labels: list[NameLabel], letters: float, kept: Collection[str] = ()) -> list[NameLabel]:
    """Those that stay: of two that meet the first, and of areas that are kept all."""
    first = [one for one in labels if one[0].area in kept]
    for label in labels:
        if label[0].area not in kept and not any(
            _meet(_box(*label, letters), _box(*one, letters)) for one in first
        ):
            first.append(label)
    return [one for one in labels if one in first]


def _box(shape: Shape, lines: list[str], letters: float) -> _Box:
    """About where a label stands: left, top, right, bottom."""
    width = max(map(len, lines)) * _LETTER * letters
    left = shape.x - {"east": 0.0, "west": width}.get(shape.side, width / 2)
    top = shape.y - letters
    return left, top, left + width, top + len(lines) * LINE * letters


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
