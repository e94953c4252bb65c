"""Names in a row as the language joins them: ``a, b and c``, ``a, b y c``."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from babel.lists import format_list

from wellbeing.language.saying import locale

#: Spanish joins by another word before the same sound: ``norte e islas``, ``siete u ocho``.
_SOUNDS_ALIKE: Final = {
    "standard": ("y", "e", re.compile(r"h?i(?![ae])", re.IGNORECASE)),
    "or": ("o", "u", re.compile(r"h?o", re.IGNORECASE)),
}


def join_words(items: Sequence[str], kind: Literal["standard", "or"] = "standard") -> str:
    """Names in a row, within a sentence.

    Args:
        items: in their order.
        kind: ``standard`` of all of them, ``or`` of one of them.
    """
    joined = format_list(list(items), kind, locale())
    if len(items) < 2 or locale().language != "es":
        return joined
    usual, other, sound = _SOUNDS_ALIKE[kind]
    last = items[-1]
    is_alike = sound.match(last.lstrip("“«(")) is not None
    return f"{joined.removesuffix(f' {usual} {last}')} {other} {last}" if is_alike else joined
