"""Emoji and their values, read from ``emoji.toml``; what is not listed there VADER reads by its name."""

import tomllib
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from vader.data.emoji import EMOJI

from wellbeing.opinion.lexicon.negation import NEGATION_REACH, PAUSE

#: Its value does not depend on the words before it: "can't wait 🙂" is no negated smile.
_APART: Final = f"{PAUSE} " * NEGATION_REACH


class Emoji(NamedTuple):
    """What VADER is to make of emoji."""

    #: Emoji → the words that stand for it.
    words: dict[str, str]
    #: The word that stands for a listed emoji → its value on VADER's scale, −4 … 4.
    values: dict[str, float]


@cache
def emoji() -> Emoji:
    """The emoji that this version ships, and VADER's own."""
    listed = tomllib.loads(resources.files(__package__).joinpath("emoji.toml").read_text("utf-8"))["values"]
    words = {each: _APART + _token(each) for each in listed}
    # A longer one of VADER's begins with a listed one: with a skin tone, or as a woman's gesture.
    others = {each: name for each, name in EMOJI.items() if each[:1] not in listed}
    return Emoji({**others, **words}, {_token(each): value for each, value in listed.items()})


def _token(each: str) -> str:
    return f"emoji_{ord(each):x}"
