"""The picture of one cell of a matrix or area of a map: a key for its colour, a sign, a text, words."""

from typing import Final

import msgspec

#: Where a figure stands against the whole engagement's.
SIDES: Final = {"below": "▼", "level": "=", "above": "▲"}
UNSAID: Final = "·"
#: Ends the key of a colour that says less surely what the key without it says.
PALE: Final = "_pale"
#: How probable it must be that a cell lies below or above the whole before that is said.
CERTAIN: Final = 0.9


class Picture(msgspec.Struct, frozen=True):
    """One cell, ready to be drawn; ``key`` names a colour of the palette."""

    key: str
    glyph: str
    text: str
    words: str


#: Area × type → its picture; margins under "".
Pictures = dict[tuple[str, str], Picture]


def side_of(p_below: float | None, probable: float = CERTAIN) -> str:
    """On which side of the whole a cell lies, where that is as probable; else ``level``."""
    if p_below is None or 1 - probable < p_below < probable:
        return "level"
    return "below" if p_below >= probable else "above"


def key_of(side: str, *, sure: bool) -> str:
    """The colour of a side; pale where it is not sure."""
    return side if side == "level" or sure else f"{side}{PALE}"


def nothing(words: str) -> Picture:
    """A cell of which nothing is shown, and why."""
    return Picture("unsaid", UNSAID, "", words)


def of_group(picture: Picture) -> Picture:
    """The picture of a group in place of one of its members that is not told alone."""
    if not picture.text:
        return picture
    key = f"{picture.key}{PALE}" if picture.key in {"below", "above"} else picture.key
    words = f"{picture.words}; the figure of its group, for this is not told more finely"
    text = picture.text if picture.text.startswith("(") else f"({picture.text})"
    return Picture(key, picture.glyph, text, words)
