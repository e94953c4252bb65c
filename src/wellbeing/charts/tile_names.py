"""What regions are called on tiles, where their whole names have no room."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

#: Letters of a region's name on its tile.
SHORT: Final = 3
#: Letters of a region’s code where no name on its tile is its own.
MOST_OF_CODE: Final = 5
_WORD: Final = re.compile(r"\w+")


def tile_names(names: Mapping[str, str]) -> dict[str, str]:
    """Region → its name on its tile: how it begins; where several do, its initial and last word; else its code.

    Args:
        names: region → its name.
    """
    begun = {code: name[:SHORT].upper().strip() for code, name in names.items()}
    times = Counter(begun.values())
    is_own = {
        code: times[begun[code]] == 1 and len(begun[code]) == min(SHORT, len(name))
        for code, name in names.items()
    }
    short = {code: begun[code] if is_own[code] else _by_words(name) for code, name in names.items()}
    again = Counter(short.values())
    return {code: one if again[one] == 1 else code[:MOST_OF_CODE].upper() for code, one in short.items()}


def _by_words(name: str) -> str:
    words = _WORD.findall(name) or [name]
    return f"{words[0][:1]}{words[-1][: SHORT - 1]}".upper()
