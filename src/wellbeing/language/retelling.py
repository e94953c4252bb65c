"""What inner rooms say, told again in the language that is spoken.

The record, the readers of files and the import wall say in English why something is not taken in: some of it is kept
for good and compared with, all of it is what the command line says. A page tells it in its own language: a text is
found among the messages of a catalogue's file by its wording, its parts are filled in again, and told again themselves.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from babel import Locale
from babel.messages.catalog import Message

from wellbeing.language.catalogue import messages_of_file
from wellbeing.language.saying import in_digits, say, say_many, spoken

#: The file of a language that holds what is told again.
RETOLD: Final = "retold.po"
_PART: Final = re.compile(r"\\\{(\w+)\\\}")
_BRACES: Final = re.compile(r"\{\w+\}")
_LETTER: Final = re.compile(r"\w")
_NUMBER: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_NUMBERED: Final = re.compile(r"([\d.,]+) (.+)")
_COUNT: Final = "count"
_ITEM: Final = r"'(?:[^']|'(?=\w))*'"
#: How a part's name begins → what it is like; anything else may be anything.
_LIKE: Final = {
    "counted": r"[0-9].*?",
    _COUNT: r"[0-9][0-9.,]*",
    "quoted": rf"(?:{_ITEM}(?:, {_ITEM})*(?: and [\d,]+ more)?)?",
}
#: Letters of its own below which a message is like too much.
_WEAK: Final = 4
#: Where a sentence ends and another begins.
_SENTENCES: Final = re.compile(r"(?<=[.?!]) (?=[A-Z`/])")
#: Texts that are remembered: reasons come back row by row.
_MOST: Final = 2_000


class _Wording(NamedTuple):
    """A message, and what is like it."""

    like: re.Pattern[str]
    #: In English: its text, or of one and of many.
    said: str | tuple[str, str]
    #: How much of it is not filled in.
    own: int


def retold(text: str) -> str:
    """A text of an inner room in the language that is spoken; as it is where no catalogue has such a message.

    Args:
        text: in English, its parts filled in: ``2 rows not in quarantine (any more): '7'. Nothing was mended.``
    """
    return (_retold(text, spoken()) or text) if text else ""


@lru_cache(maxsize=_MOST)
def _retold(text: str, language: str) -> str | None:
    """None where nothing is like it."""
    if _NUMBER.fullmatch(text):
        return in_digits(int(text.replace(",", "")))
    wordings = _wordings(Locale.parse(language, sep="-").language)
    telling, weak = (
        [one for one in wordings if one.own > _WEAK],
        [one for one in wordings if one.own <= _WEAK],
    )
    return _alike(text, telling) or _in_pieces(text, language) or _alike(text, weak)


def _alike(text: str, wordings: list[_Wording]) -> str | None:
    for wording in wordings:
        if found := wording.like.fullmatch(text):
            parts = {name: retold(part or "") for name, part in found.groupdict().items()}
            if isinstance(wording.said, str):
                return say(wording.said, **parts)
            number = int(re.sub(r"\D", "", parts.pop(_COUNT)))
            return say_many(*wording.said, number, **parts)
    return None


def _in_pieces(text: str, language: str) -> str | None:
    """Lines, sentences or a row of names, each of which is known; or a number and what it is of."""
    for between, pieces in (
        ("\n", text.split("\n")),
        (" ", _SENTENCES.split(text)),
        (", ", text.split(", ")),
    ):
        told = [_retold(piece, language) for piece in pieces] if len(pieces) > 1 else [None]
        known = [piece for piece in told if piece is not None]
        if len(known) == len(pieces):
            return between.join(known)
    if (numbered := _NUMBERED.fullmatch(text)) and (what := _retold(numbered[2], language)):
        return f"{numbered[1]} {what}"
    return None


@cache
def _wordings(language: str) -> tuple[_Wording, ...]:
    """Those whose own words are most come first: what is little but parts is like everything."""
    found = [wording for one in messages_of_file(language, RETOLD) for wording in _of(one)]
    return tuple(sorted(found, key=lambda one: one.own, reverse=True))


def _of(message: Message) -> Iterator[_Wording]:
    said = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
    for form in [said] if isinstance(said, str) else said:
        pattern, names = re.escape(form), dict.fromkeys(_PART.findall(re.escape(form)))
        for name in names:
            like = next((like for start, like in _LIKE.items() if name.startswith(start)), ".*?")
            pattern = pattern.replace(rf"\{{{name}\}}", f"(?P<{name}>{like})", 1)
            pattern = pattern.replace(rf"\{{{name}\}}", f"(?P={name})")
        yield _Wording(re.compile(pattern, re.DOTALL), said, len(_LETTER.findall(_BRACES.sub("", form))))
