"""Numbers in columns of words: what they mean is a convention of the column, and stands in none of them."""

import re
import unicodedata
from typing import Final

from wellbeing.sources.names.spelling import key

#: What may be a number as files write it, with signs around it; as a regular expression of Polars too.
NUMERAL: Final = r"^\W*\d+([.,]\d+)?\W*$"
_NUMBER: Final = re.compile(r"([-+]?)(\d+)(?:[.,](\d+))?")
_MINUS: Final = str.maketrans("−–‐‑", "----")


def numeral(written: str) -> str | None:
    """A number in one spelling: ``1`` for "1", "01", "1.0", "+1", "1.", ``-1`` for "−1"; None for what is none.

    What all spellings of a word have in common (``key``) makes no difference here either.
    """
    plain = unicodedata.normalize("NFKC", written).strip().translate(_MINUS)
    found = _NUMBER.fullmatch(plain) or _NUMBER.fullmatch(key(written))
    if found is None:
        return None
    sign, whole, part = found.groups("")
    decimals = part.rstrip("0")
    number = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
    return f"-{number}" if sign == "-" and number != "0" else number
