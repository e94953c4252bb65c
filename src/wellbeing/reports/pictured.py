"""What every cell of a matrix or area of a map shows, and on which side of the whole it stands."""

from typing import Final

import msgspec

#: Where a figure stands against the whole engagement's.
SIDES: Final = {"below": "▼", "level": "=", "above": "▲"}
UNSAID: Final = "·"
#: How probable it must be that a cell lies below or above the whole before that is said.
CERTAIN: Final = 0.9


class Pictured(msgspec.Struct, frozen=True):
    """One cell, ready to be drawn; ``key`` names a colour of the palette."""

    key: str
    glyph: str
    text: str
    words: str


def side_of(p_below: float | None, probable: float = CERTAIN) -> str:
    """On which side of the whole a cell lies, where that is as probable; else ``level``."""
    if p_below is None or 1 - probable < p_below < probable:
        return "level"
    return "below" if p_below >= probable else "above"


def nothing(words: str) -> Pictured:
    """A cell of which nothing is shown, and why."""
    return Pictured("unsaid", UNSAID, "", words)


def of_group(picture: Pictured) -> Pictured:
    """The picture of a group in place of one of its members that is not told alone."""
    if not picture.text:
        return picture
    key = f"{picture.key}_pale" if picture.key in {"below", "above"} else picture.key
    words = f"{picture.words}; the figure of its group, for this is not told more finely"
    text = picture.text if picture.text.startswith("(") else f"({picture.text})"
    return Pictured(key, picture.glyph, text, words)
