"""The picture of one cell of a matrix or area of a map: a key for its colour, a sign, a text, words."""

from typing import Final

import msgspec

from wellbeing.language import say
from wellbeing.measures.opinion.standing import LEVEL

#: Standing beside the whole → the key of its colour, and its sign. Pale is what is not certain, and nothing else.
DRAWN: Final = {
    "below": ("below", "▼"),
    "looks_below": ("below_pale", "▽"),
    "level": ("level", "="),
    "looks_above": ("above_pale", "△"),
    "above": ("above", "▲"),
}
UNSAID: Final = "·"
#: The key and the sign of what others keep: it was said, and is not told. Never those of too few.
IN_CARE: Final = "care"
CARE: Final = "◇"
#: Digits of a share in a file.
_DIGITS: Final = 4
#: Ends the key of a colour that says less surely what the key without it says.
PALE: Final = "_pale"


class Amounts(msgspec.Struct, frozen=True):
    """What a picture says, as numbers for programs; None is not told."""

    #: A share or a part from 0 to 1, a tone from −1 to 1: as the show says.
    figure: float | None = None
    #: Its interval, 95 %.
    lower: float | None = None
    upper: float | None = None
    #: Of how many answers, comments or events.
    number: int | None = None


#: Nothing is told as a number.
UNTOLD: Final = Amounts()


class Picture(msgspec.Struct, frozen=True):
    """One cell, ready to be drawn; ``key`` names a colour of the palette."""

    key: str
    glyph: str
    text: str
    words: str
    #: Whether its group may speak for it (``lend``).
    asks: bool = False
    #: Whose figure it is, by name, where it is not the cell's own: its words say that name.
    owner: str = ""
    #: The cell's own: one that is lent is in its owner's row.
    numbers: Amounts = UNTOLD


class LegendEntry(msgspec.Struct, frozen=True):
    """One colour of the palette, with its sign, in words; ``number`` of areas that have it, where told."""

    key: str
    glyph: str
    words: str
    number: int | None = None


#: Area × type → its picture; margins under "".
Pictures = dict[tuple[str, str], Picture]


def standing_picture(standing: str | None, text: str, words: str, numbers: Amounts) -> Picture:
    """A figure in the colour, and with the sign, of where it stands; null is not told apart."""
    key, glyph = DRAWN[standing or LEVEL]
    return Picture(key, glyph, text, words, numbers=numbers)


def nothing(words: str, *, asks: bool = False) -> Picture:
    """A cell of which nothing is shown, and why."""
    return Picture("unsaid", UNSAID, "", words, asks)


def lend(picture: Picture, owner: str, why: str) -> Picture:
    """The only way to show a figure in another cell's place: in brackets, its words with the owner's name.

    Args:
        picture: the owner's own.
        owner: its name.
        why: what is known of the cell itself.
    """
    text = f"({picture.text})" if picture.text else ""
    words = (
        say("{why}, nor of {owner}", why=why, owner=owner)
        if picture.words == why
        else f"{why}; {owner}: {picture.words}"
    )
    return Picture(picture.key, picture.glyph, text, words, owner=owner)


def amounts(picture: Picture) -> dict[str, float | str | None]:
    """A picture's numbers for a file, with ``status``: whether the figure is told, how much of it, or where."""
    told = msgspec.structs.asdict(picture.numbers)
    digits = {name: None if number is None else round(number, _DIGITS) for name, number in told.items()}
    return digits | {"status": _status(picture)}


def _status(picture: Picture) -> str:
    told = picture.numbers
    if picture.key == IN_CARE:
        return say("kept, not told by area")
    if told.figure is not None:
        return say("shown")
    if picture.owner:
        return say("told of its group")
    if told.lower is not None:
        return say("interval alone")
    return say("not told") if told.number is None else say("number alone")
